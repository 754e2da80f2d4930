import { message } from '../../i18n/messages.ts'
import { one } from '../../web/form-body.ts'
import type { Fault } from './fault.ts'
import type { Gate } from './gate.ts'
import type { Keys } from './keys.ts'
import { passphraseFaults, problemText, shownFaults } from './typed.ts'
import type { PanelParts, Visit } from './visit.ts'

/** How somebody comes by their keys: with an invitation, or again with the recovery code. */
export function joiningRoutes(gate: Gate, { panel }: PanelParts, keys: Keys): void {
  gate.anyone.get('/join', (visit) => joinPage(visit, []))

  gate.anyone.post('/join', async (visit) => {
    const { body, lang } = visit
    const faults = [
      ...missing(visit, 'invitation', 'panel.join.invitationMissing'),
      ...passphraseFaults(visit),
    ]
    if (faults.length > 0) return joinPage(visit, faults)
    const begun = await panel.join(one(body, 'invitation'), one(body, 'passphrase'))
    if (begun.kind === 'begun') return keys.show(visit, begun, 'joined')
    if (begun.kind === 'passphrase')
      return joinPage(visit, [fault('passphrase', problemText(begun.problem, lang))])
    return joinPage(visit, [fault('invitation', message('panel.join.unknown', lang))])
  })

  gate.anyone.get('/recover', (visit) => recoverPage(visit, []))

  gate.anyone.post('/recover', async (visit) => {
    const { body, lang } = visit
    // What nobody's name is needed for is judged first: such faults must not tell that the code was right.
    const faults = [
      ...missing(visit, 'id', 'panel.recover.idMissing'),
      ...missing(visit, 'recovery', 'panel.recover.codeMissing'),
      ...passphraseFaults(visit),
    ]
    if (faults.length > 0) return recoverPage(visit, faults)
    const begun = await panel.recover(one(body, 'id'), one(body, 'recovery'), one(body, 'passphrase'))
    if (begun.kind === 'begun') return keys.show(visit, begun, 'recovered')
    if (begun.kind === 'passphrase')
      return recoverPage(visit, [fault('passphrase', problemText(begun.problem, lang))])
    return recoverPage(visit, [fault('recovery', message('panel.recover.unknown', lang))])
  })

  /** What comes next, as it stands whenever the page is opened. */
  gate.members.get('/joined', async (visit) => {
    const state = await panel.state()
    const isOnRoster = 'panel' in state && state.panel.present.some(({ id }) => id === visit.member.id)
    return visit.show('panel/joined', { isOnRoster, id: visit.member.id })
  })
}

function joinPage(visit: Visit, faults: Fault[]) {
  const page = { ...shownFaults(faults), invitation: one(visit.body, 'invitation') }
  return visit.show('panel/join', page, faults.length > 0 ? 422 : 200)
}

function recoverPage(visit: Visit, faults: Fault[]) {
  const typed = { id: one(visit.body, 'id'), recovery: one(visit.body, 'recovery') }
  return visit.show('panel/recover', { ...shownFaults(faults), ...typed }, faults.length > 0 ? 422 : 200)
}

function missing({ body, lang }: Visit, id: string, key: string): Fault[] {
  return one(body, id).trim() === '' ? [fault(id, message(key, lang))] : []
}

const fault = (id: string, text: string): Fault => ({ id, text })
