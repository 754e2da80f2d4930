import { randomUUID } from 'node:crypto'
import { addDays, dayOf } from '../../calendar/dates.ts'
import { UserError } from '../../errors.ts'
import { message } from '../../i18n/messages.ts'
import { one } from '../../web/form-body.ts'
import { INVITATION_DAYS } from '../membership.ts'
import { checkedId } from '../sign-in.ts'
import type { Fault } from './fault.ts'
import type { Gate } from './gate.ts'
import { makePresses } from './presses.ts'
import { shownFaults } from './typed.ts'
import type { MemberVisit, PanelParts } from './visit.ts'

const LONGEST_NAME = 80

/**
 * A member invites: the invitation opens nothing before a roster with the new keys is signed; who invited whom stands in
 * the log. Who has keys or stands on the roster is invited by the operator alone, and the page says how.
 */
export function inviteRoutes(gate: Gate, { panel, now }: PanelParts): void {
  const presses = makePresses(now, gate.later)

  gate.members.get('/members/invite', (visit) => invitePage(visit, []))

  gate.members.post('/members/invite', async (visit) => {
    const [id, name] = [idOf(visit), one(visit.body, 'name').trim()]
    const faults = [...idFaults(visit, id), ...nameFaults(visit, name)]
    if (faults.length > 0 || !id) return invitePage(visit, faults)
    const code = await presses.once(visit, () => invite(id, name, visit), isCode)
    if (code === 'forbidden') return invitePage(visit, [faultOf(visit, 'id', 'panel.invite.operators', id)])
    if (code === 'already') return visit.go('/panel/members?done=invited')
    const until = addDays(dayOf(now()), INVITATION_DAYS)
    return visit.show('panel/invited', { id, name, groups: code.match(/.{1,4}/g) ?? [], until })
  })

  async function invite(id: string, name: string, { member }: MemberVisit): Promise<string> {
    try {
      return await panel.invite(id, name, member.id)
    } catch (error) {
      if (error instanceof UserError && error.kind === 'forbidden') return 'forbidden'
      throw error
    }
  }
}

const isCode = (answer: string): boolean => answer !== 'forbidden'

function invitePage(visit: MemberVisit, faults: Fault[]) {
  const typed = { id: one(visit.body, 'id'), name: one(visit.body, 'name'), press: randomUUID() }
  return visit.show('panel/invite', { ...shownFaults(faults), ...typed }, faults.length > 0 ? 422 : 200)
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

const faultOf = ({ lang }: MemberVisit, field: string, key: string, id = ''): Fault => ({
  id: field,
  text: message(key, lang, { most: LONGEST_NAME, id }),
})
