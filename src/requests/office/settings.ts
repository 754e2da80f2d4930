import { readClockRules, type ClockRules } from '../../calendar/clock-rules.ts'
import { faultyHours, officeHours, type Hours } from '../../municipality.ts'
import { parseStored } from '../../storage/json.ts'
import type { OfficeFacts } from '../office-calendar.ts'
import type { Setting, SettingKey, SettingsStore } from './settings-store.ts'

/** Who set it last and when; null: it still stands as in the settings file. */
export type Changed = { by: string; at: string } | null

/** `hours` as people write them, beside the facts the clock counts with. */
export type OfficeSettings = OfficeFacts & { written: Hours; changed: Record<SettingKey, Changed> }

export type Office = ReturnType<typeof makeOffice>

/**
 * Office hours and rules of the clock, from one place for every page and for the clock: what the administrator set
 * at the desk, else the settings file. Read into memory by `reload`; `current` is what was read last.
 */
export function makeOffice(
  store: Pick<SettingsStore, 'read'>,
  file: { hours: Hours; clockRules: Record<string, unknown> },
) {
  let kept: OfficeSettings = settingsFrom([], file)

  return {
    current: (): OfficeSettings => kept,
    reload: async (): Promise<void> => {
      kept = settingsFrom(await store.read(), file)
    },
  }
}

function settingsFrom(
  rows: readonly Setting[],
  file: { hours: Hours; clockRules: Record<string, unknown> },
): OfficeSettings {
  const [hours, rules] = [
    rows.find(({ key }) => key === 'hours'),
    rows.find(({ key }) => key === 'clockRules'),
  ]
  const written = (hours && readHours(hours.value)) ?? file.hours
  const own = rules ? (parseStored(rules.value) as Record<string, unknown>) : {}
  return {
    written,
    hours: officeHours(written),
    rules: readClockRules({ ...file.clockRules, ...own }).rules,
    changed: { hours: changeOf(hours), clockRules: changeOf(rules) },
  }
}

// A row that was changed by hand must not stop every page: the file's hours then hold.
function readHours(value: string): Hours | undefined {
  const hours = parseStored(value) as Hours
  return faultyHours(hours).length === 0 ? hours : undefined
}

const changeOf = (row: Setting | undefined): Changed =>
  row ? { by: row.changedBy, at: row.changedAt } : null

/** The rules that differ, each as `from -> to`: what the audit log keeps. */
export function changedRules(before: ClockRules, after: ClockRules): Record<string, string> {
  const names = Object.keys(before) as (keyof ClockRules)[]
  const changed = names.filter((name) => before[name] !== after[name])
  return Object.fromEntries(changed.map((name) => [name, `${before[name]} -> ${after[name]}`]))
}

/** Hours as one line of codes, for the audit log: `1,2,3,4,5 08:30-16:30 12:00-13:00`. */
export function hoursCode({ weekdays, opens, closes, lunch }: Hours): string {
  const noon = lunch ? ` ${lunch.from}-${lunch.to}` : ''
  return `${weekdays.toSorted().join(',')} ${opens}-${closes}${noon}`
}
