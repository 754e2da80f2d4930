import type { FastifyInstance, FastifyRequest } from 'fastify'

const STEP_MS = 250

/**
 * Every answer leaves at the next whole quarter of a second since its request began. How long the work took would tell a
 * member how many reports there are that they are kept out of, and whether a number is one of them.
 */
export function keepTime(
  scope: FastifyInstance,
  { now, pause }: { now: () => Date; pause: (ms: number) => Promise<void> },
): void {
  const began = new WeakMap<FastifyRequest, number>()
  scope.addHook('onRequest', (request, _reply, next) => {
    began.set(request, now().getTime())
    next()
  })
  // What was refused before it came here has none of our work in it.
  scope.addHook('onSend', async (request) => {
    const at = now().getTime()
    await pause(restOfStep(at - (began.get(request) ?? at)))
  })
}

/** A clock that was set back in between counts as one that stood still. */
const restOfStep = (ms: number): number => STEP_MS - (Math.max(0, ms) % STEP_MS)
