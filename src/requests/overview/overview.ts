import { dayOf } from '../../calendar/dates.ts'
import { forbidden } from '../../errors.ts'
import { divisionSeenBy, type Officer } from '../../officers/officer.ts'
import type { Text } from '../../i18n/text.ts'
import { figuresOf, placesIn, type Counted, type Figures } from './figures.ts'
import { spanOf, weekOf, type Days } from './period.ts'
import type { OverviewStore, Whose } from './store.ts'

export type OverviewParts = {
  store: OverviewStore
  divisions: () => Promise<readonly { id: string; name: Text }[]>
  /** The name of a service, in force or not. */
  serviceName: (id: string) => Promise<Text>
  now: () => Date
}

export type Line = { id: string; name: Text; figures: Figures }

/** What the Palad sees, and a head of their own division. */
export type Overview = {
  days: Days
  week: Days
  whole: Figures
  divisions: Line[]
  services: Line[]
  /** Each service of each division, for the files. */
  both: { division: Line; service: Line; figures: Figures }[]
}

export function makeOverviews({ store, divisions, serviceName, now }: OverviewParts) {
  async function count(whose: Whose, days: Days): Promise<Counted> {
    const [span, week] = [spanOf(days), spanOf(weekOf(dayOf(now())))]
    const [open, cameIn, ended, ratings, weekIn, weekEnded] = await Promise.all([
      store.open(whose, now().toISOString()),
      store.cameIn(whose, span),
      store.ended(whose, span),
      store.ratings(whose, span),
      store.cameIn(whose, week),
      store.ended(whose, week),
    ])
    return { open, cameIn, ended, ratings, weekIn, weekEnded }
  }

  /** The figures this officer may see: heads those of their division, the Palad's office and the auditor all. */
  async function forOfficer(officer: Officer, days: Days): Promise<Overview> {
    const whose = divisionSeenBy(officer)
    if (whose === null && officer.role !== 'triage' && officer.role !== 'auditor') throw forbidden()
    const counted = await count(whose, days)
    const known = await divisions()
    const shown = whose === null ? known.map(({ id }) => id) : [whose]
    const ids = [...new Set([...shown, ...placesIn(counted, 'division')])]
    const line = (id: string, name: Text, belongs: Parameters<typeof figuresOf>[1]): Line => ({
      id,
      name,
      figures: figuresOf(counted, belongs),
    })
    const byDivision = ids.map((id) =>
      line(id, known.find((one) => one.id === id)?.name ?? { th: id, en: id }, (row) => row.division === id),
    )
    const byService = await Promise.all(
      placesIn(counted, 'service').map(async (id) =>
        line(id, await serviceName(id), (row) => row.service === id),
      ),
    )
    return {
      days,
      week: weekOf(dayOf(now())),
      whole: figuresOf(counted, () => true),
      divisions: byDivision,
      services: byService.sort((a, b) => a.name.th.localeCompare(b.name.th, 'th')),
      both: byDivision.flatMap((division) =>
        byService.flatMap((service) => {
          const belongs = (row: { division: string; service: string }) =>
            row.division === division.id && row.service === service.id
          const isThere = Object.values(counted).some((rows) => rows.some(belongs))
          return isThere ? [{ division, service, figures: figuresOf(counted, belongs) }] : []
        }),
      ),
    }
  }

  return { forOfficer }
}

export type Overviews = ReturnType<typeof makeOverviews>
