import { randomUUID } from 'node:crypto'
import { message } from '../../i18n/messages.ts'
import { one } from '../../web/form-body.ts'
import type { InboxLine } from '../inbox-line.ts'
import { LONGEST_MESSAGE } from '../report.ts'
import type { ShredAnswer } from '../retention.ts'
import type { Member } from '../sign-in.ts'
import type { Gate } from './gate.ts'
import { showInbox } from './inbox.ts'
import { FLOCK, flockOf, foldAlike, lineWords, TABS, tabOf, type Tab } from './inbox-lines.ts'
import type { Presses } from './presses.ts'
import { tooLong, type Fault } from './fault.ts'
import type { MemberVisit, PanelParts } from './visit.ts'
import { rosterWords } from './words.ts'

const ACTS = ['aside', 'takeUp', 'shred'] as const
type Act = (typeof ACTS)[number]
/** Lines of the confirmation page; more are told by their number. */
const SHOWN = 30
const MOST_AT_ONCE = 2_000

/** Many reports at once: put aside as junk, taken up again, destroyed. Each has its page that asks once more. */
export function bulkRoutes(gate: Gate, { panel }: PanelParts, presses: Presses): void {
  gate.members.post('/bulk', async (visit) => {
    const { body, lang, member } = visit
    const [tab, act] = [tabOf(one(body, 'tab')), actOf(visit)]
    const { lines } = await panel.inbox(member, [...TABS[tab]])
    const chosen = chosenOf(lines, visit)
    if (!act || chosen.length === 0) return showInbox(visit, panel, message('panel.bulk.none', lang))
    return confirm(visit, { tab, act, chosen })
  })

  gate.members.post('/bulk/done', async (visit) => {
    const { body } = visit
    const [tab, act, ids] = [tabOf(one(body, 'tab')), actOf(visit), idsOf(one(body, 'ids'))]
    if (!act || ids.length === 0) return visit.go('/panel')
    if (act === 'shred') {
      const chosen = await stillThere(visit, tab, ids)
      const faults = shredFaults(visit, chosen)
      if (faults.length > 0) return confirm(visit, { tab, act, chosen, faults })
    }
    const done = await presses.once(visit, () => DO[act](visit, ids))
    return visit.go(`/panel?state=${tab}&done=${done}`)
  })

  async function confirm(
    visit: MemberVisit,
    { tab, act, chosen, faults = [] }: { tab: Tab; act: Act; chosen: InboxLine[]; faults?: Fault[] },
  ) {
    const { lang, member, body } = visit
    const words = await rosterWords(panel, lang)
    const fit = chosen.filter((line) => isFit(act, line, member))
    const folds = foldAlike(fit)
    const second = fit.filter((line) => act === 'shred' && line.waiting.some(isShred))
    return visit.show(
      'panel/bulk',
      {
        ...{ tab, act, n: fit.length, unfit: chosen.length - fit.length },
        ids: fit.map(({ id }) => id).join(' '),
        firsts: act === 'shred' ? idsWithout(fit, second) : '',
        lines: folds
          .slice(0, SHOWN)
          .map((fold) => lineWords(fold, { words, me: member.id, lang, ticked: false })),
        more: Math.max(0, folds.length - SHOWN),
        title: message(`panel.bulk.${act}.title`, lang),
        text: message(`panel.bulk.${act}.text`, lang),
        button: message(`panel.bulk.${act}.button`, lang, { n: fit.length }),
        back: `/panel?state=${tab}`,
        press: randomUUID(),
        ...{ first: fit.length - second.length, second: second.length },
        reason: one(body, 'reason'),
        reasonFault: faults.find(({ id }) => id === 'reason')?.text ?? '',
        sureFault: faults.find(({ id }) => id === 'sure')?.text ?? '',
        problems: faults.map(({ id, text }) => ({ href: `#${id}`, text })),
      },
      faults.length > 0 ? 422 : 200,
    )
  }

  async function stillThere({ member }: MemberVisit, tab: Tab, ids: string[]): Promise<InboxLine[]> {
    const { lines } = await panel.inbox(member, [...TABS[tab]])
    return lines.filter(({ id }) => ids.includes(id))
  }

  function isFit(act: Act, line: InboxLine, member: Member): boolean {
    if (act === 'aside') return mayGoAside(line, member)
    if (act === 'takeUp') return ['quarantined', 'junk'].includes(line.state)
    return line.expired && !line.waiting.some((each) => isShred(each) && each.by === member.id)
  }

  /** A report like no other that came in quietly is no junk before somebody without a part in it has opened it. */
  function mayGoAside(line: InboxLine, member: Member): boolean {
    if (line.assigned) return false
    if (line.state === 'quarantined') return true
    return line.state === 'new' && (line.alike >= FLOCK || panel.hasDeclared(member, line.id))
  }

  const DO: Record<Act, (visit: MemberVisit, ids: string[]) => Promise<string>> = {
    // Looked at again: which reports go aside is not for the page that was sent to say.
    aside: async ({ member }, ids) => {
      const { lines } = await panel.inbox(member, ['new', 'quarantined'])
      const fit = lines.filter((line) => ids.includes(line.id) && isFit('aside', line, member))
      const done = await panel.setAside(
        member,
        fit.map(({ id }) => id),
      )
      return done === ids.length ? 'aside' : 'asideSome'
    },
    takeUp: async ({ member }, ids) =>
      (await panel.takeUp(member, ids)) === ids.length ? 'takenUp' : 'takenUpSome',
    shred: async ({ member, body }, ids) =>
      shredDone(await panel.agreeToShred(member, ids, one(body, 'reason'))),
  }
}

