import { message } from '../../i18n/messages.ts'
import type { InboxLine } from '../inbox-line.ts'
import type { State } from '../store.ts'
import type { Gate } from './gate.ts'
import {
  divisionCounts,
  flockOf,
  foldAlike,
  lineWords,
  TABS,
  tabOf,
  type Fold,
  type Tab,
} from './inbox-lines.ts'
import type { MemberVisit, PanelParts } from './visit.ts'
import { rosterWords, type RosterWords } from './words.ts'

const LINES_A_PAGE = 40
/** What can be said above the list after something was done. */
const DONE = [
  ...['recused', 'aside', 'asideSome', 'takenUp', 'takenUpSome'],
  ...['shredProposed', 'shredded', 'shredBoth', 'shredNone', 'already'],
]

/** The reports a member can read, those that cannot wait first. */
export function inboxRoutes(gate: Gate, { panel }: PanelParts): void {
  gate.members.get('/', (visit) => showInbox(visit, panel))
}

/** Once more where nothing was ticked. */
export async function showInbox(visit: MemberVisit, panel: PanelParts['panel'], fault = '') {
  const { query, body, lang, member } = visit
  const tab = tabOf(query['state'] ?? [body['tab'] ?? ''].flat()[0] ?? '')
  const words = await rosterWords(panel, lang)
  const { lines, tampered } = await panel.inbox(member, [...TABS[tab]])
  const counts = await panel.counts(member)
  const like = lines.find(({ id }) => id === query['like'])
  const folds = like ? flockOf(lines, like).map((line): Fold => ({ line, n: 1 })) : foldAlike(lines)
  const part = partOf(query['part'], folds.length)
  const shown = folds.slice(part * LINES_A_PAGE, (part + 1) * LINES_A_PAGE)
  return visit.show(
    'panel/inbox',
    {
      tab,
      tabs: tabsOf(tab, counts, lang),
      lines: shown.map((fold) => lineWords(fold, { words, me: member.id, lang, ticked: like !== undefined })),
      like: like ? { id: like.id, n: folds.length } : '',
      ...pagesOf(tab, part, folds.length, like?.id),
      ...actsOf(tab, lines),
      divisions: like ? [] : divisionCounts(lines, words, lang),
      tampered: tampered.length,
      unopenable: await panel.unopenable(member),
      aims: aimsFor(words, member.id),
      notice: DONE.includes(query['done'] ?? '') ? message(`panel.done.${query['done']}`, lang) : '',
      problems: fault ? [{ href: '#bulk', text: fault }] : [],
    },
    fault ? 422 : 200,
  )
}

/** Why a member has nothing to read yet. */
function aimsFor(words: RosterWords, me: string): '' | 'noRoster' | 'notOnRoster' {
  if (!words.hasRoster) return 'noRoster'
  return words.isOnRoster(me) ? '' : 'notOnRoster'
}

function tabsOf(here: Tab, counts: Record<State, number>, lang: 'th' | 'en') {
  return (Object.keys(TABS) as Tab[]).map((tab) => {
    const n = TABS[tab].reduce((sum: number, state: State) => sum + counts[state], 0)
    return {
      path: tab === 'waiting' ? '/panel' : `/panel?state=${tab}`,
      name: message(`panel.tab.${tab}`, lang),
      isHere: tab === here,
      n,
      nText: message('panel.tab.n', lang, { n }),
    }
  })
}

/** What may be done with many at once. */
function actsOf(tab: Tab, lines: InboxLine[]) {
  return {
    mayAside: (tab === 'waiting' || tab === 'quarantined') && lines.length > 0,
    mayTakeUp: (tab === 'quarantined' || tab === 'junk') && lines.length > 0,
    mayShred: (tab === 'closed' || tab === 'junk') && lines.some(({ expired }) => expired),
  }
}

function partOf(typed: string | undefined, n: number): number {
  const part = /^\d{1,4}$/.test(typed ?? '') ? Number(typed) - 1 : 0
  return Math.max(0, Math.min(part, Math.ceil(n / LINES_A_PAGE) - 1))
}

function pagesOf(tab: Tab, part: number, n: number, like?: string) {
  const path = (to: number) => `/panel?state=${tab}${like ? `&like=${like}` : ''}&part=${to + 1}`
  return {
    previous: part > 0 ? path(part - 1) : '',
    next: (part + 1) * LINES_A_PAGE < n ? path(part + 1) : '',
  }
}
