import { message, messageText } from '../i18n/messages.ts'
import { say, type Lang } from '../i18n/text.ts'
import { searchKey } from '../i18n/thai.ts'
import { addressOf, cardOf } from './card.ts'
import type { Setting } from './manual.ts'
import type { PublishedService } from './published.ts'
import type { Search } from './search.ts'
import { LIFE_EVENTS, type LifeEvent } from './service.ts'
import wrongdoing from './wrongdoing.json' with { type: 'json' }

export type Shown = Setting & { services: readonly PublishedService[] }

/** The home page: `popular` are slugs, in the municipality's order; those that are not there are left out. */
export function homeView(shown: Shown, popular: string[]) {
  const { services, divisions, lang } = shown
  const chosen = popular.flatMap((slug) => services.filter((service) => service.slug === slug))
  return {
    query: '',
    straightTo: chosen.map((service) => ({
      address: addressOf(service),
      name: say(service.current.definition.title, lang),
    })),
    events: eventsOf(services).map((event) => ({
      address: `/services?event=${event}`,
      icon: event,
      title: say(messageText(`catalogue.event.${event}`), lang),
      ...examples(services, event, lang),
    })),
    count: services.length,
    popular: [...new Set([...chosen, ...services])].slice(0, 6).map((service) => cardOf(service, shown)),
    divisions: divisions.flatMap((division) => {
      const count = inDivision(services, division.id).length
      const { name, work } = division
      return count === 0
        ? []
        : { ...divisionLink(division.id), name: say(name, lang), work: say(work, lang), count }
    }),
  }
}

/** Two services that belong to the life event before any other, the shortest titles: the card is small. */
function examples(services: readonly PublishedService[], event: LifeEvent, lang: Lang) {
  const titles = inEvent(services, event).map(({ current: { definition } }) => ({
    title: say(definition.title, lang),
    isElsewhereFirst: definition.lifeEvents[0] !== event,
  }))
  titles.sort(
    (a, b) => Number(a.isElsewhereFirst) - Number(b.isElsewhereFirst) || a.title.length - b.title.length,
  )
  return { example: titles[0]?.title ?? '', another: titles[1]?.title ?? null }
}

/** Words of somebody who looks for the door to reporting wrongdoing, which is no service. */
const WRONGDOING = wrongdoing.map(searchKey)

export type Narrowing = { query: string; division: string; event: string }

/** The list of services as narrowed; undefined where there is no such division or life event. */
export function listView(shown: Shown, narrowing: Narrowing, search: Search) {
  const { services, divisions, lang } = shown
  const division = divisions.find((each) => each.id === narrowing.division)
  const event = LIFE_EVENTS.find((each) => each === narrowing.event)
  if ((narrowing.division && !division) || (narrowing.event && !event)) return undefined
  const found = narrowing.query ? search.find(narrowing.query) : services
  const kept = found
    .filter((service) => !division || service.division.id === division.id)
    .filter((service) => !event || service.current.definition.lifeEvents.includes(event))
  const heading = narrowing.query
    ? message('catalogue.list.searchTitle', lang)
    : event
      ? message(`catalogue.event.${event}`, lang)
      : division
        ? say(division.name, lang)
        : message('site.services', lang)
  const nearest = narrowing.query && kept.length === 0 ? search.nearest(narrowing.query) : []
  const narrowed = Boolean(narrowing.query || division || event)
  return {
    title: heading,
    heading,
    lead: division && !narrowing.query && !event ? say(division.work, lang) : null,
    query: narrowing.query,
    isWrongdoing: WRONGDOING.some((word) => searchKey(narrowing.query).includes(word)),
    narrowed,
    backTo: narrowed ? '/services' : '/',
    services: kept.map((service) => cardOf(service, shown)),
    suggestions: nearest.map((service) => cardOf(service, shown)),
    events: eventsOf(services).map((each) => ({
      address: `/services?event=${each}`,
      title: message(`catalogue.event.${each}`, lang),
      current: each === event,
    })),
    divisions: divisions
      .filter((each) => inDivision(services, each.id).length > 0)
      .map((each) => ({ ...divisionLink(each.id), name: say(each.name, lang), current: each === division })),
  }
}

export function divisionLink(id: string) {
  return { address: `/services?division=${encodeURIComponent(id)}` }
}

function eventsOf(services: readonly PublishedService[]): LifeEvent[] {
  return LIFE_EVENTS.filter((event) => inEvent(services, event).length > 0)
}

function inEvent(services: readonly PublishedService[], event: LifeEvent) {
  return services.filter((service) => service.current.definition.lifeEvents.includes(event))
}

function inDivision(services: readonly PublishedService[], id: string) {
  return services.filter((service) => service.division.id === id)
}
