import { addDays, dayOf, instantAt, type IsoDay } from '../../calendar/dates.ts'
import { isWorkingTime, type Calendar } from '../../calendar/working-time.ts'
import type { Text } from '../../i18n/text.ts'
import type { Officer } from '../../officers/officer.ts'
import type { Followed } from '../following.ts'
import type { Request } from '../request.ts'
import { eachCase, together, type Work } from './each-case.ts'
import type { ClockJobParts } from './job-parts.ts'
import type { LateLetter } from './late-letter.ts'
import { reminderKey, type ReminderLine } from './letters.ts'
import { holdersOf, signersOf } from './recipients.ts'
import { lastRemindedDay, reminderStage, resultToTell } from './rules.ts'
import type { Reminded } from './store.ts'

/** A year of rows is kept: long past the day of which each one speaks. */
const KEPT_DAYS = 366

type Found = { line: ReminderLine; to: Officer[] }

/**
 * One letter a day to each officer who has something due, a result to tell or a letter to sign; on working days and in
 * working time. It speaks of what was there when the office opened, and of each stage of each matter once.
 */
export function makeRemind(parts: ClockJobParts) {
  const { store } = parts

  return async function remind(): Promise<Work> {
    const [now, calendar] = [parts.now(), await parts.calendar()]
    if (!isWorkingTime(now, calendar)) return { did: 0 }
    const [today, officers] = [dayOf(now), await parts.officers()]
    const found: Found[] = []
    const looked = together(
      await eachCase(dueSoon(today, calendar), (request) => findDue(request, officers, calendar, found)),
      await eachCase(decidedLately(today, calendar), (request) =>
        findResult(request, officers, calendar, found),
      ),
      await eachCase(await parts.lateLetters.drafts(), (letter) => findDraft(letter, officers, found)),
    )
    await store.forgetBefore(instantAt(addDays(today, -KEPT_DAYS), 0).toISOString())
    const sent = await eachCase(byOfficer(found), (one) => writeTo(one, today))
    return { ...together(looked, sent), did: sent.did }
  }

  function dueSoon(today: IsoDay, calendar: Calendar) {
    const after = addDays(lastRemindedDay(today, calendar), 1)
    return store.dueBetween(instantAt(today, 0).toISOString(), instantAt(after, 0).toISOString())
  }

  async function findDue(request: Request, officers: readonly Officer[], calendar: Calendar, found: Found[]) {
    const followed = await parts.load(request)
    const { clock } = followed
    const today = dayOf(parts.now())
    const opening = instantAt(today, calendar.hours.opens).toISOString()
    const stage = reminderStage(clock.dueDay, today, calendar)
    if (!stage || clock.state !== 'running' || clock.receivedAt > opening) return 0
    found.push({
      line: { ...named(followed), about: 'due', stage, day: clock.dueDay },
      to: holdersOf(request, officers),
    })
    return 1
  }

  function decidedLately(today: IsoDay, { rules }: Calendar) {
    return store.decidedSince(instantAt(addDays(today, -rules.tellResultDays - 1), 0).toISOString())
  }

  async function findResult(
    request: Request,
    officers: readonly Officer[],
    calendar: Calendar,
    found: Found[],
  ) {
    const followed = await parts.load(request)
    const result = resultToTell(followed.events, calendar.rules)
    const stage = result && reminderStage(result.day, dayOf(parts.now()), calendar)
    if (!stage || (await store.isSent(result.eventId))) return 0
    found.push({
      line: { ...named(followed), about: 'tell', stage, day: result.day },
      to: holdersOf(request, officers),
    })
    return 1
  }

  async function findDraft(
    letter: Pick<LateLetter, 'requestId' | 'dueDay' | 'daysLate'>,
    officers: readonly Officer[],
    found: Found[],
  ) {
    const [request] = await store.find([letter.requestId])
    const published = request && (await parts.version(request.serviceId, request.serviceVersion))
    // While the office waits for the applicant the letter cannot be signed.
    if (!published || request.status === 'waitingForApplicant') return 0
    const service = published.definition.title
    const day = addDays(letter.dueDay, letter.daysLate)
    found.push({
      line: {
        requestId: request.id,
        reference: request.reference,
        service,
        about: 'sign',
        stage: 'onDay',
        day,
      },
      to: signersOf(request.division, officers),
    })
    return 1
  }

  /** One transaction for each officer: a process that dies between two of them has written to neither twice. */
  async function writeTo([officer, lines]: [Officer, ReminderLine[]], today: IsoDay): Promise<number> {
    const earliest = lines.map(({ day }) => day).sort()[0] ?? today
    const before = await store.remindedOf(officer.id, earliest)
    const news = lines.filter((line) => !before.some((each) => isSame(each, line)))
    if (news.length === 0 || (await store.hasLetter(reminderKey(officer.id, today)))) return 0
    const letter = parts.officeLetters.reminder(officer, today, news)
    await store.remind(officer.id, parts.now().toISOString(), news.map(rowOf), letter)
    return 1
  }
}

const named = ({
  request,
  published,
}: Followed): { requestId: string; reference: string; service: Text } => ({
  requestId: request.id,
  reference: request.reference,
  service: published.definition.title,
})

const rowOf = ({ requestId, about, day, stage }: ReminderLine): Reminded => ({ requestId, about, day, stage })

const isSame = (one: Reminded, other: Reminded) =>
  one.requestId === other.requestId &&
  one.about === other.about &&
  one.day === other.day &&
  one.stage === other.stage

function byOfficer(found: readonly Found[]): Iterable<[Officer, ReminderLine[]]> {
  const byId = new Map<string, [Officer, ReminderLine[]]>()
  for (const { line, to } of found) {
    for (const officer of to) {
      const [, lines] = byId.get(officer.id) ?? [officer, []]
      byId.set(officer.id, [officer, [...lines, line]])
    }
  }
  return byId.values()
}
