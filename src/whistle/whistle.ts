import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { dayOf } from '../calendar/dates.ts'
import { makeFileStore } from '../storage/files.ts'
import { migrate } from '../storage/migrate.ts'
import { openForgetful } from '../storage/open.ts'
import { makeAttaching } from './attach.ts'
import { FLOOD_LIMITS } from './bucket.ts'
import { makeCleaner } from './clean.ts'
import { makeConsent } from './consent.ts'
import { makeDeedLog } from './deeds.ts'
import { digestLetter } from './digest.ts'
import { makeDossiers } from './dossier.ts'
import { makeHandling } from './handling.ts'
import { makeKdf } from './kdf.ts'
import { makeMembership } from './membership.ts'
import { makePanelState } from './panel-state.ts'
import type { Ground, WhistleParts } from './parts.ts'
import { makeReading } from './reading.ts'
import { makeReferring } from './refer.ts'
import { makeRetention } from './retention.ts'
import { makeReporterSessions, makeReturning } from './returning.ts'
import { makeShredStore } from './shred-store.ts'
import { makeSignIn, type Member } from './sign-in.ts'
import { statisticsOf } from './statistics.ts'
import { makeWhistleStore } from './store.ts'
import { makeSubmitting } from './submit.ts'
import { shredTables, whistleTables } from './tables.ts'
import { unopenable } from './unopenable.ts'

export type Whistle = Awaited<ReturnType<typeof openWhistle>>

/**
 * The channel below its doors, over `whistle.db`, `shred.db` and `files/` in its own folder, made if need be. The
 * reporter's door uses `reporter`, the panel's `panel`; `jobs` are for the clock; `close` when the process ends.
 */
export async function openWhistle(parts: WhistleParts) {
  const opened = await openGround(parts)
  const { ground } = opened
  const sessions = makeReporterSessions(ground.now)
  const returning = makeReturning(ground, sessions)
  const attaching = makeAttaching(ground, returning)
  const submitting = makeSubmitting(ground, sessions)
  const signIn = makeSignIn(ground)
  const reading = makeReading(ground, signIn, attaching)
  const handling = makeHandling(ground)
  const consent = makeConsent(ground, handling)
  const retention = makeRetention(ground, consent)
  const membership = makeMembership(ground, signIn, reading)
  const { refer, packageFor } = makeReferring(ground, handling, attaching)
  const { act: _, ...deeds } = handling

  return {
    reporter: {
      ...submitting,
      ...returning,
      attach: attaching.attach,
      treatmentOf: attaching.treatmentOf,
      packageFor,
      /** For the page anybody may see: totals only. */
      statistics: async () => statisticsOf(await ground.store.tally(), ground.day()),
      /** The roster's positions, for the question that comes first; empty while the channel is not open. */
      positions: async () => (await ground.panel())?.roster.positions ?? [],
    },
    panel: {
      pause: ground.pause,
      wrongCodesOf: signIn.wrongCodesOf,
      ...{ signIn: signIn.signIn, who: signIn.who, leave: signIn.leave },
      ...{ join: signIn.join, recover: signIn.recover, confirm: signIn.confirm },
      changePassphrase: signIn.changePassphrase,
      /** Ends all of the member's sign-ins, this one too. */
      leaveEverywhere: ({ id }: Member) => signIn.endAllOf(id),
      ...reading,
      hasDeclared: signIn.hasDeclared,
      ...deeds,
      ...consent,
      agreeToShred: retention.agreeToShred,
      refer,
      ...membership,
      /** Whether the operator has said whose signature on the roster counts. */
      hasPin: () => ground.pin !== undefined,
      /** What is to be said on every page: no roster, or keys that are not the signed ones. */
      state: ground.panelState,
      /** Reports whose shred keys are missing; all of them, or those of a member. */
      unopenable: (member?: Member) => unopenable(ground, member),
      log: ground.deeds,
    },
    jobs: {
      /** Once, when the process starts and before anything is sent: clears what a crash left half-written. */
      atStart: ground.files.sweepTemp,
      sweep: retention.sweep,
      /** The day's letter, the same for all members. */
      digest: async (panelAddress: string) => {
        await ground.deeds.record({ who: 'sala', what: 'digestMade' })
        return digestLetter(ground.day(), await ground.deeds.tip(), panelAddress)
      },
    },
    close: opened.close,
  }
}

async function openGround(parts: WhistleParts) {
  const { dataDir, now, pin } = parts
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const engine = openForgetful(join(dataDir, 'whistle.db'), whistleTables)
  const shredEngine = openForgetful(join(dataDir, 'shred.db'), shredTables)
  await migrate(engine, { database: 'whistle', now })
  await migrate(shredEngine, { database: 'shred', now })
  const files = await makeFileStore(join(dataDir, 'files'), { daysOnly: true })
  const day = () => dayOf(now())
  const [store, shreds] = [makeWhistleStore(engine), makeShredStore(shredEngine)]
  const panel = makePanelState(store, pin)
  const ground: Ground = {
    ...{ store, shreds, files, now, day, ...panel },
    dossiers: makeDossiers({ store, shreds, panel: panel.panel, day }),
    deeds: makeDeedLog({ store, day }),
    kdf: makeKdf({
      pepper: parts.pepper,
      ...(parts.cost && { receiptCost: parts.cost.receipt, passphraseCost: parts.cost.passphrase }),
    }),
    clean: makeCleaner(parts.tool),
    ownWords: parts.ownWords ?? [],
    calendar: parts.calendar,
    retention: parts.retention ?? {},
    flood: parts.flood ?? FLOOD_LIMITS,
    pause: parts.pause ?? ((ms) => new Promise((done) => setTimeout(done, ms))),
    scrub: () => engine.scrub(),
    ...(pin && { pin }),
    ...(parts.tool && { tool: parts.tool }),
  }
  const close = async () => {
    await engine.close()
    await shredEngine.close()
  }
  return { ground, close }
}
