import type { LateLetter } from './late-letter.ts'

/** The last letter of the page before, in the order of each list. `at` is UTC ISO. */
export type DraftCursor = { at: string; requestId: string; n: number }
export type DroppedCursor = { at: string; id: string }

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const ID = /^[\w-]{1,80}$/

export const draftCursor = ({ draftedAt, requestId, n }: LateLetter): string =>
  [draftedAt, requestId, n].join('~')

export const droppedCursor = ({ droppedAt, id }: LateLetter): string => [droppedAt, id].join('~')

/** Undefined for the first page, and for what is no cursor. */
export function readDraftCursor(typed: string): DraftCursor | undefined {
  const [at = '', requestId = '', n = ''] = typed.split('~')
  if (!INSTANT.test(at) || !ID.test(requestId) || !/^\d{1,6}$/.test(n)) return undefined
  return { at, requestId, n: Number(n) }
}

export function readDroppedCursor(typed: string): DroppedCursor | undefined {
  const [at = '', id = ''] = typed.split('~')
  return INSTANT.test(at) && ID.test(id) ? { at, id } : undefined
}
