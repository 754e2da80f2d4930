import type { Catalogue } from '../../catalogue/store.ts'
import type { Officers } from '../../officers/parts.ts'
import type { Applications } from '../application.ts'
import type { ApplyOptions } from '../apply/options.ts'
import type { Cases } from '../desk/case.ts'
import type { Following } from '../following.ts'
import type { Request } from '../request.ts'
import type { CounterDrafts } from './drafts.ts'
import type { CounterStore } from './store.ts'
import type { TakingIn } from './taking-in.ts'

/** What the counter's door is given. */
export type CounterOptions = {
  catalogue: Pick<Catalogue, 'all' | 'byId' | 'divisions'>
  store: CounterStore
  drafts: CounterDrafts
  takingIn: TakingIn
  applications: Applications
  following: Pick<Following, 'load'>
  cases: Pick<Cases, 'find'>
  officers: Pick<Officers, 'people' | 'audit'>
  receive: ApplyOptions['receive']
  discard: ApplyOptions['discard']
  limits: ApplyOptions['limits']
  /** The address of a request's tracking page, without host. */
  trackPath: (request: Request) => string
  codeOf: (request: Request) => string
  publicUrl: string
  now: () => Date
}
