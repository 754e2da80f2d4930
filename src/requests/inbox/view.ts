import { REQUEST_CHANNELS, type RequestChannel } from '../request.ts'
import { FINISHED_STATUSES, STATUSES, type Status } from '../status.ts'

export const SHOWN = ['open', 'finished', 'all'] as const
export type Shown = (typeof SHOWN)[number]

export const DUE_SPANS = ['late', 'today', 'week'] as const
export type DueSpan = (typeof DUE_SPANS)[number]

/** Of `officer`: whoever asks, and nobody yet. Anything else is an officer's id. */
export const ME = 'me'
export const NOBODY = 'nobody'

/** Which requests a list shows. Everything that narrows it is in its address, so that it can be kept and passed on. */
export type View = {
  show: Shown
  q?: string
  state?: Status
  service?: string
  division?: string
  officer?: string
  due?: DueSpan
  channel?: RequestChannel
}

export type Query = Record<string, string | string[] | undefined>

const LONGEST_SEARCH = 200
/** Ids of services, divisions and officers, whether there is one of that name or not. */
const ID = /^[\w-]{1,80}$/

/** The list an address asks for. What it cannot mean is left out: an old link shows too much rather than an error. */
export function readView(query: Query): View {
  const state = oneOf(STATUSES, query['state'])
  const due = oneOf(DUE_SPANS, query['due'])
  const view: View = { show: shownFor(oneOf(SHOWN, query['show']) ?? 'open', state, due) }
  const q = first(query['q']).replaceAll('\0', '').trim().slice(0, LONGEST_SEARCH)
  if (q !== '') view.q = q
  if (state) view.state = state
  if (due) view.due = due
  for (const name of ['service', 'division', 'officer'] as const) {
    const id = first(query[name])
    if (ID.test(id)) view[name] = id
  }
  const channel = oneOf(REQUEST_CHANNELS, query['channel'])
  if (channel) view.channel = channel
  return view
}

/** A finished state is found among the finished, whatever else was chosen; only what is open has a due day. */
function shownFor(show: Shown, state: Status | undefined, due: DueSpan | undefined): Shown {
  if (due) return 'open'
  if (!state || show === 'all') return show
  return FINISHED_STATUSES.includes(state) ? 'finished' : 'open'
}

const ORDER = ['show', 'q', 'state', 'service', 'division', 'officer', 'due', 'channel'] as const

/** The view as the query of an address, always in the same order; empty for the open ones, all of them. */
export function queryOf(view: View): string {
  const query = new URLSearchParams()
  for (const name of ORDER) {
    const value = view[name]
    if (value !== undefined && !(name === 'show' && value === 'open')) query.set(name, value)
  }
  return query.toString()
}

/** The address of a list, with where in it to stand. */
export function pathOf(view: View, more: Record<string, string> = {}): string {
  const query = [queryOf(view), new URLSearchParams(more).toString()].filter(Boolean).join('&')
  return query === '' ? '/desk' : `/desk?${query}`
}

export function viewFromQuery(query: string): View {
  return readView(Object.fromEntries(new URLSearchParams(query)))
}

/** A place in a list: the value it is ordered by, and the id that tells equal ones apart. */
export type Place = { at: string; id: string }
export type Paging = { after?: Place; before?: Place }

export function readPaging(query: Query): Paging {
  const after = readPlace(first(query['after']))
  if (after) return { after }
  const before = readPlace(first(query['before']))
  return before ? { before } : {}
}

export const placeText = ({ at, id }: Place): string => `${at}~${id}`

function readPlace(text: string): Place | undefined {
  const [, at, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)~([\w-]{1,80})$/.exec(text) ?? []
  return at !== undefined && id !== undefined ? { at, id } : undefined
}

const first = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? value[0] : value) ?? ''

function oneOf<T extends string>(list: readonly T[], value: string | string[] | undefined): T | undefined {
  return list.find((each) => each === first(value))
}
