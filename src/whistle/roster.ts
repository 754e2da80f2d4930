import type { IsoDay } from '../calendar/dates.ts'
import type { Text } from '../i18n/text.ts'

/** What a position is in the table of who must not see a report about whom. */
export const KINDS = [
  'officer',
  'head',
  'lawyer',
  'auditor',
  'administrator',
  'finance',
  'deputyPalad',
  'palad',
  'executive',
  'councillor',
  'unknownStaff',
  'unknown',
] as const
export type Kind = (typeof KINDS)[number]

/** A position a report can be about. People are not named: the reporter ticks positions. */
export type Position = {
  id: string
  title: Text
  kind: Kind
  division: string
  /** Colleagues at one desk share it. */
  desk?: string
  /** The id of the direct head's position. */
  head?: string
}

/** Whom a rule keeps out, seen from the position the report is about. */
export type KeptOut =
  'self' | 'desk' | 'head' | 'division' | 'everyone' | { division: string } | { kind: Kind }
export type ConflictRule = { about: Kind; keptOut: KeptOut[]; handledBy: Text }

/** Somebody who may read reports. Who stands in for another holds several positions. */
export type PanelMember = { id: string; name: string; positions: string[]; publicKey: string }
/** `recipient` is an age address; `holders` are the positions of those who keep the three printed shares. */
export type Escrow = { recipient: string; holders: string[] }
/** A body outside that can be sent a sealed file, if it has given an age address. */
export type OutsideBody = { id: string; name: Text; contact: Text; recipient?: string }

/** The one document that says who may read what; signed offline (`roster-signature.ts`). */
export type Roster = {
  version: number
  municipality: Text
  signedOn: IsoDay
  positions: Position[]
  rules: ConflictRule[]
  members: PanelMember[]
  escrows: Escrow[]
  outside: OutsideBody[]
}

/** A report stays inside only while two can read it: one alone could let it disappear. */
export const FEWEST_READERS = 2

/** Where a report about these positions goes. */
export type Route = { goes: 'inside'; readers: PanelMember[] } | { goes: 'outside'; bodies: OutsideBody[] }

/**
 * Decided before a word is typed. Nothing ticked, a position that is not on the roster, and several at once all
 * fall to the stricter side: what any of them keeps out is kept out.
 */
export function routeFor(roster: Roster, subjects: string[], here: (member: PanelMember) => boolean): Route {
  const kept = keptOut(roster, subjects)
  const readers = roster.members.filter(
    (member) => here(member) && !member.positions.some((position) => kept.has(position)),
  )
  if (readers.length < FEWEST_READERS) return { goes: 'outside', bodies: roster.outside }
  return { goes: 'inside', readers }
}

/** Ids of all positions that must not see a report about these. */
export function keptOut(roster: Roster, subjects: string[]): Set<string> {
  const known = new Map(roster.positions.map((position) => [position.id, position]))
  const about = subjects.length > 0 ? subjects.map((id) => known.get(id)) : [undefined]
  return new Set(about.flatMap((position) => keptOutBy(roster, position)))
}

function keptOutBy(roster: Roster, position: Position | undefined): string[] {
  const everyone = roster.positions.map(({ id }) => id)
  // A member may hold a position that the list of subjects lacks; nobody must slip through by that.
  const all = [...everyone, ...roster.members.flatMap(({ positions }) => positions)]
  const rule = position && roster.rules.find(({ about }) => about === position.kind)
  if (!position || !rule) return all
  return rule.keptOut.flatMap((whom) =>
    whom === 'everyone'
      ? all
      : roster.positions.filter((each) => isKeptOut(each, position, whom)).map(({ id }) => id),
  )
}

function isKeptOut(each: Position, subject: Position, whom: Exclude<KeptOut, 'everyone'>): boolean {
  if (typeof whom === 'object')
    return 'division' in whom ? each.division === whom.division : each.kind === whom.kind
  if (whom === 'self') return each.id === subject.id
  if (whom === 'head') return each.id === subject.head
  if (whom === 'desk') return subject.desk !== undefined && each.desk === subject.desk
  return each.division === subject.division
}

/**
 * The escrow whose holders are not concerned: two of three open it, so that at most one of them may stand on the
 * side of the accused. Undefined where there is none.
 */
export function escrowFor(roster: Roster, subjects: string[]): Escrow | undefined {
  const kept = keptOut(roster, subjects)
  return roster.escrows.find(({ holders }) => holders.filter((id) => kept.has(id)).length < 2)
}

/** What is wrong with a roster, for whoever signs it. Empty when it may be signed. */
export function rosterFaults(roster: Roster, mostMembers: number): string[] {
  const ids = new Set(roster.positions.map(({ id }) => id))
  const kinds = new Map(roster.positions.map(({ id, kind }) => [id, kind]))
  const held = roster.members.flatMap(({ positions }) => positions)
  const pointed = [...held, ...roster.escrows.flatMap(({ holders }) => holders), ...headsOf(roster)]
  return [
    ...twice(roster.positions.map(({ id }) => id)).map((id) => `position twice: ${id}`),
    ...twice(roster.members.map(({ id }) => id)).map((id) => `member twice: ${id}`),
    ...twice(roster.members.map(({ publicKey }) => publicKey)).map(() => 'two members with one key'),
    ...pointed.filter((id) => !ids.has(id)).map((id) => `no such position: ${id}`),
    ...roster.members.filter(({ positions }) => positions.length === 0).map(({ id }) => `no position: ${id}`),
    ...held
      .filter((id) => kinds.get(id) === 'administrator')
      .map((id) => `an administrator may not read: ${id}`),
    ...roster.positions.filter(({ kind }) => !hasRule(roster, kind)).map(({ id }) => `no rule for: ${id}`),
    ...(roster.members.length > mostMembers ? [`more than ${mostMembers} members`] : []),
    ...(roster.members.length < FEWEST_READERS ? ['fewer than two members'] : []),
    ...roster.escrows
      .filter(({ holders }) => holders.length !== 3)
      .map(() => 'an escrow needs three holders'),
  ]
}

const headsOf = ({ positions }: Roster) => positions.flatMap(({ head }) => (head ? [head] : []))
const hasRule = ({ rules }: Roster, kind: Kind) => rules.some(({ about }) => about === kind)
const twice = (list: string[]) => list.filter((each, at) => list.indexOf(each) !== at)
