import type { Calendar } from '../calendar/working-time.ts'
import type { IsoDay } from '../calendar/dates.ts'
import type { FileStore } from '../storage/files.ts'
import type { FloodLimits } from './bucket.ts'
import type { Cleaner, CleaningTool } from './clean.ts'
import type { DeedLog } from './deeds.ts'
import type { Dossiers, Panel } from './dossier.ts'
import type { Kdf, KdfCost } from './kdf.ts'
import type { RosterFault, RosterPin } from './roster-signature.ts'
import type { Retention } from './outcomes.ts'
import type { Bytes } from './primitives.ts'
import type { ShredStore } from './shred-store.ts'
import type { WhistleStore } from './store.ts'

/** What the composition root gives the channel. */
export type WhistleParts = {
  /** The folder of whistle.db, shred.db and the sealed files. */
  dataDir: string
  /** 32 bytes from outside the databases. */
  pepper: Bytes
  /** Undefined until the ceremony: the channel then only shows the outside bodies. */
  pin?: RosterPin
  /** The municipality's names: a passphrase is not to be one of them. */
  ownWords?: string[]
  calendar: () => Promise<Calendar>
  now: () => Date
  tool?: CleaningTool
  retention?: Partial<Retention>
  flood?: FloodLimits
  /** Waits so many milliseconds. */
  pause?: (ms: number) => Promise<void>
  /** Costs below the designed ones; for tests only. */
  cost?: { receipt: KdfCost; passphrase: KdfCost }
}

/** What the channel's actions are made of, put together in `whistle.ts`. */
export type Ground = {
  store: WhistleStore
  shreds: ShredStore
  files: FileStore
  dossiers: Dossiers
  deeds: DeedLog
  kdf: Kdf
  clean: Cleaner
  panel: () => Promise<Panel | undefined>
  panelState: () => Promise<PanelState>
  ownWords: string[]
  calendar: () => Promise<Calendar>
  now: () => Date
  day: () => IsoDay
  pin?: RosterPin
  tool?: CleaningTool
  retention: Partial<Retention>
  flood: FloodLimits
  pause: (ms: number) => Promise<void>
  /** Takes what was deleted out of the database file and its journal. */
  scrub: () => void
}

/** `absent` are on the roster and have no keys here: they left, or never joined. */
export type PanelState = { fault: RosterFault } | { panel: Panel; absent: string[] }
