import { addDays, dayOf } from '../../calendar/dates.ts'
import { UserError } from '../../errors.ts'
import { message } from '../../i18n/messages.ts'
import { one } from '../../web/form-body.ts'
import { INVITATION_DAYS } from '../membership.ts'
import { checkedId } from '../sign-in.ts'
import type { Fault } from './fault.ts'
import type { Gate } from './gate.ts'
import { shownFaults } from './typed.ts'
import type { MemberVisit, PanelParts } from './visit.ts'

const LONGEST_NAME = 80

/**
 * A member invites: the invitation opens nothing before a roster with the new keys is signed. Whoever has keys here
 * loses them when it is used, so that this is asked for apart; who invited whom stands in the log.
 */
export function inviteRoutes(gate: Gate, { panel, now }: PanelParts): void {
  gate.members.get('/members/invite', (visit) => invitePage(visit, []))

  gate.members.post('/members/invite', async (visit) => {
    const [id, name] = [idOf(visit), one(visit.body, 'name').trim()]
    const faults = [...idFaults(visit, id), ...nameFaults(visit, name)]
    const hasKeys = (await panel.fingerprints()).some((each) => each.id === id)
    if (faults.length === 0 && hasKeys && one(visit.body, 'replace') === '')
      return invitePage(visit, [faultOf(visit, 'replace', 'panel.invite.hasKeys')], true)
    if (faults.length > 0 || !id) return invitePage(visit, faults, hasKeys)
    const code = await panel.invite(id, name, visit.member.id)
    const until = addDays(dayOf(now()), INVITATION_DAYS)
    return visit.show('panel/invited', { id, name, groups: code.match(/.{1,4}/g) ?? [], until })
  })
}

function invitePage(visit: MemberVisit, faults: Fault[], asksReplace = false) {
  const { body } = visit
  const typed = { id: one(body, 'id'), name: one(body, 'name'), isReplacing: one(body, 'replace') !== '' }
  return visit.show(
    'panel/invite',
    { ...shownFaults(faults), ...typed, asksReplace },
    faults.length > 0 ? 422 : 200,
  )
}

/** Undefined for what can be nobody's sign-in name. */
function idOf({ body }: MemberVisit): string | undefined {
  try {
    return checkedId(one(body, 'id'))
  } catch (error) {
    if (error instanceof UserError && error.kind === 'invalid') return undefined
    throw error
  }
}

const idFaults = (visit: MemberVisit, id: string | undefined): Fault[] =>
  id ? [] : [faultOf(visit, 'id', 'panel.invite.idWrong')]

function nameFaults(visit: MemberVisit, name: string): Fault[] {
  if (name === '') return [faultOf(visit, 'name', 'panel.invite.nameMissing')]
  return [...name].length > LONGEST_NAME ? [faultOf(visit, 'name', 'panel.invite.nameLong')] : []
}

const faultOf = ({ lang }: MemberVisit, id: string, key: string): Fault => ({
  id,
  text: message(key, lang, { most: LONGEST_NAME }),
})
