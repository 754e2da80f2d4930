import { notFound } from '../../errors.ts'
import type { Officer } from '../../officers/officer.ts'
import type { Followed, Following } from '../following.ts'
import { joinedDivisions } from '../projection.ts'
import { parseReference } from '../reference.ts'
import type { Reference } from '../request.ts'
import type { DeskStore, SeenRequest } from './store.ts'

/** A request as the desk sees it: with who else works on it and the same matter in other requests. */
export type CaseFile = Followed & {
  /** Divisions that work on it beside the one that answers for it. */
  joined: string[]
  /** Those of them this officer may see. */
  links: { reference: Reference; id: string }[]
}

export type CaseParts = { store: DeskStore; load: Following['load'] }

/** Every way an officer comes to a case asks for the officer first: what is not theirs to see is not there. */
export function makeCases({ store, load }: CaseParts) {
  /** NotFound alike for a malformed reference, one nobody has, and a case this officer may not see. */
  async function find(officer: Officer, typedReference: string): Promise<CaseFile> {
    const reference = parseReference(typedReference)
    const request = reference && (await store.find(officer, reference))
    if (!request) throw notFound()
    const [followed, links] = await Promise.all([load(request), store.linkedTo(officer, request.id)])
    return { ...followed, joined: joinedDivisions(followed.events), links }
  }

  /** Other requests this officer may see, filed with the same phone or e-mail; the newest first. */
  const ofSamePerson = (officer: Officer, { request }: CaseFile): Promise<SeenRequest[]> =>
    store.ofSamePerson(officer, request, MOST_OTHERS)

  return { find, ofSamePerson }
}

export type Cases = ReturnType<typeof makeCases>

const MOST_OTHERS = 50
