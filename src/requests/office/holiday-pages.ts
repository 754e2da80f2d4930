import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { toBuddhistYear } from '../../calendar/dates.ts'
import { HOLIDAY_KINDS, HOLIDAY_SCOPES, missingHolidayYear } from '../../calendar/working-time.ts'
import { notFound, UserError } from '../../errors.ts'
import { message } from '../../i18n/messages.ts'
import { say } from '../../i18n/text.ts'
import { problemsOf } from '../../officers/desk/problems.ts'
import { bodyOf, goTo } from '../../officers/desk/visitor.ts'
import { one } from '../../web/form-body.ts'
import { byDay, type CalendarStep } from './calendar-change.ts'
import { readHolidays, type HolidayFault, type TypedHolidays } from './holiday-typed.ts'
import type { EnteredHoliday } from './holiday-store.ts'
import { enteredReason, removedReason, rowOf, scopeText } from './holiday-words.ts'
import { movesView } from './moves-view.ts'
import type { ConfirmedChange } from './parts.ts'
import { MANAGE, moment, noticeOf, savedAt, show, todayOf, type OfficeOptions } from './options.ts'

type Req = FastifyRequest<{ Params: { id: string }; Querystring: Record<string, string | string[]> }>

const HERE = '/desk/office/holidays'
const NOTHING: TypedHolidays = {
  day: '',
  nameTh: '',
  nameEn: '',
  lines: '',
  kind: 'regular',
  scope: 'nation',
  source: '',
}

/** Holidays: seen by year, entered one or several at a time, removed with a reason; first what each would move. */
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

  app.get(`${HERE}/:id/remove`, MANAGE, async (request: Req, reply) =>
    showRemoval(request, reply, await find(request), { reasonTh: '', reasonEn: '' }, {}),
  )

  app.post(`${HERE}/:id/remove`, MANAGE, async (request: Req, reply) => {
    const body = bodyOf(request)
    const typed = { reasonTh: one(body, 'reasonTh').trim(), reasonEn: one(body, 'reasonEn').trim() }
    const holiday = await find(request)
    const before = await options.present()
    const step: CalendarStep = { drop: [holiday.id] }
    const moves = await options.preview(before, step)
    const faults = {
      ...((typed.reasonTh === '' || typed.reasonEn === '') && {
        [typed.reasonTh === '' ? 'reasonTh' : 'reasonEn']: message(
          'office.holiday.fault.reason',
          request.lang,
        ),
      }),
      ...(moves.earlier > 0 &&
        one(body, 'aware') !== 'yes' && { aware: message('office.moves.fault.aware', request.lang) }),
    }
    if (Object.keys(faults).length > 0) return showRemoval(request, reply, holiday, typed, faults)
    const { moved } = await options.confirm(
      {
        by: request.officer.id,
        step,
        before,
        reason: removedReason(holiday, {
          th: typed.reasonTh.slice(0, 500),
          en: typed.reasonEn.slice(0, 500),
        }),
        deed: 'holiday.removed',
        subject: holiday.day,
        data: { scope: holiday.scope, kind: holiday.kind, moves: moves.count },
        build: (tx) => holidays.removing(tx, [holiday.id]),
      },
      moves.count,
    )
    return goTo(request, reply, savedAt(HERE, moved))
  })

  async function find(request: Req): Promise<EnteredHoliday> {
    const holiday = (await holidays.list()).find(({ id }) => id === request.params.id)
    if (!holiday) throw notFound()
    return holiday
  }

  async function showYear(request: Req, reply: FastifyReply, typed: TypedHolidays, faults: HolidayFault[]) {
    const { lang } = request
    const [all, names, calendar] = await Promise.all([
      holidays.list(),
      options.people.names(),
      options.calendar(),
    ])
    const today = todayOf(options)
    const years = [...new Set([...all.map(({ day }) => yearOf(day)), yearOf(today)])].sort()
    const asked = [request.query['year'] ?? ''].flat()[0] ?? ''
    const year = years.find((known) => String(toBuddhistYear(Number(known))) === asked) ?? yearOf(today)
    const kinds = HOLIDAY_KINDS.map((kind) => ({ value: kind, label: `office.holiday.kind.${kind}` }))
    return show(
      request,
      reply,
      { template: 'office/holidays', title: 'office.holiday.title' },
      {
        ...problemsOf(Object.fromEntries(faults.map(({ field, text }) => [field, say(text, lang)]))),
        // Several lines may be wrong at once; each is named, and all lead to the same field.
        problems: faults.map(({ field, text }) => ({ href: `#${field}`, text: say(text, lang) })),
        typed,
        kinds: kinds.map((kind) => ({ ...kind, chosen: kind.value === typed.kind })),
        scopes: HOLIDAY_SCOPES.map((scope) => ({
          value: scope,
          label: scopeText(scope, municipality.province, lang),
          chosen: scope === typed.scope,
        })),
        notice: noticeOf(request.query),
        missing: missingHolidayYear(calendar, today).join(', '),
        years: years.map((known) => ({
          be: toBuddhistYear(Number(known)),
          year: known,
          current: known === year,
        })),
        shownYear: { be: toBuddhistYear(Number(year)), year },
        rows: all
          .filter(({ day }) => yearOf(day) === year)
          .map((holiday) => ({
            ...rowOf(holiday, lang),
            removal: `${HERE}/${encodeURIComponent(holiday.id)}/remove`,
            enteredBy: holiday.enteredBy === 'sala' ? '' : names(holiday.enteredBy),
            enteredAt: moment(holiday.enteredAt, lang),
          })),
      },
    )
  }

  async function showRemoval(
    request: Req,
    reply: FastifyReply,
    holiday: EnteredHoliday,
    typed: { reasonTh: string; reasonEn: string },
    faults: Record<string, string>,
  ) {
    const moves = await options.preview(await options.present(), { drop: [holiday.id] })
    return show(
      request,
      reply,
      { template: 'office/holiday-remove', title: 'office.holiday.remove' },
      {
        ...problemsOf(faults),
        typed,
        path: `${HERE}/${encodeURIComponent(holiday.id)}/remove`,
        holiday: rowOf(holiday, request.lang),
        moves: movesView(moves, await options.services(), request.lang),
      },
    )
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

const yearOf = (day: string) => day.slice(0, 4)
