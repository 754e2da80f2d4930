import { message } from '../../i18n/messages.ts'
import type { Visit } from './visit.ts'

/**
 * What was done before the page was shown again: one of a closed list of words in its address, and a number at most. Any
 * other word says nothing.
 */
export function noticeOf({ query, lang }: Visit, page: string, known: string[]): string {
  const done = query['done'] ?? ''
  if (!known.includes(done)) return ''
  const n = query['n'] ?? ''
  return message(`panel.${page}.done.${done}`, lang, { n: /^\d{1,5}$/.test(n) ? n : '0' })
}
