import { randomUUID } from 'node:crypto'
import { notFound, UserError } from '../../errors.ts'
import { message } from '../../i18n/messages.ts'
import { one } from '../../web/form-body.ts'
import type { Referred } from '../refer.ts'
import type { OpenedReport } from '../reading.ts'
import type { Gate } from './gate.ts'
import type { Presses } from './presses.ts'
import { onReport } from './report.ts'
import type { MemberVisit, PanelParts } from './visit.ts'
import { rosterWords } from './words.ts'

const KEPT_MS = 15 * 60_000
/** Sealed files held in memory until they are fetched; the oldest gives way. */
const MOST_KEPT = 4

type Ready = { member: string; report: string; at: number; file: Pick<Referred, 'sealed' | 'filename'> }
type Made = Omit<Referred, 'sealed'> & { ticket: string; body: string }

/** A report leaves the house: one sealed file for a body of the roster, fetched within a quarter of an hour. */
export function referralRoutes(gate: Gate, parts: PanelParts, presses: Presses): void {
  const { panel, now } = parts
  const ready = new Map<string, Ready>()

  gate.members.get(
    '/reports/:id/refer',
    onReport(parts, (visit, report) => ask(visit, report)),
  )

  gate.members.post(
    '/reports/:id/refer',
    onReport(parts, async (visit, report) => {
      const { lang, body, member } = visit
      const words = await rosterWords(panel, lang)
      const to = words.bodies.find(({ id }) => id === one(body, 'body'))
      if (!to) return ask(visit, report, message('panel.fault.body', lang))
      const copies = one(body, 'copies') === 'original' ? 'original' : 'clean'
      try {
        const made = await presses.once(visit, async (): Promise<Made> => {
          const { sealed, ...rest } = await panel.refer(member, report.id, { body: to.id, copies })
          const ticket = keep({ sealed, filename: rest.filename }, member.id, report.id)
          return { ...rest, ticket, body: words.bodyOf(to.id) }
        })
        if (made === 'already') return visit.go(`/panel/reports/${report.id}?done=already`)
        return visit.show('panel/referred', { ...made, id: report.id, identity: made.identity ?? '' })
      } catch (error) {
        if (!(error instanceof UserError) || error.kind !== 'tooLarge') throw error
        return ask(visit, report, message('panel.refer.tooLarge', lang))
      }
    }),
  )

  gate.members.post(
    '/reports/:id/referral',
    onReport(parts, ({ body, member, reply }, report) => {
      forgetOld()
      const kept = ready.get(one(body, 'ticket'))
      if (!kept || kept.member !== member.id || kept.report !== report.id) throw notFound()
      return reply
        .header('content-disposition', `attachment; filename="${kept.file.filename}"`)
        .type('application/octet-stream')
        .send(Buffer.from(kept.file.sealed))
    }),
  )

  async function ask(visit: MemberVisit, report: OpenedReport, fault = '') {
    const { lang, body } = visit
    const { bodies } = await rosterWords(panel, lang)
    return visit.show(
      'panel/refer',
      {
        id: report.id,
        bodies: bodies.map((each) => ({
          ...each,
          hasKey: !!each.recipient,
          isChosen: each.id === one(body, 'body'),
        })),
        wantsOriginals: one(body, 'copies') === 'original',
        files: report.thread.attachments.length,
        press: randomUUID(),
        fault,
        problems: fault ? [{ href: '#body', text: fault }] : [],
      },
      fault ? 422 : 200,
    )
  }

  function keep(file: Ready['file'], member: string, report: string): string {
    forgetOld()
    const ticket = randomUUID()
    ready.set(ticket, { member, report, at: now().getTime(), file })
    const [oldest] = ready.keys()
    if (ready.size > MOST_KEPT && oldest) ready.delete(oldest)
    return ticket
  }

  function forgetOld() {
    for (const [ticket, { at }] of ready) if (now().getTime() - at > KEPT_MS) ready.delete(ticket)
  }
}
