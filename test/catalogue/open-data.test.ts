import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import jsonld from 'jsonld'
import { DataFactory, Parser, Store } from 'n3'
import Validator from 'rdf-validate-shacl'
import { describe, expect, it } from 'vitest'
import { linkedData, serviceDocument, serviceEntry, type Publisher } from '../../src/catalogue/open-data.ts'
import { STANDARD_HOURS } from '../../src/calendar/working-time.ts'
import { starter } from '../support/catalogue.ts'

const SHAPES = join(import.meta.dirname, '../../../shared/conformance/cpsv-ap-SHACL.ttl')

const publisher: Publisher = {
  site: 'https://municipality.example',
  name: { th: 'เทศบาลตำบลตัวอย่าง', en: 'Example Municipality' },
  phone: '0-4400-0000',
  email: 'office@municipality.example',
  hours: STANDARD_HOURS,
}

const light = starter.find((service) => service.slug === 'street-light-repair')!
type Graph = ReturnType<typeof linkedData>

// Nothing may be fetched: the context is written out in the data itself.
async function quadsOf(graph: Graph) {
  const documentLoader = (address: string) => Promise.reject(new Error(`wanted ${address} from the network`))
  const options = { format: 'application/n-quads', documentLoader } as jsonld.Options.ToRdf
  const quads: unknown = await jsonld.toRDF(graph as object, options)
  return new Parser({ format: 'N-Quads' }).parse(String(quads))
}

async function faultsOf(graph: Graph): Promise<string[]> {
  const shapes = new Parser().parse(readFileSync(SHAPES, 'utf8'))
  const validator = new Validator(new Store(shapes))
  const report = await validator.validate(new Store(await quadsOf(graph)))
  return report.results.map((result) => `${result.focusNode?.value} ${JSON.stringify(result.path)}`)
}

describe.skipIf(!existsSync(SHAPES))(
  'linked data against the shapes of CPSV-AP 3.2.0 (skipped where ../shared/conformance is absent)',
  () => {
    it.each(starter.map((service) => [service.slug, service] as const))(
      '%s conforms',
      async (_slug, service) => {
        expect(await faultsOf(linkedData(service, publisher))).toEqual([])
      },
    )

    it('finds the fault in a graph whose service has no title', async () => {
      const graph = structuredClone(linkedData(light, publisher)) as Graph & {
        '@graph': Record<string, unknown>[]
      }
      delete graph['@graph'][0]!['dct:title']
      expect((await faultsOf(graph)).join()).toContain('http://purl.org/dc/terms/title')
    })

    it('finds the fault in a graph whose authority is nobody', async () => {
      const graph = structuredClone(linkedData(light, publisher)) as Graph & {
        '@graph': Record<string, unknown>[]
      }
      graph['@graph'].splice(1, 1)
      expect((await faultsOf(graph)).join()).toContain('hasCompetentAuthority')
    })
  },
)

describe('linked data', () => {
  it.each(starter.map((service) => [service.slug, service] as const))(
    '%s describes one public service and one government service, in Thai and English',
    async (_slug, service) => {
      const store = new Store(await quadsOf(linkedData(service, publisher)))
      const typed = (type: string) =>
        store.getSubjects(
          'http://www.w3.org/1999/02/22-rdf-syntax-ns#type',
          DataFactory.namedNode(type),
          null,
        )
      const [subject] = typed('http://purl.org/vocab/cpsv#PublicService')
      const titles = store.getObjects(subject!, 'http://purl.org/dc/terms/title', null)
      expect(titles.map((title) => (title as { language?: string }).language).sort()).toEqual(['en', 'th'])
      expect(typed('https://schema.org/GovernmentService')).toHaveLength(1)
      expect(store.getObjects(subject!, 'http://purl.org/vocab/cpsv#hasInput', null)).toHaveLength(
        service.current.definition.manual.documents.length,
      )
    },
  )

  it('gives working days as they are, beside the calendar days they can take', () => {
    const [service] = linkedData(light, publisher)['@graph'] as Record<string, unknown>[]
    expect(service).toMatchObject({
      'sala:workingDays': 7,
      // Seven working days begun on a Friday hold two week-ends.
      'cv:processingTime': { '@type': 'xsd:duration', '@value': 'P11D' },
    })
  })

  it('gives minutes for a service of minutes', () => {
    const allowance = starter.find((service) => service.slug === 'elderly-allowance')!
    const [service] = linkedData(allowance, publisher)['@graph'] as Record<string, unknown>[]
    expect(service).toMatchObject({ 'cv:processingTime': { '@value': 'PT30M' }, 'sala:workingDays': 0 })
  })
})

describe('the plain data', () => {
  it('lists total, fee and addresses of a service', () => {
    expect(serviceEntry(light, publisher)).toMatchObject({
      slug: 'street-light-repair',
      total: { workingDays: 7, text: { th: '7 วันทำการ' } },
      fee: { th: 'ไม่มีค่าธรรมเนียม' },
      links: { definition: 'https://municipality.example/services/street-light-repair.json' },
    })
  })

  it('gives the definition as it was published', () => {
    const document = serviceDocument(light)
    expect(document.definition).toEqual(light.current.definition)
    expect(document).toMatchObject({ version: 1, state: 'live', division: 'public-works' })
  })
})
