import type { IsoDay } from '../calendar/dates.ts'
import { UserError } from '../errors.ts'
import { makeQueue } from '../files/queue.ts'
import {
  base64,
  decrypt,
  digest,
  encrypt,
  isSame,
  pad,
  random,
  textOf,
  unpad,
  utf8,
  type Bytes,
} from './primitives.ts'
import type { DeedRow, WhistleStore } from './store.ts'

/** What the panel's log holds. What reporters do is no part of it. */
export const DEEDS = [
  'signedIn',
  'wrongCode',
  'invited',
  'joined',
  'recovered',
  'left',
  'rosterInstalled',
  'digestMade',
  'opened',
  'openedOriginal',
  'told',
  'noted',
  'assigned',
  'reached',
  'closed',
  'reopened',
  'setAside',
  'takenUp',
  'proposed',
  'consented',
  'declined',
  'shared',
  'identityOpened',
  'recused',
  'referred',
  'regranted',
  'shredded',
] as const
export type DeedKind = (typeof DEEDS)[number]
export type Deed = { day: IsoDay; who: string; what: DeedKind; detail?: string }

const TAG_BYTES = 16
const SALT_BYTES = 16
const MOST_TRIES = 20
const PLAIN_BYTES = 512
const SEALED_BYTES = 552
const NO_REPORT = new Uint8Array(TAG_BYTES)
const FIRST_HASH = digest('deed chain', [])

export type DeedLog = ReturnType<typeof makeDeedLog>

/**
 * What the panel did, day by day, each line chained to the one before. Of a report only its readers can tell that a
 * line is about it, or what it says; lines are handed out without their numbers, which would show gaps.
 */
export function makeDeedLog({ store, day }: { store: WhistleStore; day: () => IsoDay }) {
  // Two at once would follow the same line.
  const inTurn = makeQueue(1)

  function record(deed: Omit<Deed, 'day'>, logKey?: Bytes): Promise<void> {
    return inTurn(async () => {
      for (let tried = 1; !(await add(deed, logKey)); tried++)
        if (tried >= MOST_TRIES) throw new Error('the log takes no line')
    })
  }

  /** Whether it was the next line; the operator's tool may have been quicker. */
  async function add(deed: Omit<Deed, 'day'>, logKey?: Bytes): Promise<boolean> {
    const before = await store.lastDeed()
    const seq = (before?.seq ?? 0) + 1
    const line = { seq, day: day(), ...sealLine(seq, deed, logKey) }
    try {
      await store.insertDeed({ ...line, hash: hashOf(before?.hash ?? FIRST_HASH, line) })
      return true
    } catch (error) {
      if (error instanceof UserError && error.kind === 'conflict') return false
      throw error
    }
  }

  async function* lines(): AsyncGenerator<DeedRow> {
    for (let page = await store.deeds(0); page.length > 0; page = await store.deeds(page.at(-1)?.seq ?? 0))
      yield* page
  }

  return {
    record,
    /** Oldest first. */
    about: async (logKey: Bytes): Promise<Deed[]> => {
      const found: Deed[] = []
      for await (const row of lines()) {
        const plain = isSame(row.tag, tagOf(row.seq, logKey)) && decrypt(logKey, row.sealed, number(row.seq))
        if (plain) found.push(readLine(row, plain))
      }
      return found
    },
    /** Joining, leaving, signing in: what every member may know. */
    ofPanel: async (): Promise<Deed[]> => {
      const found: Deed[] = []
      for await (const row of lines()) if (isSame(row.tag, NO_REPORT)) found.push(readLine(row, row.sealed))
      return found
    },
    /** Whether each line follows the one before it. Lines cut off at the end show in `tip` alone. */
    isWhole: async (): Promise<boolean> => {
      let [seq, hash] = [0, FIRST_HASH]
      for await (const row of lines()) {
        if (row.seq !== ++seq || !isSame(row.hash, hashOf(hash, row))) return false
        hash = row.hash
      }
      return true
    },
    /** Whether a line still bears this mark: a letter's mark that none bears tells that lines were cut off or rewritten. */
    bears: async (mark: string): Promise<boolean> => {
      for await (const row of lines()) if (markOf(row.hash) === mark) return true
      return false
    },
    /**
     * The mark of the last line that every member may know. The log's very last mark would change before the eyes of a
     * member who is kept out whenever somebody works on that report.
     */
    markOfPanel: async (): Promise<string> => {
      let hash = FIRST_HASH
      for await (const row of lines()) if (isSame(row.tag, NO_REPORT)) hash = row.hash
      return markOf(hash)
    },
    /** The last line's mark, for the daily letter: whoever has yesterday's can tell whether lines are missing. */
    tip: async (): Promise<string> => {
      return markOf((await store.lastDeed())?.hash ?? FIRST_HASH)
    },
  }
}

function sealLine(seq: number, deed: Omit<Deed, 'day'>, logKey?: Bytes): Pick<DeedRow, 'tag' | 'sealed'> {
  if (logKey) {
    const plain = pad(utf8(JSON.stringify(deed)), PLAIN_BYTES)
    return { tag: tagOf(seq, logKey), sealed: encrypt(logKey, plain, number(seq)) }
  }
  // Without it a member could work out the next mark, and whether a line they may not know lies between.
  const salted = { ...deed, salt: base64(random(SALT_BYTES)) }
  return { tag: NO_REPORT, sealed: pad(utf8(JSON.stringify(salted)), SEALED_BYTES) }
}

function readLine({ day }: DeedRow, padded: Bytes): Deed {
  const plain = unpad(padded)
  if (!plain) throw new Error('a line of the log was changed outside the channel')
  const { salt: _, ...deed } = JSON.parse(textOf(plain)) as Omit<Deed, 'day'> & { salt?: string }
  return { day, ...deed }
}

function hashOf(before: Bytes, { seq, day, tag, sealed }: Omit<DeedRow, 'hash'>): Bytes {
  return digest('deed chain', [before, number(seq), utf8(day), tag, sealed])
}

const markOf = (hash: Bytes): string => Buffer.from(hash).toString('hex').slice(0, 16)
const tagOf = (seq: number, logKey: Bytes) => digest('deed tag', [number(seq)], logKey, TAG_BYTES)
const number = (n: number): Bytes => utf8(String(n))
