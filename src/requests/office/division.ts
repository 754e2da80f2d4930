import type { PublishedService, PublishedVersion } from '../../catalogue/published.ts'
import type { Text } from '../../i18n/text.ts'
import type { Belongings, DivisionRow } from './division-store.ts'

/** What keeps a division from ending; `name` where a service is meant, `n` where something is counted. */
export type Obstacle = {
  why: 'service' | 'drafts' | 'open' | 'joined' | 'officers' | 'last'
  name?: Text
  n?: number
}

/**
 * A division ends only when nothing leads to it: no live service, no form somebody is filling in, no open request,
 * nobody who works there. Requests and steps would otherwise wait where no one looks.
 */
export function obstaclesTo(
  id: string,
  facts: {
    services: readonly PublishedService[]
    /** Versions that residents have begun to fill in. */
    begun: readonly PublishedVersion[]
    belongings: Belongings
    working: readonly Pick<DivisionRow, 'id'>[]
  },
): Obstacle[] {
  const { services, begun, belongings, working } = facts
  const live = services.filter((service) => service.division.id === id || leadsTo(service.current, id))
  const isLive = (one: PublishedVersion) =>
    live.some(({ current }) => current.serviceId === one.serviceId && current.version === one.version)
  const drafts = begun.filter((one) => leadsTo(one, id) && !isLive(one))
  const counted = (why: 'open' | 'joined' | 'officers', n: number): Obstacle[] => (n > 0 ? [{ why, n }] : [])
  return [
    ...live.map(({ current }): Obstacle => ({ why: 'service', name: current.definition.title })),
    ...drafts.map(({ definition }): Obstacle => ({ why: 'drafts', name: definition.title })),
    ...counted('open', belongings.openRequests),
    ...counted('joined', belongings.joined),
    ...counted('officers', belongings.officers),
    ...(working.some((one) => one.id !== id) ? [] : [{ why: 'last' } as const]),
  ]
}

/** Whether requests of this version are sent there, or a step of its manual is done there. */
function leadsTo({ definition }: PublishedVersion, id: string): boolean {
  const { route, manual } = definition
  return route.some(({ to }) => to === id) || manual.steps.some(({ unit }) => unit === id)
}

export type TypedDivision = { nameTh: string; nameEn: string; workTh: string; workEn: string }

const LONGEST = { name: 120, work: 400 }

/** Message keys of what is wrong, by field. */
export function divisionFaults(
  { nameTh, nameEn, workTh, workEn }: TypedDivision,
  others: readonly Pick<DivisionRow, 'name'>[],
): { field: keyof TypedDivision; key: string; n?: number }[] {
  const isSame = others.some(({ name }) => name.th === nameTh || sameWords(name.en, nameEn))
  const long = (['nameTh', 'nameEn', 'workTh', 'workEn'] as const).flatMap((field) => {
    const most = field.startsWith('name') ? LONGEST.name : LONGEST.work
    const typed = { nameTh, nameEn, workTh, workEn }[field]
    return typed.length > most ? [{ field, key: 'office.division.fault.long', n: most }] : []
  })
  return [
    ...missing('nameTh', nameTh, 'nameEn', nameEn, 'office.division.fault.name'),
    ...(nameTh && nameEn && isSame ? [{ field: 'nameTh' as const, key: 'office.division.fault.same' }] : []),
    ...missing('workTh', workTh, 'workEn', workEn, 'office.division.fault.work'),
    ...long,
  ]
}

function missing(
  thField: keyof TypedDivision,
  th: string,
  enField: keyof TypedDivision,
  en: string,
  key: string,
) {
  if (th && en) return []
  return [{ field: th ? enField : thField, key }]
}

const sameWords = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()

/** A short name for addresses and rows, from the English one; it never changes, whatever the division is called later. */
export function divisionId(nameEn: string, taken: readonly string[]): string {
  const base = nameEn
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40)
    .replace(/-$/, '')
  const first = base || 'division'
  const free = (n: number): string => {
    const id = n === 1 ? first : `${first}-${n}`
    return taken.includes(id) ? free(n + 1) : id
  }
  return free(1)
}

/** The numbers that put one working division a place higher or lower; nothing where it is at the end already. */
export function moved(
  rows: readonly DivisionRow[],
  id: string,
  by: -1 | 1,
): { row: DivisionRow; position: number }[] {
  const order = rows.filter(({ endedAt }) => endedAt === null)
  const from = order.findIndex((row) => row.id === id)
  const [row, other] = [order[from], order[from + by]]
  if (!row || !other) return []
  const after = order.with(from, other).with(from + by, row)
  // Numbered anew from the start: two may share a number since they came by different ways.
  return after.flatMap((one, index) =>
    one.position === index + 1 ? [] : [{ row: one, position: index + 1 }],
  )
}
