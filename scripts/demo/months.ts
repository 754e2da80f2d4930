import { addDays, dayOf, instantAt, minuteOfDay, type IsoDay } from '../../src/calendar/dates.ts'
import { isWorkingDay } from '../../src/calendar/working-time.ts'
import { UserError } from '../../src/errors.ts'
import type { Officer } from '../../src/officers/officer.ts'
import type { ActInput } from '../../src/requests/desk/acts.ts'
import type { CaseFile } from '../../src/requests/desk/case.ts'
import type { Request } from '../../src/requests/request.ts'
import { residentsAnswer } from './answering.ts'
import { makeChance, type Chance } from './chance.ts'
import { file } from './filings.ts'
import type { Portal } from './portal.ts'
import { sendPost } from './post.ts'
import { wordsFor } from './words.ts'
import { nextAct, type Course } from './work.ts'

const DAYS = 183
/** Working days between two looks at a case: some divisions are quick, two are not. */
const PACE: Record<string, [number, number]> = { 'public-works': [2, 8], health: [3, 9] }
const USUAL_PACE: [number, number] = [1, 2]

export type Clock = { now: () => Date; set: (instant: Date) => void }
export type Open = { id: string; course: Course; lookOn: IsoDay }

/** Half a year in the office, day by day: residents file, officers work, the clock's own jobs run. */
export async function liveThrough(portal: Portal, clock: Clock, until: Date, requests: number) {
  const chance = makeChance(2569)
  const staff = await portal.officers.people.list()
  const open: Open[] = []
  let filed = 0
  for (let n = 0; n <= DAYS; n++) {
    const day = addDays(dayOf(until), n - DAYS)
    const isWorking = isWorkingDay(day, await portal.requests.calendar())
    const isLast = n >= DAYS - 1
    const today: Today = { portal, clock, chance, staff, open, day, until, isWorking, isLast }
    const share = Math.round(((n + 1) / (DAYS + 1)) * requests) - filed
    // Whatever the hour at which the demonstration is opened, somebody has just filed.
    const latest = n === DAYS ? minuteOfDay(until) : 24 * 60
    const coming = minutesOf(share, chance).map((minute): Turn => {
      const number = ++filed
      return { minute: Math.min(minute, latest), take: () => arrival(today, number) }
    })
    await throughTheDay(today, [...coming, ...(isWorking ? officeTurns(today) : [])])
  }
}

const JOBS_AT = 8 * 60 + 31
const OPENS = 8 * 60 + 40
const LUNCH = [12 * 60, 13 * 60] as const
const CLOSES = 16 * 60 + 25

/** Something that happens at a minute of the day. */
type Turn = { minute: number; take: () => Promise<void> }

type Today = {
  portal: Portal
  clock: Clock
  chance: Chance
  staff: Officer[]
  open: Open[]
  day: IsoDay
  until: Date
  isWorking: boolean
  isLast: boolean
}

async function throughTheDay({ clock, day, until }: Today, turns: Turn[]) {
  for (const { minute, take } of turns.toSorted((a, b) => a.minute - b.minute)) {
    if (!comeTo(clock, day, minute, until)) return
    await take()
  }
}

/** What is promised in minutes is done while the resident waits, when the office is open and quick. */
async function arrival(today: Today, n: number) {
  const { portal, clock, chance, staff, open, day, until } = today
  const minute = minuteOfDay(clock.now())
  const isOpen = today.isWorking && isOfficeMinute(minute) && day < dayOf(until)
  const request = await file(portal, chance, n, { counterOfficer: triage(staff).id, isOpen })
  const one = { id: request.id, course: courseOf(chance, !PACE[request.division]), lookOn: day }
  open.push(one)
  const pace = PACE[request.division]
  if (!isOpen) return
  if (!pace) return look(today, one, [1, 5])
  await act(portal, triage(staff), request.reference, { act: 'receive' })
  one.lookOn = addDays(day, chance.between(...pace))
}

const isOfficeMinute = (minute: number) =>
  minute >= OPENS && minute < CLOSES && (minute < LUNCH[0] || minute >= LUNCH[1])

/** The clock's own work, the letters to sign, the post, and every case whose turn it is, spread over office hours. */
function officeTurns(today: Today): Turn[] {
  const { chance, open, day } = today
  const due = open.filter(({ lookOn }) => lookOn <= day)
  return [
    { minute: JOBS_AT, take: () => clockJobs(today) },
    ...due.map((one) => ({ minute: officeMinute(chance), take: () => takeUp(today, one) })),
    { minute: chance.between(14 * 60, 16 * 60), take: () => signLetters(today) },
    { minute: CLOSES, take: () => evening(today) },
    { minute: CLOSES + 1, take: () => sendPost(today) },
  ]
}

/** What is begun before lunch goes on after it. */
const afterLunch = (minute: number) =>
  minute >= LUNCH[0] && minute < LUNCH[1] ? minute + LUNCH[1] - LUNCH[0] : minute

