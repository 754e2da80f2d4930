import type { Municipality } from '../../municipality.ts'
import { UserError } from '../../errors.ts'
import { message } from '../../i18n/messages.ts'
import { one } from '../../web/form-body.ts'
import { utf8 } from '../primitives.ts'
import { FEWEST_READERS, type Roster } from '../roster.ts'
import { readSigned } from '../roster-signature.ts'
import { GRANT_SLOTS } from '../seal.ts'
import type { Gate } from './gate.ts'
import type { MemberVisit, PanelParts } from './visit.ts'

/** The ceremony step by step, the draft that is carried to the offline machine, and the signed roster coming back. */
export function rosterRoutes(gate: Gate, { panel, site }: PanelParts): void {
  gate.members.get('/members/roster', (visit) => rosterPage(visit, '', 200))

  gate.members.get('/members/draft', async ({ reply }) => {
    const roster = await draft()
    return reply
      .header('content-disposition', `attachment; filename="roster-${roster.version}.json"`)
      .type('application/json; charset=utf-8')
      .send(textOf(roster))
  })

  gate.members.post('/members/roster', async (visit) => {
    const signed = readSigned(utf8(one(visit.body, 'signed')))
    if (!signed) return rosterPage(visit, 'notSigned', 422)
    const answer = await install(visit, signed)
    if (answer === 'conflict') return rosterPage(visit, 'notNewer', 409)
    if (answer.kind === 'refused') return rosterPage(visit, answer.fault, 422)
    return visit.go('/panel/members?done=installed')
  })

  async function install(visit: MemberVisit, signed: NonNullable<ReturnType<typeof readSigned>>) {
    try {
      return await panel.install(signed, visit.member.id)
    } catch (error) {
      if (error instanceof UserError && error.kind === 'conflict') return 'conflict'
      throw error
    }
  }

  async function rosterPage(visit: MemberVisit, fault: string, status: number) {
    const [state, roster, people] = [await panel.state(), await draft(), await panel.fingerprints()]
    const version = 'panel' in state ? state.panel.roster.version : 0
    const text = fault && message(`panel.roster.fault.${fault}`, visit.lang, { version })
    return visit.show(
      'panel/roster',
      {
        fault: text,
        problems: text ? [{ href: '#signed', text }] : [],
        signed: one(visit.body, 'signed'),
        steps: steps({ hasPin: panel.hasPin(), joined: people.length, isSigned: version > 0 }),
        draft: textOf(roster),
        version: roster.version,
        ...{ joined: people.length, fewest: FEWEST_READERS, most: GRANT_SLOTS },
        postless: roster.members.filter(({ positions }) => positions.length === 0).map(({ name }) => name),
      },
      status,
    )
  }

  /** The first has the municipality's name from the portal; later ones go on from the last that was signed. */
  async function draft(): Promise<Roster> {
    const state = await panel.state()
    if ('panel' in state) return panel.draft()
    const { municipality } = site.page('/panel') as { municipality: Municipality }
    return panel.draft({ municipality: municipality.name })
  }
}

const textOf = (roster: Roster): string => `${JSON.stringify(roster, null, 2)}\n`

type Ceremony = { hasPin: boolean; joined: number; isSigned: boolean }

/** Which steps are done, as far as the program can know; the others are people's word. */
function steps({ hasPin, joined, isSigned }: Ceremony) {
  const [done, missing, byHand] = ['done', 'missing', 'byHand']
  const of = (fact: boolean) => (fact ? done : missing)
  return [
    { key: 'panel.ceremony.pin', state: of(hasPin) },
    { key: 'panel.ceremony.join', state: of(joined >= FEWEST_READERS) },
    { key: 'panel.ceremony.escrow', state: isSigned ? done : byHand },
    { key: 'panel.ceremony.read', state: isSigned ? done : byHand },
    { key: 'panel.ceremony.sign', state: isSigned ? done : byHand },
    { key: 'panel.ceremony.install', state: of(isSigned) },
    { key: 'panel.ceremony.atLeast', state: byHand },
  ].map((step) => ({ ...step, stateKey: `panel.ceremony.${step.state}` }))
}
