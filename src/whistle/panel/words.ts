import { hasMessage, message } from '../../i18n/messages.ts'
import { say, type Lang } from '../../i18n/text.ts'
import { keptOut, type OutsideBody, type PanelMember, type Position } from '../roster.ts'
import type { Thread } from '../thread.ts'
import type { Panel } from './visit.ts'

export type RosterWords = Awaited<ReturnType<typeof rosterWords>>

/** The signed roster as it is spoken of on a page. Without one that can be trusted, ids stand in for names. */
export async function rosterWords(panel: Panel, lang: Lang) {
  const state = await panel.state()
  const roster = 'panel' in state ? state.panel.roster : undefined
  const present: PanelMember[] = 'panel' in state ? state.panel.present : []
  const positions = new Map((roster?.positions ?? []).map((each): [string, Position] => [each.id, each]))
  const members = new Map((roster?.members ?? []).map((each): [string, PanelMember] => [each.id, each]))
  const bodies: OutsideBody[] = roster?.outside ?? []
  const titleOf = (id: string): string => {
    const position = positions.get(id)
    return position ? say(position.title, lang) : id
  }
  const nameOf = (id: string): string => members.get(id)?.name ?? id

  return {
    hasRoster: roster !== undefined,
    bodies,
    isOnRoster: (id: string): boolean => members.has(id),
    nameOf,
    titleOf,
    titlesOf: (ids: string[]): string[] => ids.map(titleOf),
    divisionsOf: (ids: string[]): string[] => [
      ...new Set(ids.map((id) => positions.get(id)?.division ?? 'unknown')),
    ],
    bodyOf: (id: string): string => {
      const body = bodies.find((each) => each.id === id)
      return body ? say(body.name, lang) : id
    },
    person: (id: string) => ({
      id,
      name: nameOf(id),
      posts: (members.get(id)?.positions ?? []).map(titleOf).join(' / '),
    }),
    /** Members a report could be given to: neither readers of it, nor kept out, nor recused. */
    targetsFor: ({ subjects, readers, recused }: Thread): PanelMember[] => {
      if (!roster) return []
      const kept = keptOut(roster, subjects)
      return present.filter(
        (each) =>
          !readers.includes(each.id) &&
          !recused.includes(each.id) &&
          !each.positions.some((position) => kept.has(position)),
      )
    },
  }
}

/** A division's name; the roster knows it by a code alone. */
export function divisionName(code: string, lang: Lang): string {
  const key = `panel.division.${code}`
  return hasMessage(key) ? message(key, lang) : code
}
