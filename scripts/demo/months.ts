import { addDays, dayOf, instantAt, minuteOfDay, type IsoDay } from '../../src/calendar/dates.ts'
import { isWorkingDay } from '../../src/calendar/working-time.ts'
import { UserError } from '../../src/errors.ts'
import type { Officer } from '../../src/officers/officer.ts'
import type { ActInput } from '../../src/requests/desk/acts.ts'
import { FINISHED_STATUSES } from '../../src/requests/status.ts'
import type { Request } from '../../src/requests/request.ts'
import { makeChance, type Chance } from './chance.ts'
import { file } from './filings.ts'
import type { Portal } from './portal.ts'
import { nextAct, type Course } from './work.ts'

const DAYS = 183
/** Working days between two looks at a case: some divisions are quick, two are not. */
const PACE: Record<string, [number, number]> = { 'public-works': [2, 8], health: [3, 9] }
const USUAL_PACE: [number, number] = [1, 2]

export type Clock = { now: () => Date; set: (instant: Date) => void }
type Open = { id: string; course: Course; lookOn: IsoDay }

/** Half a year in the office, day by day: residents file, officers work, the clock's own jobs run. */
export async function liveThrough(portal: Portal, clock: Clock, until: Date, requests: number) {
  const chance = makeChance(2569)
  const staff = await portal.officers.people.list()
  const open: Open[] = []
  let filed = 0
  for (let n = 0; n <= DAYS; n++) {
    const day = addDays(dayOf(until), n - DAYS)
    const today = { portal, clock, chance, staff, open, day, until }
    const isWorking = isWorkingDay(day, await portal.requests.calendar())
    // Whatever the hour at which the demonstration is opened, somebody has just filed.
    const latest = n === DAYS ? minuteOfDay(until) : 24 * 60
    const share = Math.round(((n + 1) / (DAYS + 1)) * requests) - filed
    const coming = minutesOf(share, chance).map((minute) => Math.min(minute, latest))
    const arrive = async (from: number, to: number) => {
      for (const minute of coming.filter((minute) => minute >= from && minute < to)) {
        if (!comeTo(clock, day, minute, until)) return
        await arrival(today, ++filed, isWorking && from === OPENS && n < DAYS)
      }
    }
    await arrive(0, OPENS)
    if (isWorking) await morning(today)
    await arrive(OPENS, CLOSES)
    await arrive(CLOSES, 24 * 60)
  }
}

const OPENS = 8 * 60 + 40
const CLOSES = 16 * 60 + 20

/** What is promised in minutes is done while the resident waits, when the office is open and quick. */
async function arrival(today: Today, n: number, isOpen: boolean) {
  const { portal, chance, staff, open, day } = today
  const request = await file(portal, chance, n, triage(staff).id)
  const one = { id: request.id, course: courseOf(chance, !PACE[request.division]), lookOn: day }
  open.push(one)
  const pace = PACE[request.division]
  if (!isOpen) return
  if (!pace) return look(today, one)
  await act(portal, triage(staff), request.reference, { act: 'receive' })
  one.lookOn = addDays(day, chance.between(...pace))
}

type Today = {
  portal: Portal
  clock: Clock
  chance: Chance
  staff: Officer[]
  open: Open[]
  day: IsoDay
  until: Date
}

/** The clock's own work, the letters to sign, and every case whose turn it is; those of quick divisions come first. */
async function morning(today: Today) {
  const { portal, clock, chance, open, day, until } = today
  if (!comeTo(clock, day, OPENS, until)) return
  for (const job of ['dueDays', 'giveBack', 'escalate', 'draftLate', 'remind'] as const) {
    await portal.clockWork[job]()
  }
  await signLetters(today)
  for (const one of open.filter(({ lookOn }) => lookOn <= day)) {
    await look(today, one)
    const request = await portal.requests.requests.find(one.id)
    const [quick, slow] = PACE[request?.division ?? ''] ?? USUAL_PACE
    one.lookOn = addDays(day, chance.between(quick, slow))
  }
  await residentsAnswer(today)
  for (let at = open.length - 1; at >= 0; at--) if (open[at]?.course.isOver) open.splice(at, 1)
}

