import { message } from '../../i18n/messages.ts'
import { one } from '../../web/form-body.ts'
import { base64 } from '../primitives.ts'
import { fingerprint } from '../roster-signature.ts'
import type { Fault } from './fault.ts'
import type { Gate } from './gate.ts'
import type { Keys } from './keys.ts'
import { noticeOf } from './notice.ts'
import { passphraseFaults, problemText, shownFaults } from './typed.ts'
import type { MemberVisit, PanelParts } from './visit.ts'
import { rosterWords } from './words.ts'

/** A member's own page: who they are here, their fingerprint, a new passphrase, signing out everywhere. */
export function accountRoutes(gate: Gate, { panel }: PanelParts, keys: Keys): void {
  gate.members.get('/account', async (visit) => {
    const { member } = visit
    const [words, state] = [await rosterWords(panel, visit.lang), await panel.state()]
    const isOnRoster = 'panel' in state && state.panel.present.some(({ id }) => id === member.id)
    return visit.show('panel/account', {
      id: member.id,
      fingerprint: fingerprint(base64(member.pair.publicKey)).split(' '),
      isOnRoster,
      posts: words.person(member.id).posts,
      notice: noticeOf(visit, 'account', ['recovered', 'changed']),
    })
  })

  gate.members.get('/account/passphrase', (visit) => passphrasePage(visit, []))

  gate.members.post('/account/passphrase', async (visit) => {
    const { body, lang, member } = visit
    const faults = passphraseFaults(visit)
    if (faults.length > 0) return passphrasePage(visit, faults)
    const begun = await panel.changePassphrase(member, one(body, 'present'), one(body, 'passphrase'))
    if (begun.kind === 'begun') return keys.show(visit, begun, 'changed')
    if (begun.kind === 'passphrase')
      return passphrasePage(visit, [{ id: 'passphrase', text: problemText(begun.problem, lang) }])
    return passphrasePage(visit, [{ id: 'present', text: message('panel.account.presentWrong', lang) }])
  })

  gate.members.get('/account/sign-out-everywhere', (visit) => visit.go('/panel/account'))

  gate.members.post('/account/sign-out-everywhere', (visit) => {
    panel.leaveEverywhere(visit.member)
    visit.cookies.take(visit.request, visit.reply)
    return visit.show('panel/left', { memberName: '', nav: [] })
  })
}

function passphrasePage(visit: MemberVisit, faults: Fault[]) {
  return visit.show('panel/passphrase', shownFaults(faults), faults.length > 0 ? 422 : 200)
}
