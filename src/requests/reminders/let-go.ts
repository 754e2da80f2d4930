import { messageText } from '../../i18n/messages.ts'
import { say } from '../../i18n/text.ts'
import { stillHolds } from '../desk/about.ts'
import type { Request } from '../request.ts'
import { eachCase, type Work } from './each-case.ts'
import type { ClockJobParts } from './job-parts.ts'

/**
 * Gives back to its division what an officer had taken on who has left, or works in another division since: nobody has
 * it, the lists say so, and the days until it is brought to the head begin.
 */
export function makeLetGo(parts: ClockJobParts) {
  return async function letGo(): Promise<Work> {
    const officers = await parts.officers()
    return eachCase(parts.store.heldByNobodyThere(), async (request: Request) => {
      if (stillHolds(officers, request)) return 0
      const reason = say(messageText('desk.letGo.reason'), 'th')
      await parts.recording.record({
        followed: await parts.load(request),
        happenings: [{ kind: 'released', data: { reason } }],
        actor: null,
      })
      return 1
    })
  }
}
