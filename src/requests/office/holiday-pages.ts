import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { missingHolidayYear } from '../../calendar/working-time.ts'
import { UserError } from '../../errors.ts'
import { message } from '../../i18n/messages.ts'
import { say } from '../../i18n/text.ts'
import { problemsOf } from '../../officers/desk/problems.ts'
import { bodyOf, goTo } from '../../officers/desk/visitor.ts'
import { one } from '../../web/form-body.ts'
import { byDay, type CalendarStep } from './calendar-change.ts'
import { readHolidays, type HolidayFault, type TypedHolidays } from './holiday-typed.ts'
import { choicesOf, HOLIDAYS_PAGE as HERE, yearView } from './holiday-view.ts'
import { enteredReason, rowOf } from './holiday-words.ts'
import { movesView } from './moves-view.ts'
import type { ConfirmedChange } from './parts.ts'
import { MANAGE, noticeOf, savedAt, show, todayOf, type OfficeOptions } from './options.ts'

type Req = FastifyRequest<{ Querystring: Record<string, string | string[]> }>

const NOTHING: TypedHolidays = {
  day: '',
  nameTh: '',
  nameEn: '',
  lines: '',
  kind: 'regular',
  scope: 'nation',
  source: '',
}

/** Holidays: seen by year, entered one or several at a time; first what each would move. */
export function holidayRoutes(app: FastifyInstance, options: OfficeOptions): void {
  const { holidays, municipality } = options

  app.get(HERE, MANAGE, async (request: Req, reply) => showYear(request, reply, NOTHING, []))

  app.post(HERE, MANAGE, async (request: Req, reply) => {
    const typed = typedIn(request)
    const before = await options.present()
    const known = { entered: before.holidays, province: municipality.province, today: todayOf(options) }
    const read = readHolidays(typed, known)
    if (read.faults.length > 0) return showYear(request, reply, typed, read.faults)
    const entering = byDay(read.holidays)
    const step: CalendarStep = { enter: entering }
    const moves = await options.preview(before, step)
    const isAware = moves.earlier === 0 || one(bodyOf(request), 'aware') === 'yes'
    if (one(bodyOf(request), 'act') !== 'confirm' || !isAware) {
      const isAsked = one(bodyOf(request), 'act') === 'confirm'
      const problems = isAsked ? unaware(request) : problemsOf({})
      return show(
        request,
        reply,
        { template: 'office/holiday-check', title: 'office.holiday.check' },
        {
          ...problems,
          typed,
          entering: entering.map((holiday) => rowOf(holiday, request.lang)),
          moves: movesView(moves, await options.services(), request.lang),
        },
      )
    }
    const by = request.officer.id
    const days = entering.map(({ day }) => day).join(' ')
    const change: ConfirmedChange = {
      by,
      step,
      before,
      reason: enteredReason(entering),
      deed: 'holiday.entered',
      subject: entering[0]!.day,
      data: { days, scope: entering[0]!.scope, moves: moves.count },
      build: (tx, at) => holidays.entering(tx, entering, by, at),
    }
    try {
      const { moved } = await options.confirm(change, moves.count)
      return goTo(request, reply, savedAt(HERE, moved))
    } catch (error) {
      if (!(error instanceof UserError) || error.kind !== 'conflict') throw error
      // Somebody entered one of them in this moment: the page names it and keeps the rest.
      const there = { ...known, entered: (await options.present()).holidays }
      return showYear(request, reply, typed, readHolidays(typed, there).faults)
    }
  })

  async function showYear(request: Req, reply: FastifyReply, typed: TypedHolidays, faults: HolidayFault[]) {
    const { lang } = request
    const [entered, nameOf, calendar] = await Promise.all([
      holidays.list(),
      options.people.names(),
      options.calendar(),
    ])
    const today = todayOf(options)
    const asked = [request.query['year'] ?? ''].flat()[0] ?? ''
    const page = {
      ...problemsOf(Object.fromEntries(faults.map(({ field, text }) => [field, say(text, lang)]))),
      // Several lines may be wrong at once; each is named, and all lead to the same field.
      problems: faults.map(({ field, text }) => ({ href: `#${field}`, text: say(text, lang) })),
      typed,
      ...choicesOf(typed, municipality.province, lang),
      notice: noticeOf(request.query),
      missing: missingHolidayYear(calendar, today).join(', '),
      ...yearView({ entered, nameOf, today, asked }, lang),
    }
    return show(request, reply, { template: 'office/holidays', title: 'office.holiday.title' }, page)
  }
}

const unaware = ({ lang }: FastifyRequest) => problemsOf({ aware: message('office.moves.fault.aware', lang) })

function typedIn(request: FastifyRequest): TypedHolidays {
  const body = bodyOf(request)
  const field = (name: string, most: number) => one(body, name).slice(0, most)
  return {
    day: field('day', 60),
    nameTh: field('nameTh', 120),
    nameEn: field('nameEn', 120),
    lines: field('lines', 10_000),
    kind: field('kind', 20),
    scope: field('scope', 20),
    source: field('source', 300),
  }
}
