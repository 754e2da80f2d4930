import type { Panel } from './dossier.ts'
import type { PanelState } from './parts.ts'
import { base64 } from './primitives.ts'
import { verifyRoster, type RosterPin } from './roster-signature.ts'
import type { WhistleStore } from './store.ts'

/**
 * Read anew for each report: the roster's signature is checked against the pinned key, and each member's key against
 * the roster's. Whoever writes to the database can take a reader away by that, which shows; never become one.
 */
export function makePanelState(store: WhistleStore, pin?: RosterPin) {
  let checked: { signed: string; read: ReturnType<typeof verifyRoster> } | undefined

  async function roster(): Promise<ReturnType<typeof verifyRoster>> {
    if (!pin) return { fault: 'missing' }
    const last = await store.lastRoster()
    const signed = JSON.stringify(last ?? null)
    // The same words with the same signature need not be checked twice.
    if (checked?.signed !== signed) checked = { signed, read: verifyRoster(last, pin) }
    return checked.read
  }

  async function panelState(): Promise<PanelState> {
    const read = await roster()
    if ('fault' in read) return read
    const keys = new Map((await store.members()).map(({ id, publicKey }) => [id, base64(publicKey)]))
    const { members } = read.roster
    return {
      panel: {
        roster: read.roster,
        present: members.filter(({ id, publicKey }) => keys.get(id) === publicKey),
        swapped: members
          .filter(({ id, publicKey }) => keys.has(id) && keys.get(id) !== publicKey)
          .map(({ id }) => id),
      },
      absent: members.filter(({ id }) => !keys.has(id)).map(({ id }) => id),
    }
  }

  /** Undefined while no roster can be trusted: nothing is sealed then. */
  async function panel(): Promise<Panel | undefined> {
    const state = await panelState()
    return 'panel' in state ? state.panel : undefined
  }

  return { panelState, panel }
}
