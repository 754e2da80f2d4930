import { message } from '../../i18n/messages.ts'
import { say, type Text } from '../../i18n/text.ts'
import { ruleOf, type ActInput } from '../desk/acts.ts'
import type { About } from '../desk/about.ts'
import { inOrder, type RequestEvent } from '../events.ts'
import { wordsOf, type Acting, type Typed } from './act-page.ts'
import { caseClock } from './clock-view.ts'
import { entryOf } from './timeline.ts'

/** The present state, and everything that happened since the officer's page was made. */
export function conflictPage(now: Acting, { raw }: Typed, seen: number, refused: Text | undefined) {
  const { file, names, here, lang, rules } = now
  return {
    pageTitle: `${message('case.conflict.title', lang)} – ${file.request.reference}`,
    clock: caseClock(file, rules, lang),
    since: since(file.events, seen).map((event) => entryOf(event, { file, names, here, lang })),
    because: refused ? say(refused, lang) : '',
    words: wordsOf(raw),
  }
}

const since = (events: readonly RequestEvent[], seen: number) =>
  inOrder(events).filter(({ seq }) => seq > seen)

/** Whether what is asked was just done by the same officer with the same words: the second of two taps. */
export function isDoneAlready(about: About, input: ActInput, seen: number): boolean {
  const [first, ...more] = since(about.file.events, seen)
  if (!first || first.actor !== about.officer.id || more.some(({ actor }) => actor !== first.actor))
    return false
  const deed = ruleOf(input.act).deed(about, input, [])
  return first.kind === deed.kind && sameWords(first.data, deed.data)
}

function sameWords(one: object, other: object): boolean {
  const words = ({ ...data }: object) => JSON.stringify({ ...data, files: undefined })
  return words(one) === words(other)
}
