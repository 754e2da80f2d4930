import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { notFound, UserError } from '../../errors.ts'
import { message } from '../../i18n/messages.ts'
import { one } from '../../web/form-body.ts'
import type { Referred } from '../refer.ts'
import type { OpenedReport } from '../opened.ts'
import type { Gate } from './gate.ts'
import type { Presses } from './presses.ts'
import { makeReady } from './ready.ts'
import { onReport } from './report.ts'
import type { MemberVisit, PanelParts } from './visit.ts'
import { rosterWords } from './words.ts'

/** What the receiver opens the file with; it needs nothing of ours beside it. */
const OPENER = join(import.meta.dirname, '../../../scripts/open-referral.mjs')
type Made = Omit<Referred, 'sealed'> & { ticket: string; body: string }

/** A report leaves the house: one sealed file for a body of the roster, fetched within a quarter of an hour. */
export function referralRoutes(gate: Gate, parts: PanelParts, presses: Presses): void {
  const { panel, now } = parts
  const ready = makeReady(now, gate.later)

  gate.members.get('/open-referral.mjs', async ({ reply }) =>
    reply
      .header('content-disposition', 'attachment; filename="open-referral.mjs"')
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'no-store')
      .type('application/octet-stream')
      .send(await readFile(OPENER)),
  )

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
          const of = { member: member.id, report: report.id }
          const ticket = ready.keep({ sealed, filename: rest.filename }, of)
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
      const file = ready.find(one(body, 'ticket'), { member: member.id, report: report.id })
      if (!file) throw notFound()
      return reply
        .header('content-disposition', `attachment; filename="${file.filename}"`)
        .type('application/octet-stream')
        .send(Buffer.from(file.sealed))
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
}
