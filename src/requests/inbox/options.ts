import type { Calendar } from '../../calendar/working-time.ts'
import type { Division } from '../../catalogue/published.ts'
import type { Text } from '../../i18n/text.ts'
import type { Audit } from '../../officers/audit.ts'
import type { People } from '../../officers/people.ts'
import type { Cases } from '../desk/case.ts'
import type { Desk } from '../desk/doing.ts'
import type { Results } from './results.ts'
import type { Saved } from './saved.ts'
import type { InboxStore } from './store.ts'

/** What the door to the officers' lists is given. */
export type InboxOptions = {
  inbox: InboxStore
  saved: Saved
  results: Results
  cases: Cases
  desk: Desk
  people: Pick<People, 'names' | 'active'>
  audit: Pick<Audit, 'record'>
  divisions: () => Promise<readonly Division[]>
  /** The services whose requests come in now, in the municipality's order. */
  services: () => Promise<{ id: string; title: Text }[]>
  /** Of any service, its words in the version a request was filed under. */
  titleOf: (serviceId: string, version: number) => Promise<Text>
  calendar: () => Promise<Calendar>
  now: () => Date
}
