import { randomUUID } from 'node:crypto'
import type { Transport } from './outbox.ts'

export type DirectMail = (to: string, letter: { subject: string; text: string }) => Promise<void>

/** Sends one letter now, and keeps nothing of it: neither text nor address stands in the outbox. Throws the server's answer. */
export function makeDirectMail(transport: Transport, from: { name: string; address: string }): DirectMail {
  return async (to, { subject, text }) => {
    await transport.sendMail({
      messageId: `<${randomUUID()}@${from.address.split('@').at(-1)}>`,
      from,
      to: { name: '', address: to },
      subject,
      text,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    })
  }
}
