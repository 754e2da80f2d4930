import { Readable } from 'node:stream'
import type { PublishedService } from '../../src/catalogue/published.ts'
import type { Application } from '../../src/requests/application.ts'
import { newToken, tokenHash } from '../../src/requests/reference.ts'
import type { Request, RequestChannel } from '../../src/requests/request.ts'
import type { Chance } from './chance.ts'
import { sheetOf } from './picture.ts'
import type { Portal } from './portal.ts'
import { answersOf, someResident } from './residents.ts'

/** How often each service is asked for, in a hundred or so. */
const ASKED: [string, number][] = [
  ['street-light-repair', 16],
  ['water-delivery', 13],
  ['general-complaint', 13],
  ['waste-bin', 9],
  ['tree-trimming', 9],
  ['water-connection', 9],
  ['elderly-allowance', 7],
  ['equipment-loan', 6],
  ['land-tax', 6],
  ['house-number', 5],
  ['information-request', 5],
  ['building-permit', 4],
]
const MOST_TRIES = 25

type Place = { counterOfficer: string; isOpen: boolean }

/** One resident files one request, now by the portal's clock. While the office is open, some come in person or call. */
export async function file(
  portal: Portal,
  chance: Chance,
  n: number,
  { counterOfficer, isOpen }: Place,
): Promise<Request> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const service = await portal.catalogue.byId(someService(chance))
    const application = service && (await filledIn(portal, service, chance, n))
    if (!application || application.walked.problems.length > 0) continue
    const channel =
      !isOpen || chance.percent(60) ? 'web' : chance.pick<RequestChannel>(['counter', 'phone', 'post'])
    const officer = channel === 'web' ? null : counterOfficer
    const request = await portal.requests.filing.fileRequest(application, { channel, officer })
    if (request) return request
  }
  throw new Error('no form could be filled in')
}

function someService(chance: Chance): string {
  let left = chance.between(
    1,
    ASKED.reduce((sum, [, share]) => sum + share, 0),
  )
  for (const [id, share] of ASKED) if ((left -= share) <= 0) return id
  throw new Error('shares do not add up')
}

async function filledIn(portal: Portal, service: PublishedService, chance: Chance, n: number) {
  const { applications, drafts, today } = portal.requests
  const { definition } = service.current
  const raw = answersOf(definition, someResident(chance, n), chance, today())
  const rows = Object.fromEntries(
    definition.form.pages.filter(({ repeat }) => repeat).map(({ id }) => [id, [{ id: 'first', raw }]]),
  )
  const token = newToken()
  const at = portal.officers.now()
  await drafts.create({
    id: tokenHash(token),
    serviceId: service.id,
    serviceVersion: service.current.version,
    revision: 0,
    input: { raw, rows },
    lang: chance.percent(96) ? 'th' : 'en',
    createdAt: at.toISOString(),
    updatedAt: at.toISOString(),
    expiresAt: new Date(at.getTime() + 3_600_000).toISOString(),
    resumeHash: null,
    requestId: null,
  })
  const application = await applications.open(token, service.id)
  if (!application) return undefined
  for (const slot of missingFiles(application)) {
    await applications.attach(application, { field: slot, ...(await scan(portal, chance)) }, 20)
  }
  return applications.open(token, service.id)
}

function missingFiles({ walked, form }: Application): string[] {
  return walked.problems
    .filter(({ key }) => form.fields[key]?.kind === 'file')
    .map(({ key, row }) => (row === undefined ? key : `first/${key}`))
}

let drawn: { name: string; type: string; size: number; sha256: string }[] = []

/** A page that looks scanned; a few, shared by all, are enough. */
async function scan(portal: Portal, chance: Chance) {
  if (drawn.length === 0) {
    drawn = await Promise.all(
      [3, 5, 8].map(async (lines, at) => {
        const bytes = await sheet(lines).jpeg({ quality: 70 }).toBuffer()
        const kept = await portal.files.put(Readable.from([bytes]))
        return { name: `เอกสาร ${at + 1}.jpg`, type: 'image/jpeg', ...kept }
      }),
    )
  }
  return chance.pick(drawn)
}

function sheet(lines: number) {
  const bars = Array.from({ length: lines * 3 }, (_, n) => ({
    ...{ left: 60, top: 160 + n * 34, width: 380 - ((n * 97) % 190), height: 10, colour: '#5b6468' },
  }))
  const seal = { left: 240, top: 50, width: 110, height: 70, colour: '#0f4c5c' }
  return sheetOf({ width: 595, height: 842 }, '#fdfcf8', [seal, ...bars])
}
