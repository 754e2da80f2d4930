import type { FastifyInstance } from 'fastify'
import { message } from '../i18n/messages.ts'
import { say, type Lang, type Text } from '../i18n/text.ts'

/** A number; `fewer` where the true one is small enough to point at a person; or the bounds it lies within. */
type Shown = number | 'fewer' | { least: number; most: number }
type ChannelTime = {
  /** Fiscal year in the Buddhist era. */
  year: number
  /** October to March alone. */
  firstHalf?: true
}
export type ChannelYear = ChannelTime & {
  received: Shown
  closed?: number
  outcomes?: Record<string, number>
}

/** What anybody may know of the channel for wrongdoing: totals, and none of them small. */
export type ChannelFigures = {
  years: ChannelYear[]
  /** What is not shown yet, and from which day it is; whether or not anything came. */
  upcoming: (ChannelTime & { from: string })[]
  outcomes: { id: string; name: Text }[]
  /** The smallest number that is shown. */
  smallest: number
  /** The sentence for a time that is over and in which nothing came. */
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

function pageOf({ years, upcoming, outcomes, smallest, none }: ChannelFigures, lang: Lang) {
  const words = (shown: Shown) => {
    if (shown === 'fewer') return message('stats.fewer', lang, { n: smallest })
    return typeof shown === 'number' ? String(shown) : message('stats.range', lang, shown)
  }
  return {
    smallest,
    most: smallest - 1,
    years: years.map((year) => ({
      name: nameOf(year, lang),
      received: year.received === 0 ? say(none, lang) : words(year.received),
      closed: year.closed === undefined ? message('stats.hidden', lang) : words(year.closed),
      noneClosed: year.closed === 0,
      isHalf: year.firstHalf === true,
      outcomes:
        year.outcomes &&
        outcomes.map(({ id, name }) =>
          message('stats.outcomeLine', lang, { name: say(name, lang), n: year.outcomes?.[id] ?? 0 }),
        ),
    })),
    upcoming: upcoming.map((time) => ({ name: nameOf(time, lang), from: time.from })),
  }
}

const nameOf = ({ year, firstHalf }: ChannelTime, lang: Lang): string =>
  message(firstHalf ? 'stats.halfName' : 'stats.yearName', lang, { year })

/** Nothing in it tells more than the page. A hidden number is null beside the bounds it lies within. */
function dataOf({ years, upcoming, outcomes, smallest, none }: ChannelFigures) {
  const range = (shown: Shown) => {
    if (typeof shown === 'number') return { value: shown, least: shown, most: shown }
    return { value: null, ...(shown === 'fewer' ? { least: 1, most: smallest - 1 } : shown) }
  }
  return {
    title: { th: message('stats.title', 'th'), en: message('stats.title', 'en') },
    counted: [textOf('stats.counted.in'), textOf('stats.counted.out')],
    smallestShown: smallest,
    outcomes: Object.fromEntries(outcomes.map(({ id, name }) => [id, name])),
    shownWhen: textOf('stats.when.text'),
    upcoming: upcoming.map(({ from: shownFrom, ...time }) => ({ ...spanOf(time), shownFrom })),
    years: years.map(({ received, closed, outcomes: counts, ...time }) => ({
      ...spanOf(time),
      received: range(received),
      ...(received === 0 && { none }),
      closed: closed === undefined ? null : range(closed),
      outcomes: counts ?? null,
    })),
  }
}

const textOf = (key: string): Text => ({ th: message(key, 'th'), en: message(key, 'en') })

function spanOf({ year, firstHalf }: ChannelTime) {
  const end = year - 543
  return { fiscalYear: year, from: `${end - 1}-10-01`, to: `${end}-${firstHalf ? '03-31' : '09-30'}` }
}
