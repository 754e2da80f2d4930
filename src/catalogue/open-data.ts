import type { OfficeHours } from '../calendar/working-time.ts'
import { say, type Text } from '../i18n/text.ts'
import { messageText } from '../i18n/messages.ts'
import { addressOf, feeOf } from './card.ts'
import { feeText } from './fees.ts'
import type { PublishedService } from './published.ts'
import type { Channel, DocumentNeeded, Fee, LifeEvent, ServiceDefinition } from './service.ts'
import { totalOf, totalText, type Total } from './totals.ts'

/** Who publishes, and where. `site` is the address of the portal without a slash at its end. */
export type Publisher = { site: string; name: Text; phone: string; email: string; hours: OfficeHours }

type Node = { [property: string]: unknown }

const LICENCE = 'https://creativecommons.org/licenses/by/4.0/'
const LANGUAGE = 'http://publications.europa.eu/resource/authority/language/'
const BAHT = 'http://publications.europa.eu/resource/authority/currency/THB'

// Written out here, so that nobody who reads the data has to fetch a context from somewhere else.
const CONTEXT = {
  cpsv: 'http://purl.org/vocab/cpsv#',
  cv: 'http://data.europa.eu/m8g/',
  dct: 'http://purl.org/dc/terms/',
  dcat: 'http://www.w3.org/ns/dcat#',
  eli: 'http://data.europa.eu/eli/ontology#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  org: 'http://www.w3.org/ns/org#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  time: 'http://www.w3.org/2006/time#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  schema: 'https://schema.org/',
}

/**
 * One service as linked data: a public service of CPSV-AP 3.2.0, and beside it a schema.org
 * GovernmentService for search engines. Both say the same as the manual in force.
 */
export function linkedData(service: PublishedService, publisher: Publisher) {
  const { definition } = service.current
  const { manual } = definition
  const page = `${publisher.site}/services/${service.slug}`
  const part = (kind: string, id: string | number) => `${page}#${kind}-${id}`
  const organisation = `${publisher.site}/#organisation`
  const terms = { ...CONTEXT, sala: `${publisher.site}/open-data#` }
  const laws = manual.legalBasis.map((law, n) => ({
    '@id': part('law', n + 1),
    '@type': 'eli:LegalResource',
    'dct:title': words(law),
  }))
  return {
    '@context': terms,
    '@graph': [
      {
        '@id': `${page}#service`,
        '@type': 'cpsv:PublicService',
        'dct:identifier': definition.id,
        'dct:title': words(definition.title),
        'dct:description': words(definition.summary),
        'dct:license': { '@id': LICENCE },
        'dct:issued': { '@type': 'xsd:dateTime', '@value': service.current.publishedAt },
        'dct:language': ['THA', 'ENG'].map((code) => ({
          '@id': LANGUAGE + code,
          '@type': 'dct:LinguisticSystem',
        })),
        'dct:spatial': { '@id': `${publisher.site}/#area` },
        'dcat:landingPage': { '@id': page, '@type': 'foaf:Document' },
        'dcat:keyword': definition.synonyms.map(keyword),
        'cv:hasCompetentAuthority': { '@id': organisation },
        'sala:responsibleUnit': words(service.division.name),
        'sala:version': service.current.version,
        'sala:confirmed': definition.confirmed,
        ...processingTime(totalOf(manual.steps, publisher.hours)),
        'cv:contactPoint': contactPoint(publisher),
        'cv:hasChannel': manual.channels.map((channel, n) => channelNode(channel, n, part, organisation)),
        'cv:hasCost': manual.fees.flatMap((fee) => costNodes(fee, definition, part)),
        'cpsv:hasInput': manual.documents.map((document) => evidence(document, definition, part)),
        'cpsv:produces': {
          '@id': part('output', 1),
          '@type': 'cv:Output',
          'dct:identifier': part('output', 1),
          'dct:title': words(manual.result),
        },
        'cv:holdsRequirement': manual.criteria.map((criterion, n) => ({
          '@id': part('requirement', n + 1),
          '@type': 'cv:Requirement',
          'dct:identifier': part('requirement', n + 1),
          'dct:title': words(criterion),
        })),
        'cv:hasLegalResource': laws,
        'cpsv:follows': manual.steps.map((step, n) => ({
          '@id': part('step', step.id),
          '@type': 'cpsv:Rule',
          'dct:identifier': part('step', step.id),
          'dct:title': words(step.title),
          'dct:description': words(step.detail ?? step.title),
          'sala:order': n + 1,
        })),
        'cv:isGroupedBy': definition.lifeEvents.map((event) => lifeEvent(event, publisher)),
      },
      {
        '@id': organisation,
        '@type': ['cv:PublicOrganisation', 'org:Organization'],
        'skos:prefLabel': words(publisher.name),
        'dct:spatial': { '@id': `${publisher.site}/#area`, '@type': 'dct:Location' },
      },
      governmentService(service, publisher, page),
    ],
  }
}

