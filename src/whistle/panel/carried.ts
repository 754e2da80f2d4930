import type { FormBody } from '../../web/body.ts'

/** One value of a form that waits for its sender; `isWords` where they wrote it, so that they see what will be sent. */
export type Carried = { name: string; value: string; isWords: boolean }

/** Fields that a member writes in. */
const WORDS = ['text', 'reason', 'toReporter', 'recuseReason']

/** Every value of a form but those of `own` fields, which belong to the page in between. */
export const carriedFrom = (body: FormBody, own: string[]): Carried[] =>
  Object.entries(body)
    .filter(([name]) => !own.includes(name))
    .flatMap(([name, values]) =>
      [values].flat().map((value) => ({ name, value, isWords: WORDS.includes(name) && value.trim() !== '' })),
    )