/** What the officer who has it does next; a busy day sees several deeds in one case. */
async function look({ portal, chance, staff }: Today, one: Open) {
  for (let deeds = 0; deeds < one.course.deedsADay; deeds++) {
    const request = await portal.requests.requests.find(one.id)
    if (!request) return
    const worker = workerFor(request, staff, chance)
    const seen = await portal.requests.cases.find(worker, request.reference)
    const next = nextAct(seen, one.course, chance, staff)
    if (!next) return
    await act(portal, next.by(worker), request.reference, next.input)
  }
}

async function act(portal: Portal, officer: Officer, reference: string, input: ActInput) {
  const file = await portal.requests.cases.find(officer, reference)
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
    const reason = chance.pick(LATE_REASONS)
    await portal.lateLetters
      .sign(officer, newest.reference, String(newest.n), { reason, revision: newest.revision })
      .catch((error: unknown) => {
        if (!(error instanceof UserError)) throw error
      })
  }
}

const LATE_REASONS = [
  'รถกระเช้าอยู่ระหว่างซ่อม คาดว่าใช้งานได้ภายในสัปดาห์หน้า เทศบาลจะเข้าดำเนินการเป็นลำดับแรก',
  'มีฝนตกหนักติดต่อกันหลายวัน เข้าพื้นที่ไม่ได้ จะเข้าดำเนินการทันทีที่น้ำลด',
  'มีเรื่องเข้ามาพร้อมกันจำนวนมากหลังพายุ เจ้าหน้าที่มีสองคน กำลังดำเนินการตามลำดับ',
]

/** Residents send what was missing, rate what was closed, and some say that it is not solved. */
async function residentsAnswer({ portal, chance, open }: Today) {
  const { requests, following } = portal.requests
  for (const one of open) {
    const request = await requests.find(one.id)
    if (!request) continue
    const followed = await following.load(request)
    if (request.status === 'waitingForApplicant' && one.course.answersAfter-- <= 0 && one.course.answers)
      await following.addMessage(followed, 'ส่งเอกสารที่ขอเพิ่มแล้วครับ', [], portal.requests.newId(), 'supply')
    const closed = followed.events.at(-1)?.kind === 'closed'
    if (!closed && !FINISHED_STATUSES.includes(request.status)) continue
    if (closed && one.course.rates) await rate(portal, chance, one, followed)
    else if (closed || !one.course.closes || request.status === 'withdrawn' || request.status === 'returned')
      one.course.isOver = true
  }
}

async function rate(
  portal: Portal,
  chance: Chance,
  one: Open,
  followed: Parameters<Portal['requests']['following']['rate']>[0],
) {
  one.course.rates = false
  const mark = () => (followed.clock.late ? chance.between(1, 4) : chance.between(3, 5))
  const solved = !chance.percent(followed.clock.late ? 25 : 6)
  const comment = solved ? (chance.percent(40) ? 'ขอบคุณเจ้าหน้าที่ครับ' : undefined) : 'ยังเหมือนเดิม ขอให้มาดูอีกครั้ง'
  const marks = { steps: mark(), fairness: mark(), ease: mark(), solved, ...(comment && { comment }) }
  await portal.requests.following.rate(followed, marks).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error
  })
}

function courseOf(chance: Chance, isQuick: boolean): Course {
  return {
    deedsADay: isQuick ? chance.between(6, 14) : chance.between(1, 3),
    asksMissing: chance.percent(14),
    answers: chance.percent(70),
    answersAfter: chance.between(1, 6),
    goesElsewhere: chance.percent(5),
    needsHelp: chance.percent(6),
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
