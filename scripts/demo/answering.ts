import { UserError } from '../../src/errors.ts'
import { FINISHED_STATUSES } from '../../src/requests/status.ts'
import type { Chance } from './chance.ts'
import type { Open } from './months.ts'
import type { Portal } from './portal.ts'
import { SUPPLIED, THANKS, wordsFor } from './words.ts'

type Day = { portal: Portal; chance: Chance; open: Open[] }

/** Residents send what was missing, rate what was closed, and some say that it is not solved. */
export async function residentsAnswer({ portal, chance, open }: Day) {
  const { requests, following } = portal.requests
  for (const one of open) {
    const request = await requests.find(one.id)
    // An open case that waits for nobody outside has nothing to be answered.
    if (!request || !(request.status === 'waitingForApplicant' || FINISHED_STATUSES.includes(request.status)))
      continue
    const followed = await following.load(request)
    if (request.status === 'waitingForApplicant' && one.course.answersAfter-- <= 0 && one.course.answers)
      await following.addMessage(followed, chance.pick(SUPPLIED), [], portal.requests.newId(), 'supply')
    const closed = followed.events.at(-1)?.kind === 'closed'
    if (!closed && !FINISHED_STATUSES.includes(request.status)) continue
    if (closed && one.course.rates) await rate(portal, chance, one, followed)
    else if (closed || !one.course.closes || request.status === 'withdrawn' || request.status === 'returned')
      one.course.isOver = true
  }
}

async function rate(
  portal: Portal,
  chance: Chance,
  one: Open,
  followed: Parameters<Portal['requests']['following']['rate']>[0],
) {
  one.course.rates = false
  const mark = () => (followed.clock.late ? chance.between(1, 4) : chance.between(3, 5))
  const solved = !chance.percent(followed.clock.late ? 25 : 6)
  const comment = solved
    ? chance.percent(40)
      ? chance.pick(THANKS)
      : undefined
    : chance.pick(wordsFor(followed).unsolved)
  const marks = { steps: mark(), fairness: mark(), ease: mark(), solved, ...(comment && { comment }) }
  await portal.requests.following.rate(followed, marks).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error
  })
}
