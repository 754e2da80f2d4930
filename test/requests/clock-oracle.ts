import type { Step } from '../../src/catalogue/service.ts'
import type { RequestEvent } from '../../src/requests/events.ts'

/**
 * The rules of the clock once more, as a person with a wrist watch would apply them: minute by minute,
 * with no arithmetic on days. Slow on purpose, and sharing no code with the clock. Minutes are counted
 * from 1970 in Thai time.
 */
export type World = {
  opens: number
  closes: number
  lunch: { from: number; to: number } | undefined
  weekdays: number[]
  holidays: Set<string>
  deemedDayIsDayOne: boolean
  lastDayMoves: boolean
}

export type Verdict = { received: number; due: number; countedDays: string[] }

type Goal = { measure: 'officeMinutes' | 'workingDays' | 'allDays'; amount: number }

export function watch(
  world: World,
  steps: Step[],
  events: RequestEvent[],
  filed: number,
  now: number,
): Verdict {
  const past = events.filter((event) => thaiMinute(event.at) <= now)
  const atMinute = Map.groupBy(past, (event) => thaiMinute(event.at))
  const lastEnd = unmatchedEnd(past)
  const goals = goalsOf(world, steps, past)
  const countedDays: string[] = []
  let received = -1
  let excludedDay = ''
  let waiting = false
  let over = false
  let resumeWhenOpen = false
  // What was supplied at night arrives in the morning, even if more is asked for, and all is over, before that.
  let arrivesWhenOpen = false
  let goal = 0
  let reached = 0
  let lookingForOpenDay = goals.length === 0

  for (let minute = filed; minute < filed + 4_000_000; minute++) {
    for (const event of atMinute.get(minute) ?? []) {
      if (lastEnd !== undefined && event.seq >= lastEnd) {
        if (event.seq === lastEnd && arrivesWhenOpen) resumeWhenOpen = true
        if (event.seq === lastEnd && !resumeWhenOpen) waiting = false
        continue
      }
      if (event.kind === 'deficiency') {
        waiting = true
        over = false
        resumeWhenOpen = false
      }
      if (event.kind === 'supplied' || event.kind === 'reopened') {
        resumeWhenOpen = true
        arrivesWhenOpen = true
      }
      if (event.kind === 'decided' || event.kind === 'withdrawn') {
        over = true
        waiting = false
        resumeWhenOpen = false
      }
    }
    if (minute === now && waiting) resumeWhenOpen = true
    const open = isOpen(world, minute)
    if (open) arrivesWhenOpen = false
    if (open && resumeWhenOpen) {
      waiting = false
      over = false
      resumeWhenOpen = false
    }
    if (open && received < 0) {
      received = minute
      const wholeDayAhead = filed < minute && minuteOf(minute) === world.opens
      if (!(wholeDayAhead && world.deemedDayIsDayOne)) excludedDay = dayName(minute)
      if (goals.length === 0) excludedDay = ''
    }
    if (received < 0) continue
    const stands = waiting || over
    const current = goals[goal]

    if (current?.measure === 'officeMinutes') {
      if (!open || stands) continue
      if (++reached < current.amount) continue
      reached = 0
      goal++
      excludedDay = dayName(minute)
      if (goal === goals.length) return { received, due: minute + 1, countedDays }
      continue
    }
    if (minuteOf(minute) !== world.closes || stands) continue
    const today = dayName(minute)
    if (today === excludedDay) continue
    const working = isWorking(world, minute)
    if (lookingForOpenDay) {
      if (working) return { received, due: minute, countedDays }
      continue
    }
    if (current?.measure === 'workingDays' && !working) continue
    countedDays.push(today)
    if (++reached < (current?.amount ?? 0)) continue
    reached = 0
    goal++
    if (goal < goals.length) continue
    if (working || !world.lastDayMoves) return { received, due: minute, countedDays }
    lookingForOpenDay = true
  }
  throw new Error('the watch ran down')
}

/** The seq of an end that was never undone, if the request stands ended. */
function unmatchedEnd(events: RequestEvent[]): number | undefined {
  let end: number | undefined
  for (const event of events) {
    if (event.kind === 'decided' || event.kind === 'withdrawn') end ??= event.seq
    if (event.kind === 'reopened') end = undefined
  }
  return end
}

function goalsOf(world: World, steps: Step[], events: RequestEvent[]): Goal[] {
  const officeDay = officeMinutesOfADay(world)
  let minutes = 0
  let workingDays = 0
  let allDays = 0
  for (const { clock, duration } of steps) {
    if (clock !== 'counts') continue
    if (duration.unit === 'minute') minutes += duration.n
    if (duration.unit === 'hour') minutes += 60 * duration.n
    if (duration.unit === 'workingDay') workingDays += duration.n
    if (duration.unit === 'day') allDays += duration.n
  }
  const inMinutes = workingDays === 0 && allDays === 0 && minutes > 0
  const goals: Goal[] = []
  if (inMinutes) goals.push({ measure: 'officeMinutes', amount: minutes })
  else {
    if (minutes >= officeDay) for (let left = minutes; left > 0; left -= officeDay) workingDays++
    if (workingDays > 0) goals.push({ measure: 'workingDays', amount: workingDays })
    if (allDays > 0) goals.push({ measure: 'allDays', amount: allDays })
  }
  let stillMinutes = inMinutes
  for (const event of events) {
    if (event.kind !== 'extended') continue
    const { n, unit } = event.data
    if (unit === 'day') stillMinutes = false
    const length =
      unit === 'minute' ? n : unit === 'hour' ? 60 * n : unit === 'workingDay' ? officeDay * n : 0
    if (unit === 'day') goals.push({ measure: 'allDays', amount: n })
    else if (stillMinutes) goals[0]!.amount += length
    else goals.push({ measure: 'workingDays', amount: Math.ceil(length / officeDay) })
  }
  return goals
}

function officeMinutesOfADay(world: World): number {
  let minutes = 0
  for (let minute = 0; minute < 1440; minute++) if (atDesk(world, minute)) minutes++
  return minutes
}

export function thaiMinute(instant: string): number {
  return Date.parse(instant) / 60_000 + 7 * 60
}

const minuteOf = (minute: number) => minute % 1440

const dayName = (minute: number) => new Date(minute * 60_000).toISOString().slice(0, 10)

function isWorking(world: World, minute: number): boolean {
  return (
    world.weekdays.includes(new Date(minute * 60_000).getUTCDay()) && !world.holidays.has(dayName(minute))
  )
}

function atDesk({ opens, closes, lunch }: World, minute: number): boolean {
  if (lunch && minute >= lunch.from && minute < lunch.to) return false
  return minute >= opens && minute < closes
}

function isOpen(world: World, minute: number): boolean {
  return atDesk(world, minuteOf(minute)) && isWorking(world, minute)
}
