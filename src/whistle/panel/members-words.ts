import { message } from '../../i18n/messages.ts'
import { say, type Lang } from '../../i18n/text.ts'
import type { PanelState } from '../parts.ts'
import { keptOut, routeFor, type KeptOut, type PanelMember, type Roster } from '../roster.ts'
import { fingerprint } from '../roster-signature.ts'
import type { Panel } from './visit.ts'
import { divisionName } from './words.ts'

type Here = Awaited<ReturnType<Panel['fingerprints']>>

export type MemberStanding = 'present' | 'absent' | 'swapped' | 'joined'
export type MemberLine = {
  id: string
  name: string
  standing: MemberStanding
  posts: string
  /** Of the signed key, in groups; none for who is on no roster. */
  signed: string[]
  /** Of the key in the database, where it is not the signed one. */
  here: string[]
  /** Of new keys that wait for a roster with them. */
  waiting: string[]
  /** Positions about which no report reaches them. */
  neverAbout: string[]
}

/** Everybody on the signed roster, then those who have keys and stand on none. */
export function memberLines(state: PanelState, here: Here, lang: Lang): MemberLine[] {
  const roster = 'panel' in state ? state.panel.roster : undefined
  const prints = new Map(here.map((each) => [each.id, each.fingerprint.split(' ')]))
  const waiting = new Map(here.map((each) => [each.id, each.waiting?.split(' ') ?? []]))
  const signed = (roster?.members ?? []).map((member): MemberLine => {
    const standing = standingOf(state, member.id)
    return {
      ...{ id: member.id, name: member.name, standing },
      posts: titles(roster, member.positions, lang).join(' / '),
      signed: fingerprint(member.publicKey).split(' '),
      here: standing === 'swapped' ? (prints.get(member.id) ?? []) : [],
      waiting: waiting.get(member.id) ?? [],
      neverAbout: titles(roster, closedTo(roster, member), lang),
    }
  })
  const unsigned = here
    .filter(({ id }) => !signed.some((each) => each.id === id))
    .map(({ id, name }): MemberLine => {
      const own = { standing: 'joined', posts: '', signed: [], neverAbout: [] } as const
      const keys = { here: prints.get(id) ?? [], waiting: waiting.get(id) ?? [] }
      return { id, name, ...own, signed: [], neverAbout: [], ...keys }
    })
  return [...signed, ...unsigned]
}

function standingOf(state: PanelState, id: string): MemberStanding {
  if (!('panel' in state)) return 'joined'
  if (state.panel.swapped.includes(id)) return 'swapped'
  return state.absent.includes(id) ? 'absent' : 'present'
}

function closedTo(roster: Roster | undefined, { positions }: PanelMember): string[] {
  if (!roster) return []
  const subjects = roster.positions.map(({ id }) => id)
  return subjects.filter((id) => positions.some((held) => keptOut(roster, [id]).has(held)))
}

function titles(roster: Roster | undefined, ids: string[], lang: Lang): string[] {
  const known = new Map(roster?.positions.map(({ id, title }) => [id, say(title, lang)]))
  return ids.map((id) => known.get(id) ?? id)
}

/** A report about each position: whom the rule keeps out, and which of the members who are here read it. */
export function rulesInWords({ panel }: Extract<PanelState, { panel: unknown }>, lang: Lang) {
  const { roster, present } = panel
  const isHere = ({ id }: PanelMember) => present.some((member) => member.id === id)
  return roster.positions.map(({ id, title, kind }) => {
    const route = routeFor(roster, [id], isHere)
    const rule = roster.rules.find(({ about }) => about === kind)
    return {
      title: say(title, lang),
      keptOut: (rule?.keptOut ?? (['everyone'] as KeptOut[]))
        .map((whom) => keptOutText(whom, lang))
        .join(' · '),
      readers: route.goes === 'inside' ? route.readers.map(({ name }) => name).join(' · ') : '',
    }
  })
}

function keptOutText(whom: KeptOut, lang: Lang): string {
  if (typeof whom === 'string') return message(`panel.rule.${whom}`, lang)
  return 'division' in whom
    ? message('panel.rule.otherDivision', lang, { division: divisionName(whom.division, lang) })
    : message(`panel.rule.kind.${whom.kind}`, lang)
}

/** Who holds the printed shares of each escrow. */
export function escrowsInWords({ escrows, positions }: Roster, lang: Lang) {
  const known = new Map(positions.map(({ id, title }) => [id, say(title, lang)]))
  return escrows.map(({ recipient, holders }) => ({
    recipient,
    holders: holders.map((id) => known.get(id) ?? id),
  }))
}
