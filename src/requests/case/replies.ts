import type { Raw } from '../../forms/kind.ts'
import { say } from '../../i18n/text.ts'
import type { Act } from '../desk/acts.ts'
import type { Replies } from '../replies/replies.ts'
import { fillReply } from '../replies/reply.ts'
import type { Acting } from './act-page.ts'

/** A reply as it would stand in the letter: in the applicant's language, its places filled. */
export type ReadyReply = { id: string; name: string; text: string }

export async function readyReplies(
  replies: Pick<Replies, 'for'>,
  { file, names, lang, act }: Acting,
  today: string,
): Promise<ReadyReply[]> {
  const { request, published, clock } = file
  const about = {
    request,
    service: published.definition.title,
    division: names.division(request.division),
    dueDay: clock.dueDay,
    today,
  }
  const ready = await replies.for(published.serviceId, act)
  const offered = mustDecide(published) ? ready.filter(({ id }) => !SAYS_NO.has(id)) : ready
  return offered.map(({ id, name, text }) => ({
    id,
    name: say(name, lang),
    text: say(fillReply(text, about), request.lang),
  }))
}

/**
 * Delivered replies that say no as a case is closed. Where a service has grounds for refusing, a no is a decision with
 * its ground and its appeal, and closing says nothing of the kind.
 */
const SAYS_NO: ReadonlySet<string> = new Set(
  ['close-cannot', 'light-not-ours', 'bin-outside'].map((id) => `starter-${id}`),
)

const mustDecide = ({ definition }: Acting['file']['published']) => (definition.refusals ?? []).length > 0

/** What was typed, with the chosen reply after it: words an officer wrote are never written over. */
export function withReply(raw: Raw, act: Act, ready: ReadyReply[], id: string): Raw {
  const reply = ready.find((one) => one.id === id)
  if (!reply) return raw
  const field = replyField(act)
  const typed = [raw[field] ?? ''].flat().join('\n').trimEnd()
  return { ...raw, [field]: typed === '' ? reply.text : `${typed}\n\n${reply.text}` }
}

/** Where the words of an act are written. */
export const replyField = (act: Act) => (act === 'askMissing' ? 'items' : 'text')
