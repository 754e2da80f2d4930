import type { FastifyInstance } from 'fastify'
import { accountRoutes } from './account.ts'
import { makeGate } from './gate.ts'
import { inviteRoutes } from './invite.ts'
import { joiningRoutes } from './joining.ts'
import { makeKeys } from './keys.ts'
import { logRoutes } from './log.ts'
import { membersRoutes } from './members.ts'
import { reportsRoutes } from './reports.ts'
import { rosterRoutes } from './roster.ts'
import { signInRoutes } from './sign-in.ts'
import type { PanelParts } from './visit.ts'

/** The panel's door, under `/panel`: for members of the panel alone, with accounts of their own. */
export function panelDoor(app: FastifyInstance, parts: PanelParts, done: () => void): void {
  const gate = makeGate(app, parts)
  const keys = makeKeys(gate, parts)
  signInRoutes(gate, parts)
  joiningRoutes(gate, parts, keys)
  accountRoutes(gate, parts, keys)
  membersRoutes(gate, parts)
  inviteRoutes(gate, parts)
  rosterRoutes(gate, parts)
  logRoutes(gate, parts)
  reportsRoutes(gate, parts)
  done()
}