/** One line of the list of all services. */
export function serviceEntry(service: PublishedService, { site, hours }: Publisher) {
  const { definition, version, publishedAt } = service.current
  const address = site + addressOf(service)
  const total = totalOf(definition.manual.steps, hours)
  return {
    slug: service.slug,
    title: definition.title,
    summary: definition.summary,
    division: { id: service.division.id, name: service.division.name },
    lifeEvents: definition.lifeEvents,
    confirmed: definition.confirmed,
    total: { ...total, text: totalText(total) },
    fee: feeOf(definition),
    version,
    publishedAt,
    links: {
      manual: address,
      definition: `${address}.json`,
      linkedData: `${address}.jsonld`,
      schema: `${address}/schema.json`,
    },
  }
}

/** The definition as it was published, with what tells versions apart. */
export function serviceDocument(service: PublishedService) {
  const { definition, version, publishedAt, sha256 } = service.current
  const { state, opensAt, closesAt, division } = service
  return {
    licence: LICENCE,
    version,
    publishedAt,
    sha256,
    state,
    opensAt,
    closesAt,
    division: division.id,
    definition,
  }
}

function words(text: Text) {
  return [
    { '@language': 'th', '@value': text.th },
    { '@language': 'en', '@value': say(text, 'en') },
  ]
}

function keyword(word: string) {
  return { '@language': /[\u0e00-\u0e7f]/u.test(word) ? 'th' : 'en', '@value': word }
}

/**
 * xsd:duration knows calendar days only: working days are given as the calendar days they can take at
 * most without a public holiday, and as they are in a property of our own.
 */
function processingTime(total: Total): Node {
  const days = total.days + total.workingDays + 2 * Math.ceil(total.workingDays / 5)
  const value = `P${days ? `${days}D` : ''}${total.minutes || !days ? `T${total.minutes}M` : ''}`
  return {
    'cv:processingTime': { '@type': 'xsd:duration', '@value': value },
    'sala:workingDays': total.workingDays,
  }
}

function contactPoint({ site, phone, email }: Publisher): Node {
  return {
    '@id': `${site}/#contact`,
    '@type': 'cv:ContactPoint',
    'cv:contactPage': { '@id': `${site}/`, '@type': 'foaf:Document' },
    ...(phone && { 'cv:telephone': phone }),
    ...(email && { 'cv:email': email }),
  }
}

type Part = (kind: string, id: string | number) => string

function channelNode(channel: Channel, index: number, part: Part, organisation: string): Node {
  const id = part('channel', index + 1)
  return {
    '@id': id,
    '@type': 'cv:Channel',
    'dct:identifier': id,
    'dct:description': words(channel.text),
    'dct:type': concept(
      part('channel-kind', channel.kind),
      messageText(`catalogue.manual.channel.${channel.kind}`),
    ),
    'cv:ownedBy': { '@id': organisation },
    ...(channel.hours && {
      'cv:openingHours': {
        '@id': part('hours', index + 1),
        '@type': 'time:TemporalEntity',
        'dct:description': words(channel.hours),
      },
    }),
  }
}

