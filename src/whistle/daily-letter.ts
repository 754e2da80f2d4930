import { existsSync, readFileSync } from 'node:fs'
import { mkdir, open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { dayOf, minuteOfDay, type IsoDay } from '../calendar/dates.ts'
import type { DigestLetter } from './digest.ts'

/** The operator's file that says to whom the daily letter goes, and at which hour of Thai time. */
export const DIGEST_FILE = 'digest.json'
export type DigestSettings = { hour: number; to: string[] }

/** Minutes until the next attempt after a failed one; then that address gets none that day. */
const RETRY_MINUTES = [5, 15, 60]
const MINUTE = 60_000

/** Undefined where there is no such file. Throws, naming the file, where it cannot be used. */
export function readDigestSettings(folder: string): DigestSettings | undefined {
  const file = join(folder, DIGEST_FILE)
  if (!existsSync(file)) return undefined
  const { hour, to } = parse(file)
  const isHour = Number.isInteger(hour) && Number(hour) >= 0 && Number(hour) <= 23
  const isList = Array.isArray(to) && to.length > 0 && to.every(isAddress)
  if (!isHour || !isList) throw broken(file)
  return { hour: Number(hour), to: [...new Set(to as string[])] }
}

function parse(file: string): { hour?: unknown; to?: unknown } {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { hour?: unknown; to?: unknown }
  } catch {
    throw broken(file)
  }
}

const isAddress = (each: unknown) => typeof each === 'string' && /^[^\s@<>,]+@[^\s@<>,]+$/.test(each)

function broken(file: string): Error {
  return new Error(
    `อ่านไฟล์จดหมายประจำวันไม่ได้ ต้องเป็นแบบ {"hour": 8, "to": ["name@example.go.th"]}: ${file} / ` +
      `The file of the daily letter cannot be used; it looks like {"hour": 8, "to": ["name@example.go.th"]}: ${file}`,
  )
}

export type DailyLetterParts = {
  /** The channel's own folder. */
  folder: string
  settings: DigestSettings
  /** Makes the day's letter; called once a day. */
  write: () => Promise<DigestLetter>
  send: (to: string, letter: DigestLetter) => Promise<void>
  now: () => Date
}

/**
 * One letter a day to each address, the same for all. Whoever first makes the day's file sends it: a second process, or
 * the same one after a restart, does not. A process that dies in between leaves addresses without that day's letter,
 * which is better than one letter too many: both would tell of a day unlike the others, but a missing one is asked about.
 */
export function makeDailyLetter({ folder, settings, write, send, now }: DailyLetterParts) {
  const days = join(folder, 'digest-days')
  let waiting: { day: IsoDay; to: string; letter: DigestLetter; failed: number; from: number }[] = []

  /** To be called every minute. Says nothing of what it did, to nobody. */
  async function tick(): Promise<void> {
    const today = dayOf(now())
    // A letter of yesterday would come beside that of today.
    waiting = waiting.filter(({ day }) => day === today)
    if (minuteOfDay(now()) >= settings.hour * 60 && (await claim(today))) {
      const letter = await write()
      const from = now().getTime()
      waiting = settings.to.map((to) => ({ day: today, to, letter, failed: 0, from }))
    }
    for (const one of waiting.filter(({ from }) => from <= now().getTime())) {
      await send(one.to, one.letter).then(
        () => (waiting = waiting.filter((other) => other !== one)),
        () => postpone(one),
      )
    }
  }

  function postpone(one: (typeof waiting)[number]) {
    const minutes = RETRY_MINUTES[one.failed++]
    if (minutes === undefined) waiting = waiting.filter((other) => other !== one)
    else one.from = now().getTime() + minutes * MINUTE
  }

  async function claim(day: IsoDay): Promise<boolean> {
    await mkdir(days, { recursive: true, mode: 0o700 })
    const mark = await open(join(days, day), 'wx', 0o600).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return undefined
      throw error
    })
    if (!mark) return false
    await mark.sync().finally(() => mark.close())
    for (const name of await readdir(days)) if (name < day) await rm(join(days, name), { force: true })
    return true
  }

  return { tick }
}

/** Looks once a minute until it is stopped. What fails is tried at the next look, and written down nowhere. */
export function startDailyLetter(parts: DailyLetterParts): { stop: () => Promise<void> } {
  const { tick } = makeDailyLetter(parts)
  let underWay: Promise<void> | undefined
  const look = () => {
    underWay ??= tick()
      .catch(() => {})
      .finally(() => (underWay = undefined))
  }
  const timer = setInterval(look, MINUTE).unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await underWay
    },
  }
}
