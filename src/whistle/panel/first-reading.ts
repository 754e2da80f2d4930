import { randomUUID } from 'node:crypto'
import { message } from '../../i18n/messages.ts'
import { one } from '../../web/form-body.ts'
import { LONGEST_MESSAGE } from '../report.ts'
import { carriedFrom } from './carried.ts'
import { tooLong, type Fault } from './fault.ts'
import type { Gate } from './gate.ts'
import type { Presses } from './presses.ts'
import type { MemberVisit, PanelParts } from './visit.ts'
import { rosterWords } from './words.ts'

/** Our own fields of this page; all others are what was being sent to another. */
const OWN = ['next', 'recuseReason']
/** Deeds whose words can wait for the declaration. */
const GOES_ON = /^\/panel\/reports\/[\w-]+\/[\w-]+$/

/**
 * Before a report is opened: the positions it concerns and its first words, and whether that concerns the reader.
 * Names in the text cannot be checked by a machine; this person can.
 */
export function firstReadingRoutes(gate: Gate, { panel }: PanelParts, presses: Presses): void {
  gate.members.post('/reports/:id/open', async (visit) => {
    const { params, member, body } = visit
    const id = params['id'] ?? ''
    await panel.declareNone(member, id)
    const [to, carried] = [one(body, 'next'), carriedOf(visit)]
    if (carried.length > 0 && GOES_ON.test(to) && to.startsWith(`/panel/reports/${id}/`))
      return visit.show('panel/go-on', { to, carried })
    return visit.go(`/panel/reports/${id}`)
  })

  gate.members.post('/reports/:id/recuse', async (visit) => {
    const { params, member, body, lang } = visit
    const id = params['id'] ?? ''
    const reason = one(body, 'recuseReason')
    const long = tooLong('recuseReason', reason, LONGEST_MESSAGE, lang)
    if (long.length > 0) return firstReading(visit, panel, { faults: long })
    const recuse = () => panel.recuse(member, id, reason)
    const answer = await presses.once(visit, recuse, (made) => made === 'done')
    if (answer === 'tooFew')
      return firstReading(visit, panel, {
        faults: [{ id: 'recuseReason', text: message('panel.first.tooFew', lang) }],
        tooFew: true,
      })
    return visit.go('/panel?done=recused')
  })
}

/** What was being sent goes on once the report is opened; `carry` where it came from another page's form. */
export async function firstReading(
  visit: MemberVisit,
  panel: PanelParts['panel'],
  {
    faults = [],
    tooFew = false,
    carry = false,
  }: { faults?: Fault[]; tooFew?: boolean; carry?: boolean } = {},
) {
  const { params, member, body, lang, request } = visit
  const id = params['id'] ?? ''
  const [line, words] = [await panel.peek(member, id), await rosterWords(panel, lang)]
  const carried = carry ? carriedOf(visit) : []
  return visit.show(
    'panel/first-reading',
    {
      id,
      received: line.received,
      positions: words.titlesOf(line.subjects),
      summary: line.summary,
      isCut: [...line.summary].length >= 120,
      files: line.files,
      retaliation: line.feelsRetaliation,
      next: carried.length > 0 ? pathOf(request.originalUrl) : '',
      carried,
      reason: one(body, 'recuseReason'),
      reasonFault: faults.find((fault) => fault.id === 'recuseReason')?.text ?? '',
      tooFew,
      press: randomUUID(),
      problems: faults.map((fault) => ({ href: `#${fault.id}`, text: fault.text })),
    },
    faults.length > 0 ? 422 : carried.length > 0 ? 409 : 200,
  )
}

/** Without its query and language: the page's links add that. */
const pathOf = (url: string): string => (url.split('?', 1)[0] ?? '').replace(/^\/en(?=\/)/, '')

const carriedOf = ({ body }: MemberVisit) => carriedFrom(body, OWN)
