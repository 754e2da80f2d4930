import type { Portal } from '../../test/support/process.ts'
import { hiddenFields, makeVisitor } from '../../test/support/visitor.ts'
import { APPLY, TYPED } from './drafts.ts'
import { useOf } from './load.ts'

/** Requests of one journey: begin, each page shown and answered, check, send, receipt. */
export const JOURNEY_REQUESTS = 2 * Object.keys(TYPED).length + 4

/** One person's way through the five pages to the receipt. Returns the receipt's address; throws when it is not reached. */
export async function journey(url: string): Promise<string> {
  const visitor = makeVisitor(url)
  let { location } = await visitor.post(APPLY, { act: 'new' })
  for (const [page, fields] of Object.entries(TYPED)) {
    if (location !== `${APPLY}/p/${page}`) throw new Error(`the way leads to ${location} instead of ${page}`)
    await visitor.get(location)
    const answer =
      page === 'evidence'
        ? await visitor.uploadNothing(location, { act: 'continue' }, page)
        : await visitor.post(location, { ...fields, act: 'continue' })
    location = answer.location
  }
  const check = await visitor.get(location)
  const sent = await visitor.post(`${APPLY}/send`, { ...hiddenFields(check.body), declare: 'yes' })
  const receipt = await visitor.get(sent.location)
  if (receipt.status !== 200) throw new Error(`no receipt, but ${receipt.status}`)
  return sent.location
}

/** Milliseconds of the server's processor for one journey, over so many by a few people at a time. */
export async function cpuPerJourney(portal: Portal, amount: number): Promise<number> {
  const before = await useOf(portal)
  let left = amount
  const person = async () => {
    while (left-- > 0) await journey(portal.url)
  }
  await Promise.all([person(), person(), person(), person()])
  return ((await useOf(portal)).cpuMs - before.cpuMs) / amount
}
