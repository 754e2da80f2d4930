import { forbidden, invalid } from '../errors.ts'
import type { IsoDay } from '../calendar/dates.ts'
import { questionDue, type Question } from './clocks.ts'
import { mayRead, wrapForReporter, type Amendment, type Dossier, type Unlock } from './dossier.ts'
import type { ReporterEntry } from './entries.ts'
import { sealIdentity } from './identity.ts'
import type { Outcome } from './outcomes.ts'
import type { Ground } from './parts.ts'
import { base64, fromBase64, keyPair, openSealed, type Bytes, type KeyPair } from './primitives.ts'
import { parseReceipt, type Receipt, type ReceiptFault } from './receipt.ts'
import { LONGEST_IDENTITY, LONGEST_MESSAGE, type Report } from './report.ts'
import { FEWEST_READERS } from './roster.ts'
import { makeSessions, REPORTER_LIMITS } from './session.ts'

/** A reporter for one request: which report, and the key pair that opens their wrap. */
export type Reporter = { reportId: string; pair: KeyPair }

export type ReturnAnswer =
  /** `isFirst`: the receipt is shown once more, to be checked against what was written down. */
  | { kind: 'in'; cookie: string; isFirst: boolean; receipt: Receipt }
  /** Found by the check digit, without any work: says nothing about which receipts there are. */
  | { kind: 'mistyped'; fault: ReceiptFault }
  /** Wrong, never given out, or of a report that has been destroyed: one answer. */
  | { kind: 'unknown' }

export const REPORTER_STATUSES = [
  'received',
  'acknowledged',
  'considered',
  'ordered',
  'setAside',
  'closed',
] as const
export type ReporterStatus = (typeof REPORTER_STATUSES)[number]

/** What the reporter sees of their report. Members are not named, notes and proposals not there. */
export type ReporterView = {
  received: IsoDay
  status: ReporterStatus
  /** By when the panel is to have said something of substance. */
  feedbackBy: IsoDay
  report: Report
  subjects: string[]
  messages: { from: 'reporter' | 'panel'; day: IsoDay; text: string; asks?: boolean }[]
  attachments: { day: IsoDay; name: string; cleaned: boolean; originalKept: boolean }[]
  outcome?: Outcome
  question?: Question
  identityGiven: boolean
}

/** In the cookie's keeping: the reporter's key pair, as text. */
type Kept = { reportId: string; seed: { publicKey: string; privateKey: string } }
export type ReporterSessions = ReturnType<typeof makeReporterSessions>

export function makeReporterSessions(now: () => Date) {
  const sessions = makeSessions<Kept>(now, REPORTER_LIMITS)
  return {
    begin: (reportId: string, { publicKey, privateKey }: KeyPair): string =>
      sessions.begin(reportId, {
        reportId,
        seed: { publicKey: base64(publicKey), privateKey: base64(privateKey) },
      }),
    find: (cookie: string | undefined): Reporter | undefined => {
      const kept = sessions.find(cookie)
      if (!kept) return undefined
      const { publicKey, privateKey } = kept.seed
      return {
        reportId: kept.reportId,
        pair: { publicKey: fromBase64(publicKey), privateKey: fromBase64(privateKey) },
      }
    },
    end: sessions.end,
  }
}

