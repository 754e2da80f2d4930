import type { Portal } from '../../test/support/process.ts'
import { figureOf, type Figure } from './figures.ts'
import { cpuPerPage, startMeasured } from './load.ts'
import { fillOffice, type Office } from './many-requests.ts'

export const FEW_REQUESTS = 1_000
export const MANY_REQUESTS = 500_000
const ROUNDS = 5
const PAGES = 100

/** Pages of an officer, by what they show. The reference of a case is put in when it is known. */
const PAGES_OF_DESK = {
  'inbox, first page': () => '/desk',
  'inbox, finished, first page': () => '/desk?show=finished',
  'inbox, all, first page': () => '/desk?show=all',
  'search, a name, open requests': () => search('สมชาย ใจดี'),
  'search, a name, all requests': () => search('สมชาย ใจดี', '&show=all'),
  'search, a common word, all requests': () => search('ถนน', '&show=all'),
  'search, a telephone number, all requests': () => search('081-234', '&show=all'),
  'search, two letters, all requests': () => search('ดี', '&show=all'),
  'search, a common word and one of two letters that is nowhere, finished requests': () =>
    search('ถนน ฮฮ', '&show=finished'),
  'search, a misread reference': ({ reference }: Office) =>
    search(`${reference.slice(0, 4)}0${reference.slice(5)}`),
  'a case': ({ reference }: Office) => `/desk/cases/${reference}`,
}

const search = (words: string, more = '') => `/desk?q=${encodeURIComponent(words)}${more}`

export type DeskPage = { what: string; ratio: Figure; few: Figure; many: Figure }

/**
 * Milliseconds of the processor for a page, in an office of a thousand requests and in one of half a million, measured
 * in turn, and how many times as long it takes in the greater.
 */
export async function measureDesk(fewFolder: string, manyFolder: string): Promise<DeskPage[]> {
  const offices = [
    await fillOffice(fewFolder, FEW_REQUESTS),
    await fillOffice(manyFolder, MANY_REQUESTS),
  ] as const
  const portals = [await startMeasured(fewFolder), await startMeasured(manyFolder)] as const
  const pages: DeskPage[] = []
  for (const [what, pathOf] of Object.entries(PAGES_OF_DESK)) {
    const [few, many]: [number[], number[]] = [[], []]
    for (let round = 0; round <= ROUNDS; round++) {
      const each = [
        await cost(portals[0], offices[0], pathOf),
        await cost(portals[1], offices[1], pathOf),
      ] as const
      // The first round warms the program up and is not counted.
      if (round > 0) few.push(each[0])
      if (round > 0) many.push(each[1])
    }
    const ratios = many.map((ms, round) => ms / (few[round] ?? NaN))
    pages.push({ what, ratio: figureOf(ratios), few: figureOf(few), many: figureOf(many) })
  }
  for (const portal of portals) await portal.stop()
  return pages
}

const cost = (portal: Portal, office: Office, pathOf: (office: Office) => string) =>
  cpuPerPage(portal, pathOf(office), PAGES, { cookie: office.cookie })
