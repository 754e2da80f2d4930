import type { FastifyRequest } from 'fastify'
import { message } from '../../i18n/messages.ts'
import { one } from '../../web/form-body.ts'
import { LEAST_LENGTH, MOST_LENGTH, passwordFault } from '../guessable.ts'
import type { Faults } from './problems.ts'
import { bodyOf } from './visitor.ts'

/** The two fields of a new password: what was typed, and what is wrong with it. `own` is what anybody would try. */
export function readNewPassword(
  request: FastifyRequest,
  own: string[],
): { password: string; faults: Faults } {
  const body = bodyOf(request)
  const password = one(body, 'password')
  const fault = passwordFault(password, own)
  const faults: Faults = {
    ...(fault && {
      password: message(`desk.newPassword.${fault}`, request.lang, {
        least: LEAST_LENGTH,
        most: MOST_LENGTH,
      }),
    }),
    ...(!fault &&
      one(body, 'repeat') !== password && { repeat: message('desk.newPassword.differs', request.lang) }),
  }
  return { password, faults }
}
