import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { addDays, weekdayName } from '../../calendar/dates.ts'
import { message, messageText } from '../../i18n/messages.ts'
import { fill, say, type Text } from '../../i18n/text.ts'
import type { Hours } from '../../municipality.ts'
import { problemsOf, type Faults } from '../../officers/desk/problems.ts'
import { bodyOf } from '../../officers/desk/visitor.ts'
import { parseStored } from '../../storage/json.ts'
import { one } from '../../web/form-body.ts'
import { openingHours } from '../../web/site.ts'
import { readHours, typedHours, type TypedHours } from './hours-typed.ts'
import { MANAGE, moment, noticeOf, show, type OfficeOptions } from './options.ts'
import { changeSetting, historyOf } from './setting-change.ts'
import { hoursCode } from './settings.ts'

const HERE = '/desk/office/hours'
const SUNDAY = '2026-11-01'

/** When the office is open, for every page and for the clock. */
export function hoursRoutes(app: FastifyInstance, options: OfficeOptions): void {
  const { office, edition } = options

  app.get(HERE, MANAGE, async (request, reply) => {
    const { written } = office.current()
    return showForm(request, reply, { typed: typedHours(written), seen: hoursCode(written) })
  })

  app.post(HERE, MANAGE, async (request, reply) => {
    await edition.look()
    const typed = typedIn(request)
    const seen = one(bodyOf(request), 'seen')
    const { hours, faults } = readHours(typed)
    const inWords = Object.fromEntries(faults.map(({ field, key }) => [field, message(key, request.lang)]))
    if (faults.length > 0) return showForm(request, reply, { typed, seen }, inWords)
    const { written } = office.current()
    if (hoursCode(hours) === hoursCode(written))
      return showForm(request, reply, { typed, seen }, { opens: message('office.hours.same', request.lang) })
    return changeSetting(options, request, reply, {
      key: 'hours',
      path: HERE,
      deed: 'hours.changed',
      step: { hours },
      value: hours,
      reason: hoursReason(hours),
      data: { from: hoursCode(written), to: hoursCode(hours) },
      seen,
      present: hoursCode(written),
      check: {
        template: 'office/hours-check',
        title: 'office.hours.check',
        data: { typed, seen, before: openingHours(written), after: openingHours(hours) },
      },
      again: (status, found, conflict) =>
        showForm(
          request,
          reply,
          { typed, seen: hoursCode(office.current().written), status, conflict },
          found,
        ),
    })
  })

  async function showForm(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: ShownHours,
    faults: Faults = {},
  ) {
    const { lang } = request
    const { typed, seen, conflict = false, status } = shown
    const { written, changed } = office.current()
    const [names, services] = await Promise.all([options.people.names(), options.services()])
    return show(
      request,
      reply,
      { template: 'office/hours', title: 'office.hours', ...(status !== undefined && { status }) },
      {
        ...problemsOf(faults),
        typed,
        seen,
        conflict,
        present: openingHours(written),
        notice: noticeOf(request.query),
        changedBy: changed.hours
          ? message('office.changedBy', lang, {
              name: names(changed.hours.by),
              at: moment(changed.hours.at, lang),
            })
          : message('office.fromFile', lang),
        days: [1, 2, 3, 4, 5, 6, 0].map((n) => ({
          value: String(n),
          label: weekdayName(addDays(SUNDAY, n), lang, 'long'),
          chosen: typed.weekdays.includes(String(n)),
        })),
        channels: services.flatMap(({ slug, current: { definition } }) =>
          definition.manual.channels.some(({ hours }) => hours !== undefined)
            ? [{ path: `/services/${slug}`, name: say(definition.title, lang) }]
            : [],
        ),
        history: await historyOf(options, 'hours.changed', lang, (data) => {
          const { from, to } = parseStored(data) as { from: string; to: string }
          return [message('office.fromTo', lang, { from, to })]
        }),
      },
    )
  }
}

type ShownHours = { typed: TypedHours; seen: string; status?: number; conflict?: boolean }

function hoursReason(hours: Hours): Text {
  const [text, told] = [messageText('office.reason.hours'), openingHours(hours)]
  return { th: fill(text, { hours: told.th }).th, en: fill(text, { hours: told.en }).en }
}

function typedIn(request: FastifyRequest): TypedHours {
  const body = bodyOf(request)
  const field = (name: string) => one(body, name).slice(0, 20)
  return {
    opens: field('opens'),
    closes: field('closes'),
    // The page before confirmation hands them on in one field, as `1,2,3`.
    weekdays: [body['weekdays'] ?? []]
      .flat()
      .flatMap((days) => days.split(','))
      .slice(0, 7),
    lunch: field('lunch') === 'closed' ? 'closed' : 'open',
    from: field('from'),
    to: field('to'),
  }
}