const actOf = ({ body }: MemberVisit): Act | undefined => ACTS.find((act) => act === one(body, 'act'))

/** What was ticked; a line that stands for a flock stands for all of it. */
function chosenOf(lines: InboxLine[], { body }: MemberVisit): InboxLine[] {
  const [picked, flocks] = [all(body['pick']), all(body['flock'])]
  const chosen = new Set(lines.filter(({ id }) => picked.includes(id)))
  for (const first of lines.filter(({ id }) => flocks.includes(id)))
    for (const line of flockOf(lines, first)) chosen.add(line)
  return [...chosen].slice(0, MOST_AT_ONCE)
}

const all = (value: string | string[] | undefined): string[] => (value === undefined ? [] : [value].flat())

/** In one field: a form may have a thousand fields and no more. */
const idsOf = (typed: string): string[] =>
  [...new Set(typed.split(' ').filter((id) => id !== ''))].slice(0, MOST_AT_ONCE)

const idsWithout = (lines: InboxLine[], without: InboxLine[]): string =>
  lines
    .filter((line) => !without.includes(line))
    .map(({ id }) => id)
    .join(' ')

const isShred = ({ proposal }: InboxLine['waiting'][number]): boolean => 'shred' in proposal

/** Who speaks first gives the reason; who speaks second destroys, which nothing undoes. */
function shredFaults({ body, lang }: MemberVisit, chosen: InboxLine[]): Fault[] {
  const reason = one(body, 'reason').trim()
  const firsts = one(body, 'firsts').split(' ')
  // Who meant to propose must not destroy because somebody proposed it meanwhile.
  if (chosen.some(({ id, waiting }) => firsts.includes(id) && waiting.some(isShred)))
    return [{ id: 'sure', text: message('panel.fault.meanwhile', lang) }]
  const needsReason = chosen.some(({ waiting }) => !waiting.some(isShred))
  return [
    ...(needsReason && reason === '' ? [{ id: 'reason', text: message('panel.fault.reason', lang) }] : []),
    ...tooLong('reason', reason, LONGEST_MESSAGE, lang),
    ...(one(body, 'sure') === 'yes' ? [] : [{ id: 'sure', text: message('panel.fault.sure', lang) }]),
  ]
}

function shredDone({ proposed, shredded }: ShredAnswer): string {
  if (proposed.length > 0 && shredded.length > 0) return 'shredBoth'
  if (shredded.length > 0) return 'shredded'
  return proposed.length > 0 ? 'shredProposed' : 'shredNone'
}