/** More in the morning than in the afternoon, nothing over lunch. */
const officeMinute = (chance: Chance) =>
  chance.percent(58) ? chance.between(OPENS, LUNCH[0] - 10) : chance.between(LUNCH[1] + 5, CLOSES - 20)

async function clockJobs({ portal }: Today) {
  for (const job of ['dueDays', 'giveBack', 'escalate', 'draftLate', 'remind', 'drafts', 'links'] as const)
    await portal.runJob(job)
}

async function evening(today: Today) {
  const { open } = today
  await residentsAnswer(today)
  for (let at = open.length - 1; at >= 0; at--) if (open[at]?.course.isOver) open.splice(at, 1)
}

async function takeUp(today: Today, one: Open) {
  const { portal, chance, day } = today
  await look(today, one, [2, 14])
  const request = await portal.requests.requests.find(one.id)
  const [quick, slow] = PACE[request?.division ?? ''] ?? USUAL_PACE
  one.lookOn = addDays(day, chance.between(quick, slow))
}

/** What the officer who has it does next; a busy day sees several deeds in one case, some minutes after each other. */
async function look({ portal, clock, chance, staff, day, until }: Today, one: Open, pause: [number, number]) {
  for (let deeds = 0; deeds < one.course.deedsADay; deeds++) {
    const request = await portal.requests.requests.find(one.id)
    if (!request) return
    const worker = workerFor(request, staff, chance)
    const seen = await portal.requests.cases.find(worker, request.reference)
    const next = nextAct(seen, one.course, chance, staff)
    if (!next) return
    const by = next.by(worker)
    await (by === worker
      ? actOn(portal, by, seen, next.input)
      : act(portal, by, request.reference, next.input))
    const minute = afterLunch(minuteOfDay(clock.now()) + chance.between(...pause))
    if (minute > CLOSES || !comeTo(clock, day, minute, until)) return
  }
}

async function act(portal: Portal, officer: Officer, reference: string, input: ActInput) {
  await actOn(portal, officer, await portal.requests.cases.find(officer, reference), input)
}

async function actOn(portal: Portal, officer: Officer, file: CaseFile, input: ActInput) {
  try {
    await portal.requests.desk.act(officer, file, input, file.request.revision)
  } catch (error) {
    // What the rules do not allow in this state is left undone, as in any office.
    if (!(error instanceof UserError)) throw error
  }
}

const triage = (staff: Officer[]) => staff.find(({ role }) => role === 'triage') as Officer

function workerFor({ division, claimedBy }: Request, staff: Officer[], chance: Chance) {
  const holder = staff.find(({ id }) => id === claimedBy)
  if (holder) return holder
  const own = staff.filter((one) => one.division === division)
  return own.length > 0 ? chance.pick(own) : triage(staff)
}

async function signLetters({ portal, chance, staff }: Today) {
  for (const officer of staff.filter(({ role }) => role === 'head')) {
    if (!chance.percent(45)) continue
    const drafts = await portal.lateLetters.draftsFor(officer, 100)
    const newest = drafts.findLast(({ requestId }) => requestId === drafts[0]?.requestId)
    if (!newest) continue
    const request = await portal.requests.requests.find(newest.requestId)
    if (!request) continue
    const reason = chance.pick(wordsFor({ request }).late)
    await portal.lateLetters
      .sign(officer, newest.reference, String(newest.n), { reason, revision: newest.revision })
      .catch((error: unknown) => {
        if (!(error instanceof UserError)) throw error
      })
  }
}

function courseOf(chance: Chance, isQuick: boolean): Course {
  return {
    deedsADay: isQuick ? chance.between(6, 14) : chance.between(1, 3),
    asksMissing: chance.percent(14),
    answers: chance.percent(70),
    answersAfter: chance.between(1, 6),
    goesElsewhere: chance.percent(45),
    needsHelp: chance.percent(8),
    isExtended: chance.percent(6),
    isNoted: chance.percent(20),
    isAsked: chance.percent(8),
    isRefused: chance.percent(12),
    isWithdrawn: chance.percent(3),
    closes: chance.percent(85),
    rates: chance.percent(45),
    isOver: false,
  }
}

/** Residents file at all hours of the day, most of them in the morning and after supper. */
function minutesOf(count: number, chance: Chance): number[] {
  return Array.from({ length: Math.max(0, count) }, () =>
    chance.percent(60) ? chance.between(7 * 60, 12 * 60) : chance.between(12 * 60, 21 * 60),
  ).sort((a, b) => a - b)
}

/** False once that moment lies ahead of the real one. */
function comeTo(clock: Clock, day: IsoDay, minute: number, until: Date): boolean {
  const moment = instantAt(day, minute)
  if (moment > until) return false
  if (moment > clock.now()) clock.set(moment)
  return true
}
