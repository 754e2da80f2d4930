import nodemailer from 'nodemailer'
import { RETRY_MINUTES, htmlOf } from './letter.ts'
import type { Letter } from './letter.ts'
import type { LetterStore } from './store.ts'

export type Transport = ReturnType<typeof makeTransport>
export type Delivery = { sent: number; retried: number; failed: number }

type OutboxParts = {
  store: LetterStore
  /** Undefined without a mail server: letters wait. */
  transport: Transport | undefined
  now: () => Date
  from: { name: string; address: string }
}

const LETTERS_A_ROUND = 100
// Longer than one attempt can take with the transport's own limits.
const CLAIM_MINUTES = 15

/** A mail server at `smtp://…` or `smtps://…`. */
export function makeTransport(address: string) {
  return nodemailer.createTransport({
    url: address,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 60_000,
    // A letter is text: nothing in it may make the server read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

/** Letters are stored with their event and delivered later, so that a dead mail server delays and loses nothing. */
export function makeOutbox({ store, transport, now, from }: OutboxParts) {
  const inMinutes = (minutes: number) => new Date(now().getTime() + minutes * 60_000).toISOString()

  /**
   * One round over the letters that are due; a job calls it every minute. At least once: a letter is sent a second
   * time (with the same Message-ID) only if the process dies between the server's word and ours.
   */
  async function deliverDue(): Promise<Delivery> {
    const delivery = { sent: 0, retried: 0, failed: 0 }
    if (!transport) return delivery
    for (const letter of await store.due(now().toISOString(), LETTERS_A_ROUND)) {
      if (!(await store.claim(letter, inMinutes(CLAIM_MINUTES)))) continue
      const fault = await send(letter)
      delivery[await settle(letter, fault)] += 1
      // The others would meet the same dead server; they stay due, their attempts uncounted.
      if (fault?.reach === 'server') break
    }
    return delivery
  }

  async function send(letter: Letter): Promise<Fault | undefined> {
    try {
      await transport?.sendMail(messageOf(letter, from))
      return undefined
    } catch (error) {
      return faultOf(error)
    }
  }

  async function settle(letter: Letter, fault: Fault | undefined): Promise<keyof Delivery> {
    if (!fault) {
      await store.sent(letter.id, now().toISOString())
      return 'sent'
    }
    const minutes = RETRY_MINUTES[letter.attempts]
    if (fault.reach === 'forever' || minutes === undefined) {
      await store.failed(letter.id, fault.code)
      return 'failed'
    }
    await store.retry(letter.id, inMinutes(minutes), fault.code)
    return 'retried'
  }

  return { deliverDue }
}

export type Outbox = ReturnType<typeof makeOutbox>

function messageOf(letter: Letter, from: OutboxParts['from']) {
  return {
    messageId: `<${letter.id}@${from.address.split('@').at(-1)}>`,
    date: new Date(letter.createdAt),
    from,
    // As a pair, not a string: whatever was typed stays one recipient.
    to: { name: '', address: letter.toAddress },
    subject: letter.subject,
    text: letter.text,
    html: letter.html ?? htmlOf(letter.text),
    // RFC 3834: out-of-office programs do not answer.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  }
}

/** `forever`: this recipient or text is refused. `letter`: not now. `server`: no letter would get through now. */
type Fault = { code: string; reach: 'forever' | 'letter' | 'server' }

function faultOf(error: unknown): Fault {
  const { code, responseCode, command } = error as { code?: string; responseCode?: number; command?: string }
  // Without a server's answer these two are nodemailer's own: an address or a text it cannot send.
  const unsendable = !responseCode && (code === 'EENVELOPE' || code === 'EMESSAGE')
  const aboutLetter = unsendable || command === 'RCPT TO' || command === 'DATA'
  const name = responseCode
    ? `SMTP${responseCode}`
    : /^[A-Z0-9_]+$/.test(code ?? '')
      ? String(code)
      : 'UNKNOWN'
  if (!aboutLetter) return { code: name, reach: 'server' }
  return { code: name, reach: responseCode && responseCode >= 500 ? 'forever' : 'letter' }
}
