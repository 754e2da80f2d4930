import type { FastifyInstance } from 'fastify'
import { message } from '../i18n/messages.ts'
import { say, type Lang, type Text } from '../i18n/text.ts'

/** A number, or `fewer` where the true one is small enough to point at a person. */
type Shown = number | 'fewer'
export type ChannelYear = {
  /** Fiscal year in the Buddhist era. */
  year: number
  received: Shown
  closed?: Shown
  outcomes?: Record<string, number>
}

/** What anybody may know of the channel for wrongdoing: totals, and none of them small. */
export type ChannelFigures = {
  years: ChannelYear[]
  outcomes: { id: string; name: Text }[]
  /** The smallest number that is shown. */
  smallest: number
  /** The sentence for the time in which nothing came. */
  none: Text
}

export type ChannelStatistics = {
  figures: () => Promise<ChannelFigures>
  isChannelOpen: () => Promise<boolean>
}

/** The page of figures, and the same as open data. */
export function channelStatistics(app: FastifyInstance, { figures, isChannelOpen }: ChannelStatistics): void {
  app.get('/report/statistics', async (request, reply) => {
    const shown = await figures()
    return reply.page('web/statistics', { ...pageOf(shown, request.lang), isOpen: await isChannelOpen() })
  })
  app.get('/report/statistics.json', async (_request, reply) =>
    reply
      .headers({ 'access-control-allow-origin': '*' })
      .type('application/json; charset=utf-8')
      .send(JSON.stringify(dataOf(await figures()), null, 2)),
  )
}

function pageOf({ years, outcomes, smallest, none }: ChannelFigures, lang: Lang) {
  const words = (shown: Shown) =>
    shown === 'fewer' ? message('stats.fewer', lang, { n: smallest }) : String(shown)
  return {
    none: years.every(({ received }) => received === 0) ? none : null,
    smallest,
    most: smallest - 1,
    years: years.map((year) => ({
      name: message('stats.yearName', lang, { year: year.year }),
      received: words(year.received),
      closed: year.closed === undefined ? message('stats.hidden', lang) : words(year.closed),
      noneClosed: year.closed === 0,
      outcomes:
        year.outcomes &&
        outcomes.map(({ id, name }) =>
          message('stats.outcomeLine', lang, { name: say(name, lang), n: year.outcomes?.[id] ?? 0 }),
        ),
    })),
  }
}

/** Nothing in it tells more than the page. A hidden number is null beside the bounds it lies within. */
function dataOf({ years, outcomes, smallest, none }: ChannelFigures) {
  const range = (shown: Shown) =>
    shown === 'fewer'
      ? { value: null, least: 1, most: smallest - 1 }
      : { value: shown, least: shown, most: shown }
  return {
    title: { th: message('stats.title', 'th'), en: message('stats.title', 'en') },
    counted: [textOf('stats.counted.in'), textOf('stats.counted.out')],
    smallestShown: smallest,
    ...(years.every(({ received }) => received === 0) && { none }),
    outcomes: Object.fromEntries(outcomes.map(({ id, name }) => [id, name])),
    years: years.map(({ year, received, closed, outcomes: counts }) => ({
      fiscalYear: year,
      ...spanOf(year),
      received: range(received),
      closed: closed === undefined ? null : range(closed),
      outcomes: counts ?? null,
    })),
  }
}

const textOf = (key: string): Text => ({ th: message(key, 'th'), en: message(key, 'en') })

function spanOf(year: number) {
  const end = year - 543
  return { from: `${end - 1}-10-01`, to: `${end}-09-30` }
}
