import { hasMessage, message } from '../../i18n/messages.ts'
import type { Lang } from '../../i18n/text.ts'
import type { LetterState } from '../../mail/letter.ts'
import { momentOf } from '../../officers/desk/shown.ts'
import type { FailedLetter, WaitingLetters } from './job-run-store.ts'

type Outgoing = {
  counts: Record<LetterState, number>
  waiting: WaitingLetters
  failed: FailedLetter[]
  hasMailServer: boolean
}

/** The letters on their way out: how many wait and since when, why, and those that did not get through. */
export function outgoingView(
  { counts, waiting, failed, hasMailServer }: Outgoing,
  lang: Lang,
  readsCases: boolean,
) {
  const { oldest, fault, nextAt } = waiting
  const isStuck = counts.waiting > 0 && hasMailServer && fault !== null
  return {
    counts,
    oldest: oldest === null ? null : momentOf(oldest),
    hasMailServer,
    refusal: isStuck ? codeText(fault, lang) : '',
    nextTry: isStuck && nextAt !== null ? momentOf(nextAt) : null,
    failed: failed.map(({ reference, createdAt, error }) => ({
      reference,
      casePath: readsCases && reference ? `/desk/cases/${reference}` : null,
      written: momentOf(createdAt),
      error: codeText(error, lang),
    })),
  }
}

/** What a mail server's code means, where that can be told; the code itself is for whoever keeps the server. */
function codeText(code: string | null, lang: Lang): string {
  if (code === null) return '–'
  const key = `jobs.letters.code.${code}`
  return hasMessage(key) ? `${message(key, lang)} (${code})` : code
}
