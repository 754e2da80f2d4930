import type { Catalogue } from '../../catalogue/store.ts'
import type { Text } from '../../i18n/text.ts'
import type { Engine } from '../../storage/engine.ts'
import { makeOverviews } from './overview.ts'
import { makeOverviewStore } from './store.ts'

type OverviewParts = {
  engine: Engine
  catalogue: Pick<Catalogue, 'byId' | 'divisions' | 'versions'>
  now: () => Date
}

/** The overview, put together once for its door. */
export function makeOverview({ engine, catalogue, now }: OverviewParts) {
  async function serviceName(id: string): Promise<Text> {
    const current = (await catalogue.byId(id))?.current ?? (await catalogue.versions(id)).at(-1)
    return current?.definition.title ?? { th: id, en: id }
  }
  return {
    overviews: makeOverviews({
      store: makeOverviewStore(engine),
      divisions: catalogue.divisions,
      serviceName,
      now,
    }),
    now,
  }
}
