import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound } from '../../errors.ts'
import { message } from '../../i18n/messages.ts'
import { problemsOf } from '../../officers/desk/problems.ts'
import { bodyOf, goTo } from '../../officers/desk/visitor.ts'
import { one } from '../../web/form-body.ts'
import type { CalendarStep } from './calendar-change.ts'
import type { EnteredHoliday } from './holiday-store.ts'
import { HOLIDAYS_PAGE as HERE, removalPath } from './holiday-view.ts'
import { removedReason, rowOf } from './holiday-words.ts'
import { movesView } from './moves-view.ts'
import { MANAGE, savedAt, show, type OfficeOptions } from './options.ts'

type Req = FastifyRequest<{ Params: { id: string } }>

/** A holiday entered in error or withdrawn: removed with a reason, after a look at what that would move. */
export function holidayRemovalRoutes(app: FastifyInstance, options: OfficeOptions): void {
  const { holidays } = options

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
        path: removalPath(holiday),
        holiday: rowOf(holiday, request.lang),
        moves: movesView(moves, await options.services(), request.lang),
      },
    )
  }
}
