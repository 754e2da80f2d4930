import type { Statement, Writer } from '../storage/engine.ts'
import type { Audit } from './audit.ts'
import type { Held, Session, SessionStore } from './session-store.ts'
import { newToken, tokenHash } from './token.ts'

const HOUR = 3_600_000
/** Unused for so long, it is over: an unlocked screen at a counter. */
export const IDLE_MS = 2 * HOUR
/** However busy: one working day. */
export const LONGEST_MS = 12 * HOUR
/** How exactly the last look is kept; each page would otherwise cost a write. */
const SEEN_EVERY_MS = 60_000
/** The audit log tells of sign-ins; the sessions themselves are of no use after this. */
const KEPT_MS = 90 * 24 * HOUR

export type Begun = { token: string; session: Session; write: (tx: Writer) => Statement[] }

export type Sessions = ReturnType<typeof makeSessions>

export function makeSessions(parts: { store: SessionStore; audit: Audit; now: () => Date }) {
  const { store, audit, now } = parts
  const at = (ms: number) => new Date(ms).toISOString()

  return {
    /** Whose session a cookie's token is; undefined when it is over, has ended, or never was. */
    async find(token: string | undefined): Promise<Held | undefined> {
      if (!token) return undefined
      const held = await store.find(tokenHash(token))
      const time = now().getTime()
      if (!held || isOver(held.session, time)) return undefined
      if (time - Date.parse(held.session.seenAt) >= SEEN_EVERY_MS) await store.seen(held.session.id, at(time))
      return held
    },

    /** A new session under a new token, for the write that lets them in. Nothing a browser brought is taken over. */
    begin(officerId: string, device: string): Begun {
      const [token, time] = [newToken(), now().getTime()]
      const session = {
        id: tokenHash(token),
        officerId,
        device,
        createdAt: at(time),
        seenAt: at(time),
        expiresAt: at(time + LONGEST_MS),
      }
      return {
        token,
        session,
        write: (tx) => [store.sweep(tx, officerId, at(time - KEPT_MS)), store.add(tx, session)],
      }
    },

    /** The session a browser had before it signed in again, for the same write. */
    drop: (tx: Writer, token: string): Statement => store.drop(tx, tokenHash(token), at(now().getTime())),

    open: (officerId: string): Promise<Session[]> =>
      store.open(officerId, at(now().getTime()), at(now().getTime() - IDLE_MS)),

    signOut: ({ id, officerId }: Session): Promise<void> =>
      audit.record({ actor: officerId, deed: 'session.ended', subject: officerId }, (tx) => [
        store.end(tx, officerId, id, at(now().getTime())),
      ]),

    /** One of an officer's sessions, ended by them or by whoever keeps the accounts. Conflict if it is over. */
    end: (actor: string, officerId: string, id: string): Promise<void> =>
      audit.record({ actor, deed: 'session.closed', subject: officerId }, (tx) => [
        store.end(tx, officerId, id, at(now().getTime())),
      ]),

    endAll: (actor: string, officerId: string, except?: string): Promise<void> =>
      audit.record({ actor, deed: 'session.allClosed', subject: officerId }, (tx) => [
        store.endAll(tx, officerId, at(now().getTime()), except),
      ]),
  }
}

export function isOver({ seenAt, expiresAt }: Session, time: number): boolean {
  return time >= Date.parse(expiresAt) || time - Date.parse(seenAt) >= IDLE_MS
}
