import type { Config } from '../../src/config.ts'
import type { PasswordCost } from '../../src/officers/passwords.ts'
import type { WhistleParts } from '../../src/whistle/parts.ts'
import { liveThrough } from './months.ts'
import { fillPanel, type DemoPanel } from './panel.ts'
import { openPortal } from './portal.ts'
import { hire } from './staff.ts'

export const DEMO_REQUESTS = 300

type Filled = { officers: string[]; panel: DemoPanel }
type Options = {
  requests?: number
  passwordCost?: PasswordCost
  whistleCost?: NonNullable<WhistleParts['cost']>
}

/** Half a year of an office in an empty data folder; resolves to the lines that tell which officers can sign in, and the panel. */
export async function fillPortal(
  config: Config,
  until: Date,
  { requests = DEMO_REQUESTS, passwordCost, whistleCost }: Options = {},
): Promise<Filled> {
  let moment = new Date(until.getTime() - 190 * 86_400_000)
  const clock = { now: () => moment, set: (instant: Date) => void (moment = instant) }
  const portal = await openPortal(config, clock.now, passwordCost)
  const { calendar } = portal.requests
  try {
    const officers = await hire(portal.officers)
    // The panel's passphrases are worked out on another core meanwhile.
    const [panel] = await Promise.all([
      fillPanel({ config, calendar, until, ...(whistleCost && { cost: whistleCost }) }),
      liveThrough(portal, clock, until, requests),
    ])
    return { officers, panel }
  } finally {
    await portal.engine.close()
  }
}
