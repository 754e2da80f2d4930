import { dayOf, toBuddhistYear } from '../../calendar/dates.ts'
import type { Calendar } from '../../calendar/working-time.ts'
import { conflict, notFound, UserError } from '../../errors.ts'
import { message } from '../../i18n/messages.ts'
import type { Text } from '../../i18n/text.ts'
import type { Audit } from '../../officers/audit.ts'
import type { Officer } from '../../officers/officer.ts'
import type { Followed, Following } from '../following.ts'
import type { Recording } from '../recording.ts'
import { parseReference } from '../reference.ts'
import type { Request } from '../request.ts'
import type { RequestStore } from '../store.ts'
import { draftedReason } from './draft-late.ts'
import { nextNumber } from './late-letter.ts'
import type { LateLetterStore, Listed } from './late-letter-store.ts'
import { lateLetterText } from './late-text.ts'
import { holdOf, type Hold } from './rules.ts'

export type LateLettersParts = {
  store: LateLetterStore
  requests: RequestStore
  load: Following['load']
  recording: Recording
  audit: Audit
  calendar: () => Promise<Calendar>
  municipality: Text
  /** The page that follows a request, as a whole address. */
  trackingAddress: (request: Request) => string
  now: () => Date
  newId: () => string
}

/**
 * A letter with the case it is about. `text`: as signed, or as it would be signed now. `hold`: why a draft cannot be
 * signed now. `newest`: the number of the request's newest draft.
 */
export type Opened = {
  letter: Listed
  followed: Followed
  drafted: string
  text: string
  hold: Hold | undefined
  newest: number
}

/** `revision`: of the request, as it was when the reason was written. */
export type Typed = { reason: string; revision: number }

export const LONGEST_REASON = 5000
const MOST_TRIES = 5
const MOST_COPIES = 500

/** What officers do with the letters of section 10. Whoever comes to one, comes through what they may see. */
export function makeLateLetters(parts: LateLettersParts) {
  const { store } = parts

  /** NotFound alike for a malformed address, one that is nobody's, and a case this officer may not see. */
  async function open(officer: Officer, typedReference: string, typedN: string): Promise<Opened> {
    const letter = await found(officer, typedReference, typedN)
    const request = await parts.requests.find(letter.requestId)
    if (!request) throw notFound()
    const followed = await parts.load(request)
    const drafts = (await store.of(request.id)).filter(({ state }) => state === 'drafted')
    const newest = drafts.at(-1)?.n ?? letter.n
    const hold = letter.state === 'drafted' ? holdOf(letter, followed.clock, newest) : undefined
    const text = letter.text ?? (await textOf(followed, letter.reason))
    return { letter, followed, drafted: draftedReason(followed), text, hold, newest }
  }

  async function found(officer: Officer, typedReference: string, typedN: string): Promise<Listed> {
    const reference = parseReference(typedReference)
    const n = /^[1-9]\d{0,5}$/.test(typedN) ? Number(typedN) : undefined
    const letter = reference && n !== undefined && (await store.find(officer, reference, n))
    if (!letter) throw notFound()
    return letter
  }

  async function textOf(followed: Followed, reason: string, signed?: Signature): Promise<string> {
    const { rules } = await parts.calendar()
    const { municipality } = parts
    const everyDays = rules.lateLetterEveryDays
    return lateLetterText({ followed, municipality, reason, everyDays, ...(signed && { signed }) })
  }

  /** What keeps a reason from being signed: a message's key. A letter that only says where things stand explains nothing. */
  function faultIn(
    reason: string,
    drafted: readonly string[],
  ): 'empty' | 'asDrafted' | 'tooLong' | undefined {
    const words = reason.trim()
    if (words === '') return 'empty'
    if ([...words].length > LONGEST_REASON) return 'tooLong'
    return drafted.some((one) => one.trim() === words) ? 'asDrafted' : undefined
  }

  /**
   * Signs a draft: the event, the register's next number and the applicant's letter, or nothing. Conflict if it was
   * signed or dropped meanwhile, is held back, or anything happened to the request since the reason was written.
   */
  async function sign(
    officer: Officer,
    reference: string,
    n: string,
    { reason, revision }: Typed,
  ): Promise<void> {
    for (let tries = 1; ; tries++) {
      const opened = await open(officer, reference, n)
      const isAsSeen = opened.followed.request.revision === revision
      if (opened.letter.state !== 'drafted' || opened.hold || !isAsSeen) throw conflict()
      try {
        return await signOnce(officer, opened, reason.replace(/\r\n?/g, '\n').trim())
      } catch (error) {
        // Where nothing happened to the request or the draft, another letter took the number.
        if (!(error instanceof UserError) || error.kind !== 'conflict' || tries >= MOST_TRIES) throw error
      }
    }
  }

  async function signOnce(by: Officer, { letter, followed }: Opened, reason: string): Promise<void> {
    const at = parts.now()
    const year = toBuddhistYear(Number(dayOf(at).slice(0, 4)))
    const number = nextNumber(year, await store.lastNumber(year))
    const text = await textOf(followed, reason, { number, by, at })
    const change = await parts.recording.prepare({
      followed,
      happenings: [{ kind: 'late', data: { daysLate: followed.clock.daysLate, reason, letter: letter.id } }],
      actor: by.id,
    })
    const letters = (change.letters ?? []).map((one) => ({ ...one, text: mailed(text, followed.request) }))
    const told = {
      actor: by.id,
      deed: 'late.signed',
      subject: letter.reference,
      data: { n: letter.n, number },
    }
    await parts.audit.record(told, (tx) => [
      // The request's row first: whoever drafts for it meanwhile has to wait, or is seen.
      ...parts.requests.changed(tx, { ...change, letters }),
      ...store.signing(tx, { letter, by: by.id, at: at.toISOString(), reason, number, text }),
    ])
  }

  const mailed = (text: string, request: Request) =>
    [
      text,
      '',
      message('letters.filed.follow', request.lang),
      parts.trackingAddress(request),
      '',
      message('letters.noReply', request.lang),
    ].join('\n')

  /** Notes that the copies went to ก.พ.ร. NotFound if one is not theirs to see; Conflict if one was marked already. */
  async function markCopiesSent(officer: Officer, names: readonly string[]): Promise<number> {
    const letters = await Promise.all(
      [...new Set(names)].slice(0, MOST_COPIES).map((name) => {
        const [reference = '', n = ''] = name.split('_')
        return found(officer, reference, n)
      }),
    )
    if (letters.length === 0) return 0
    const ids = letters.map(({ id }) => id)
    await parts.audit.record(
      { actor: officer.id, deed: 'late.copiesSent', data: { count: ids.length } },
      (tx) => store.copiesSent(tx, ids, parts.now().toISOString()),
    )
    return ids.length
  }

  /** Notes that a letter went by post. Conflict if it is not signed, or was marked already. */
  async function markPosted(officer: Officer, reference: string, n: string): Promise<void> {
    const letter = await found(officer, reference, n)
    await parts.audit.record(
      { actor: officer.id, deed: 'late.posted', subject: letter.reference, data: { n: letter.n } },
      (tx) => store.posted(tx, letter.id, parts.now().toISOString()),
    )
  }

  return {
    open,
    sign,
    faultIn,
    markCopiesSent,
    markPosted,
    draftsFor: store.draftsFor,
    droppedFor: store.droppedFor,
    register: store.register,
  }
}

type Signature = { number: string; by: Officer; at: Date }

export type LateLetters = ReturnType<typeof makeLateLetters>
