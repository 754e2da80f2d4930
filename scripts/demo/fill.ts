import type { Config } from '../../src/config.ts'
import type { PasswordCost } from '../../src/officers/passwords.ts'
import { liveThrough } from './months.ts'
import { openPortal } from './portal.ts'
import { hire } from './staff.ts'

export const DEMO_REQUESTS = 300

/** Half a year of an office in an empty data folder; resolves to the lines that tell who can sign in. */
export async function fillPortal(
  config: Config,
  until: Date,
  { requests = DEMO_REQUESTS, passwordCost }: { requests?: number; passwordCost?: PasswordCost } = {},
): Promise<string[]> {
  let moment = new Date(until.getTime() - 190 * 86_400_000)
  const clock = { now: () => moment, set: (instant: Date) => void (moment = instant) }
  const portal = await openPortal(config, clock.now, passwordCost)
  try {
    const lines = await hire(portal.officers)
    await liveThrough(portal, clock, until, requests)
    return lines
  } finally {
    await portal.engine.close()
  }
}
