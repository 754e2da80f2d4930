export const LETTER_STATES = ['waiting', 'sent', 'failed'] as const
export type LetterState = (typeof LETTER_STATES)[number]

/** A letter as an action writes it. Instants are UTC ISO. */
export type NewLetter = {
  id: string
  /** Names the occasion (`<event id>:<kind>`): a second letter for it breaks the write as a conflict. */
  key: string
  requestId: string | null
  toAddress: string
  subject: string
  text: string
  /** Null: made from the text when the letter is sent. */
  html: string | null
  createdAt: string
}

/** A letter in the outbox. `lastError` is a code (`SMTP550`, `ECONNECTION`), never a server's words. */
export type Letter = NewLetter & {
  state: LetterState
  attempts: number
  nextAt: string
  lastError: string | null
  sentAt: string | null
}

/** Minutes until the next attempt, after each failed one. After the last, some five days, the letter has failed. */
export const RETRY_MINUTES = [1, 5, 30, 120, 720, 1440, 1440, 1440, 1440] as const

/** The text as a plain page: an empty line parts paragraphs, addresses become links. */
export function htmlOf(text: string): string {
  const lang = /[\u0e00-\u0e7f]/.test(text) ? 'th' : 'en'
  const paragraphs = text
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.split('\n').map(withLinks).join('<br>')}</p>`)
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"></head><body>${paragraphs.join('')}</body></html>`
}

function withLinks(line: string): string {
  return line
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) =>
      index % 2 ? `<a href="${escapeHtml(part)}">${escapeHtml(part)}</a>` : escapeHtml(part),
    )
    .join('')
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
