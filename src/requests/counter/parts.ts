import type { Engine } from '../../storage/engine.ts'
import type { Requests } from '../parts.ts'
import { makeCounterDrafts, type CounterDraftParts } from './drafts.ts'
import { makeCounterStore } from './store.ts'
import { makeTakingIn, type TakingInParts } from './taking-in.ts'

type CounterParts = Pick<CounterDraftParts, 'version' | 'here' | 'now'> &
  Pick<TakingInParts, 'service'> & {
    engine: Engine
    requests: Pick<Requests, 'drafts' | 'applications' | 'filing' | 'newId'>
  }

/** Taking in at the counter, put together once for its door. */
export function makeCounter({ engine, requests, service, ...parts }: CounterParts) {
  const store = makeCounterStore(engine)
  const { drafts, applications, filing, newId } = requests
  return {
    store,
    drafts: makeCounterDrafts({ store, drafts, applications, newId, ...parts }),
    takingIn: makeTakingIn({ filing, service, now: parts.now }),
  }
}