function costNodes(fee: Fee, definition: ServiceDefinition, part: Part): Node[] {
  const rows = fee.kind === 'table' ? fee.rows : [{ label: fee.name, satang: valueOf(fee) }]
  return rows.map((row, n) => {
    const id = part('cost', rows.length > 1 ? `${fee.id}-${n + 1}` : fee.id)
    const described = fee.kind === 'table' ? row.label : join(row.label, feeText(fee))
    return {
      '@id': id,
      '@type': 'cv:Cost',
      'dct:identifier': id,
      'dct:description': words(withCondition(described, fee.showIf, definition)),
      'cv:currency': concept(BAHT, { th: 'บาท', en: 'Thai baht' }),
      ...(row.satang !== undefined && {
        'cv:hasValue': { '@type': 'xsd:double', '@value': (row.satang / 100).toFixed(2) },
      }),
    }
  })
}

/** Satang; undefined for a rate, whose amount depends on a quantity. */
function valueOf(fee: Fee): number | undefined {
  if (fee.kind === 'none') return 0
  return fee.kind === 'fixed' ? fee.satang : undefined
}

function evidence(document: DocumentNeeded, definition: ServiceDefinition, part: Part): Node {
  const id = part('document', document.id)
  const described = document.note ?? document.issuer ?? document.name
  return {
    '@id': id,
    '@type': 'cv:Evidence',
    'dct:identifier': id,
    'dct:title': words(document.name),
    'dct:description': words(withCondition(described, document.showIf, definition)),
  }
}

function withCondition(text: Text, showIf: string | undefined, { form }: ServiceDefinition): Text {
  const when = showIf === undefined ? undefined : form.conditions[showIf]?.say
  return when ? { th: `${text.th} (${when.th})`, en: `${say(text, 'en')} (${say(when, 'en')})` } : text
}

function join(a: Text, b: Text): Text {
  return { th: `${a.th}: ${b.th}`, en: `${say(a, 'en')}: ${say(b, 'en')}` }
}

function concept(id: string, label: Text): Node {
  return { '@id': id, '@type': 'skos:Concept', 'skos:prefLabel': words(label) }
}

function lifeEvent(event: LifeEvent, { site }: Publisher): Node {
  return {
    '@id': `${site}/services?event=${event}`,
    '@type': ['cv:Event', event === 'business' ? 'cv:BusinessEvent' : 'cv:LifeEvent'],
    'dct:identifier': event,
    'dct:title': words(messageText(`catalogue.event.${event}`)),
  }
}

function governmentService(service: PublishedService, publisher: Publisher, page: string): Node {
  const { definition } = service.current
  const government = {
    '@id': `${publisher.site}/#government`,
    '@type': 'schema:GovernmentOrganization',
    'schema:name': words(publisher.name),
    'schema:url': { '@id': `${publisher.site}/` },
    ...(publisher.phone && { 'schema:telephone': publisher.phone }),
  }
  return {
    '@id': `${page}#government-service`,
    '@type': 'schema:GovernmentService',
    'schema:name': words(definition.title),
    'schema:description': words(definition.summary),
    'schema:url': { '@id': page },
    'schema:alternateName': definition.synonyms.map(keyword),
    'schema:inLanguage': ['th', 'en'],
    'schema:serviceOperator': government,
    'schema:provider': { '@id': government['@id'] },
    'schema:availableChannel': definition.manual.channels.map((channel, n) => ({
      '@id': `${page}#service-channel-${n + 1}`,
      '@type': 'schema:ServiceChannel',
      'schema:name': words(channel.text),
      ...(channel.kind === 'online' && { 'schema:serviceUrl': { '@id': page } }),
    })),
    'schema:serviceOutput': words(definition.manual.result),
  }
}
