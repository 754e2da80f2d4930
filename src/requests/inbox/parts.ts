import type { Catalogue } from '../../catalogue/store.ts'
import type { Officers } from '../../officers/parts.ts'
import type { Engine } from '../../storage/engine.ts'
import type { Requests } from '../parts.ts'
import type { InboxOptions } from './options.ts'
import { makeResultStore } from './result-store.ts'
import { makeResults } from './results.ts'
import { makeSaved } from './saved.ts'
import { makeSavedStore } from './saved-store.ts'
import { makeInboxStore } from './store.ts'

export type InboxParts = {
  engine: Engine
  requests: Pick<Requests, 'cases' | 'desk' | 'calendar' | 'newId'>
  officers: Pick<Officers, 'people' | 'audit'>
  catalogue: Pick<Catalogue, 'all' | 'version' | 'divisions'>
  now: () => Date
}

/** The officers' lists, put together for their door. */
export function makeInbox({ engine, requests, officers, catalogue, now }: InboxParts): InboxOptions {
  const { cases, desk, calendar, newId } = requests
  return {
    inbox: makeInboxStore(engine),
    saved: makeSaved({ store: makeSavedStore(engine), newId, now }),
    results: makeResults({ store: makeResultStore(engine), newId, now }),
    cases,
    desk,
    calendar,
    people: officers.people,
    audit: officers.audit,
    divisions: catalogue.divisions,
    services: async () =>
      (await catalogue.all()).map(({ id, current }) => ({ id, title: current.definition.title })),
    titleOf: async (serviceId, version) =>
      (await catalogue.version(serviceId, version))?.definition.title ?? { th: serviceId, en: serviceId },
    now,
  }
}
