import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Holiday } from '../calendar/working-time.ts'
import { publish } from './actions.ts'
import type { GateTask } from './gate.ts'
import type { Division } from './published.ts'
import type { ServiceDefinition } from './service.ts'
import type { Catalogue } from './store.ts'

const STARTER = join(import.meta.dirname, 'starter')
const HOLIDAYS = join(import.meta.dirname, '../calendar/holidays.json')
const BY = 'sala'

export type StarterReport = {
  divisions: string[]
  holidays: number
  services: string[]
  /** Services the publish gate refused here, as when their division has been removed. */
  refused: { id: string; tasks: GateTask[] }[]
}

/**
 * Fills an empty municipality: divisions, holidays and example services that are not there yet. What the
 * municipality has changed stays as it is, and a newer example is not forced on it.
 */
export async function loadStarter(catalogue: Catalogue, now: () => Date): Promise<StarterReport> {
  const report: StarterReport = { divisions: [], holidays: 0, services: [], refused: [] }
  // Divisions that officers have removed must not come back at the next start.
  if ((await catalogue.divisions()).length === 0)
    report.divisions = await catalogue.addDivisions(starterDivisions())
  report.holidays = await catalogue.addHolidays(starterHolidays(), BY, now().toISOString())
  for (const document of starterServices()) {
    if ((await catalogue.versions(document.id)).length > 0) continue
    const { version, tasks } = await publish(catalogue, { document, by: BY, note: NOTE, now })
    if (version === undefined) report.refused.push({ id: document.id, tasks })
    else report.services.push(document.id)
  }
  return report
}

const NOTE = 'บริการตัวอย่าง รอเทศบาลยืนยัน'

// What residents ask for most often stands first; the others follow by name.
const FIRST = ['street-light-repair', 'water-delivery', 'elderly-allowance', 'waste-bin', 'general-complaint']

export function starterServices(): ServiceDefinition[] {
  const files = readdirSync(STARTER).filter((file) => file.endsWith('.json') && file !== 'divisions.json')
  const rank = (id: string) => (FIRST.includes(id) ? FIRST.indexOf(id) : FIRST.length)
  return files
    .sort()
    .map((file) => read<ServiceDefinition>(join(STARTER, file)))
    .sort((a, b) => rank(a.id) - rank(b.id))
}

export function starterDivisions(): Division[] {
  return read<Division[]>(join(STARTER, 'divisions.json'))
}

export function starterHolidays(): Holiday[] {
  return read<Holiday[]>(HOLIDAYS)
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T
}