/** Coming back with the receipt, and all that a reporter can do then. Every deed throws NotFound once the report is gone. */
export function makeReturning(ground: Ground, sessions: ReporterSessions) {
  const { dossiers, store } = ground
  const nobodysPair = keyPair()
  const nobodysWrap = wrapForReporter(new Uint8Array(32), nobodysPair.publicKey, true)

  /** The costly work comes before the search, and a wrap is opened whether or not there is one. */
  async function comeBack(typed: string): Promise<ReturnAnswer> {
    const read = parseReceipt(typed)
    if ('fault' in read) return { kind: 'mistyped', fault: read.fault }
    const { lookup, pair } = await ground.kdf.receiptKeys(read.receipt)
    const row = await store.findByLookup(lookup)
    const wrap = row ? openWrap(row.reporterWrap, pair) : openWrap(nobodysWrap, nobodysPair)
    if (!row || !wrap || !(await ground.shreds.find(row.id))) return { kind: 'unknown' }
    if (!wrap.hasReturned)
      await store.rewrap(row.id, row.epoch, wrapForReporter(wrap.reportKey, pair.publicKey, true))
    const cookie = sessions.begin(row.id, pair)
    return { kind: 'in', cookie, isFirst: !wrap.hasReturned, receipt: read.receipt }
  }

  async function view(reporter: Reporter): Promise<ReporterView> {
    return viewOf(await dossiers.open(reporter.reportId, unlockOf(reporter)), ground.day())
  }

  function add(
    reporter: Reporter,
    decide: (dossier: Dossier) => ReporterEntry | Promise<ReporterEntry>,
    files: string[] = [],
  ) {
    return dossiers.amend(reporter.reportId, unlockOf(reporter), async (dossier): Promise<Amendment> => ({
      role: 'reporter',
      entries: [await decide(dossier)],
      files,
    }))
  }

  /** Invalid for an empty text, or one longer than can be kept. */
  async function say(reporter: Reporter, text: string): Promise<void> {
    const said = checked(text, LONGEST_MESSAGE)
    await add(reporter, () => ({ kind: 'said', day: ground.day(), text: said }))
  }

  async function answerQuestion(
    reporter: Reporter,
    answer: { question: Question; retaliation: 'no' | 'yes' | 'unsure'; text: string },
  ): Promise<void> {
    if ([...answer.text].length > LONGEST_MESSAGE) throw invalid()
    await add(reporter, () => ({ kind: 'answered', day: ground.day(), ...answer }))
  }

  /** Who they are, for two readers together to open. Forbidden while fewer than two are there. */
  async function giveIdentity(reporter: Reporter, identity: string): Promise<void> {
    const given = checked(identity, LONGEST_IDENTITY)
    const panel = await ground.panel()
    await add(reporter, async ({ row, thread }) => {
      const may = panel && mayRead(panel.roster, thread.subjects)
      const readers = panel?.present.filter((each) => thread.readers.includes(each.id) && may?.(each)) ?? []
      if (readers.length < FEWEST_READERS) throw forbidden()
      const keys = readers.map(({ publicKey }) => fromBase64(publicKey))
      return { kind: 'named', day: ground.day(), identity: await sealIdentity(given, keys, row.id) }
    })
  }

  return {
    comeBack,
    /** Who the cookie is, if it is anybody's. */
    who: sessions.find,
    leave: sessions.end,
    view,
    say,
    answerQuestion,
    giveIdentity,
    add,
  }
}

export function unlockOf({ pair }: Reporter): Unlock {
  return (row) => openWrap(row.reporterWrap, pair)?.reportKey
}

function openWrap(sealed: Bytes, pair: KeyPair): { reportKey: Bytes; hasReturned: boolean } | undefined {
  const wrap = openSealed(pair, sealed)
  return wrap && { reportKey: wrap.subarray(0, 32), hasReturned: wrap[32] === 1 }
}

function viewOf({ row, thread }: Dossier, today: IsoDay): ReporterView {
  const question = questionDue(
    thread.received,
    today,
    thread.answers.map((answer) => answer.question),
  )
  return {
    received: thread.received,
    status: statusOf({ row, thread }),
    feedbackBy: row.feedbackBy,
    report: thread.report,
    subjects: thread.subjects,
    messages: thread.messages.map(({ from, day, text, asks }) => ({
      from,
      day,
      text,
      ...(asks && { asks }),
    })),
    attachments: thread.attachments.map(({ day, clean, original }) => ({
      day,
      name: (original ?? clean)?.name ?? '',
      cleaned: clean !== undefined,
      originalKept: original !== undefined,
    })),
    identityGiven: thread.identity !== undefined,
    ...(thread.closed && { outcome: thread.closed.outcome }),
    ...(question && { question }),
  }
}

function statusOf({ row, thread }: Pick<Dossier, 'row' | 'thread'>): ReporterStatus {
  if (thread.closed) return 'closed'
  if (row.state === 'junk') return 'setAside'
  if (thread.reached.ordered) return 'ordered'
  if (thread.reached.considered) return 'considered'
  return thread.reached.acknowledged ? 'acknowledged' : 'received'
}

/** Line ends as one; Invalid for nothing or too much. */
export function checked(text: string, longest: number): string {
  const plain = text.replace(/\r\n?/g, '\n').trim()
  if (plain === '' || [...plain].length > longest) throw invalid()
  return plain
}
