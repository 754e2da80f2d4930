import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'
import { dayOf } from '../calendar/dates.ts'
import type { OfficeHours } from '../calendar/working-time.ts'
import { notFound } from '../errors.ts'
import { schemaOf } from '../forms/schema.ts'
import { say } from '../i18n/text.ts'
import { officeHours, type Municipality } from '../municipality.ts'
import { addressOf } from './card.ts'
import { divisionLink, homeView, listView } from './listing.ts'
import { manualView } from './manual.ts'
import { linkedData, serviceEntry, serviceDocument, type Publisher } from './open-data.ts'
import { openingAnswers } from './opening.ts'
import type { PublishedService } from './published.ts'
import { makeSearch, type Search } from './search.ts'
import type { Catalogue } from './store.ts'

export type CatalogueDoor = {
  catalogue: Catalogue
  municipality: Municipality
  /** Office hours as they stand; those of the settings file unless somebody keeps others. */
  hours?: () => OfficeHours
  /** The site's own address; missing, links in open data follow the address that was asked. */
  publicUrl?: URL
  now: () => Date
}

type Query = Record<string, unknown>
type Slug = { Params: { slug: string }; Querystring: Query }

/** The public's door to the services: home, lists, manuals, open data. */
export function catalogueRoutes(app: FastifyInstance, door: CatalogueDoor, done: () => void): void {
  const { catalogue, municipality, now } = door
  const { hours = () => officeHours(municipality.hours) } = door
  const searchOf = searchKept()
  const today = () => dayOf(now())
  // A page may stay in memory until something is published or the day ends: closing days pass at midnight. The key
  // is asked for before the facts: a change in between then leaves fresh facts under an old key, never the reverse.
  const pageKey = async (page: string) => `${page} ${(await catalogue.edition()).toString()} ${today()}`
  const shown = async (request: FastifyRequest) => ({
    services: await catalogue.all(),
    divisions: await catalogue.divisions(),
    hours: hours(),
    today: today(),
    lang: request.lang,
  })

  app.get('/', async (request, reply) => {
    const key = await pageKey('home')
    const facts = await shown(request)
    return reply.cachedPage(key, 'catalogue/home', () => homeView(facts, municipality.popularServices))
  })

  app.get<{ Querystring: Query }>('/services', async (request, reply) => {
    const key = await pageKey('list')
    const facts = await shown(request)
    const { q, division, event } = request.query
    const narrowing = { query: words(q), division: words(division), event: words(event) }
    const view = listView(facts, narrowing, searchOf(facts.services))
    if (!view) throw notFound()
    // The link to the other language keeps what the list was narrowed to, and a page in memory has no query.
    if (Object.values(narrowing).some(Boolean)) return reply.page('catalogue/list', view)
    return reply.cachedPage(key, 'catalogue/list', () => view)
  })

  app.get<Slug>('/services/:slug', async (request, reply) => {
    const key = await pageKey(`manual ${request.params.slug}`)
    const service = await find(request)
    const facts = await shown(request)
    const view = () => {
      const manual = manualView(service, openingAnswers(service.current.definition, request.query), facts)
      return {
        manual,
        manualAddress: addressOf(service),
        divisionAddress: divisionLink(service.division.id).address,
        address: `${door.publicUrl?.origin ?? ''}${addressOf(service)}`,
        inForce: dayOf(new Date(manual.publishedAt)),
        jsonld: `${addressOf(service)}.jsonld`,
      }
    }
    // Whoever answered the opening questions gets a page of their own.
    if (request.originalUrl.includes('?')) return reply.page('catalogue/manual', view())
    return reply.cachedPage(key, 'catalogue/manual', view)
  })

  app.get('/open-data', async (request, reply) => {
    const key = await pageKey('open-data')
    const { services, lang } = await shown(request)
    return reply.cachedPage(key, 'catalogue/open-data', () => ({
      services: services.map((service) => ({
        address: addressOf(service),
        title: say(service.current.definition.title, lang),
      })),
    }))
  })

  app.get('/services.json', async (request, reply) => {
    const services = await catalogue.all()
    const from = publisher(request)
    return sendData(
      request,
      reply,
      services.map((service) => serviceEntry(service, from)),
    )
  })

  app.get<Slug>('/services/:slug.json', async (request, reply) =>
    sendData(request, reply, serviceDocument(await find(request))),
  )

  app.get<Slug>('/services/:slug.jsonld', async (request, reply) =>
    sendData(request, reply, linkedData(await find(request), publisher(request)), 'application/ld+json'),
  )

  app.get<Slug>('/services/:slug/schema.json', async (request, reply) => {
    const service = await find(request)
    const address = `${publisher(request).site}${addressOf(service)}/schema.json`
    const schema = schemaOf(service.current.definition.form, address)
    return sendData(request, reply, schema, 'application/schema+json')
  })

  async function find(request: FastifyRequest<Slug>): Promise<PublishedService> {
    const service = await catalogue.bySlug(request.params.slug)
    if (!service) throw notFound()
    return service
  }

  function publisher(request: FastifyRequest): Publisher {
    const { name, phone, email } = municipality
    const site = door.publicUrl?.origin ?? `${request.protocol}://${request.host}`
    return { site, name, phone, email, hours: hours() }
  }

  done()
}

/** The index is made again only when the list of services is another one. */
function searchKept(): (services: readonly PublishedService[]) => Search {
  const kept = new WeakMap<readonly PublishedService[], Search>()
  return (services) => {
    const search = kept.get(services) ?? makeSearch(services)
    kept.set(services, search)
    return search
  }
}

function words(value: unknown): string {
  const first = Array.isArray(value) ? (value as unknown[])[0] : value
  return typeof first === 'string' ? first.trim() : ''
}

/** Open data: any site may read it, and a copy is checked by its tag instead of being fetched again. */
function sendData(request: FastifyRequest, reply: FastifyReply, data: unknown, type = 'application/json') {
  const body = JSON.stringify(data, null, 2)
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 20)}"`
  reply.headers({ etag, 'cache-control': 'no-cache', 'access-control-allow-origin': '*' })
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  return reply.type(`${type}; charset=utf-8`).send(body)
}
