import type { FastifyInstance } from 'fastify'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { catalogueRoutes } from '../../src/catalogue/routes.ts'
import { loadStarter } from '../../src/catalogue/starter.ts'
import { makeCatalogue } from '../../src/catalogue/store.ts'
import { DEFAULT_MUNICIPALITY } from '../../src/municipality.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { openEngine } from '../../src/storage/open.ts'
import { makeAssets } from '../../src/web/assets.ts'
import { makeServer } from '../../src/web/server.ts'
import { makeSite } from '../../src/web/site.ts'
import { makeView } from '../../src/web/view.ts'
import { temporaryFolder, testApp } from '../support/app.ts'
import { starterDefinition } from '../support/catalogue.ts'

const now = () => new Date('2026-11-23T02:00:00.000Z')
const municipality = { ...DEFAULT_MUNICIPALITY, popularServices: ['elderly-allowance', 'no-such-service'] }

async function portal() {
  const { app, engine, log } = await testApp(
    { municipality, publicUrl: new URL('https://portal.example/') },
    now,
  )
  return { get: getter(app), log, catalogue: makeCatalogue(engine) }
}

/** The body as a browser reads it: Handlebars writes = and & of addresses as character references. */
function getter(app: FastifyInstance) {
  return async (url: string, headers: Record<string, string> = {}) => {
    const answer = await app.inject({ url, headers })
    return Object.assign(answer, { page: answer.body.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&') })
  }
}

/** The catalogue’s door alone, with the catalogue in hand. */
async function door() {
  const engine = await openEngine(join(temporaryFolder(), 'portal.sqlite'))
  await migrate(engine)
  const catalogue = makeCatalogue(engine)
  await loadStarter(catalogue, now)
  const assets = await makeAssets(join(import.meta.dirname, '../../node_modules/.cache/sala'), null)
  const site = makeSite(makeView(join(import.meta.dirname, '../../templates'), assets.url), municipality)
  const app = makeServer({ site, assets, log: { level: 'silent', target: { write: () => {} } } })
  await app.register(catalogueRoutes, { catalogue, municipality, now })
  onTestFinished(async () => {
    await app.close()
    await engine.close()
  })
  return { get: getter(app), catalogue }
}

describe('the home page', () => {
  it('offers the search, the two doors, life events and the municipality’s own choice', async () => {
    const { get } = await portal()
    const page = await get('/')
    expect(page.statusCode).toBe(200)
    expect(page.page).toContain('action="/services"')
    for (const address of [
      '/track',
      '/report',
      '/services?event=utilities',
      '/services?division=public-works',
    ]) {
      expect(page.page).toContain(`href="${address}"`)
    }
    const chips = page.page.slice(page.page.indexOf('sala-chips'), page.page.indexOf('sala-doors'))
    expect(chips).toContain('/services/elderly-allowance')
    expect(chips).not.toContain('no-such-service')
  })

  it('is there in English, with English addresses', async () => {
    const { get } = await portal()
    const page = await get('/en')
    expect(page.statusCode).toBe(200)
    expect(page.page).toContain('lang="en"')
    expect(page.page).toContain('action="/en/services"')
    expect(page.page).toContain('Elderly allowance registration')
  })
})

describe('the list', () => {
  it('finds a service by what people call it', async () => {
    const { get } = await portal()
    const page = await get(`/services?q=${encodeURIComponent('ไฟทาง')}`)
    expect(page.page).toContain('href="/services/street-light-repair"')
    expect(page.page).not.toContain('href="/services/waste-bin"')
  })

  it('says honestly that nothing was found, and repeats the words harmlessly', async () => {
    const { get, log } = await portal()
    const page = await get(`/services?q=${encodeURIComponent('"><script>zzqq')}`)
    expect(page.statusCode).toBe(200)
    expect(page.page).toContain('ไม่พบบริการที่ตรงกับคำนี้')
    expect(page.page).not.toContain('<script>zzqq')
    expect(log()).not.toContain('zzqq')
  })

  it('narrows by division and by life event, and knows no others', async () => {
    const { get } = await portal()
    const page = await get('/services?division=treasury')
    expect(page.page).toContain('href="/services/land-tax"')
    expect(page.page).not.toContain('href="/services/street-light-repair"')
    const event = await get('/services?event=family')
    expect(event.page).toContain('href="/services/elderly-allowance"')
    expect(event.page).not.toContain('href="/services/land-tax"')
    expect((await get('/services?division=nowhere')).statusCode).toBe(404)
    expect((await get('/services?event=nothing')).statusCode).toBe(404)
  })

  it('takes a parameter given twice without a fault', async () => {
    const { get } = await portal()
    expect((await get('/services?q=a&q=b&division=treasury&division=clerk')).statusCode).toBe(200)
  })
})

describe('a manual', () => {
  it('shows the facts, the steps, the version in force and the way to apply', async () => {
    const { get } = await portal()
    const { page: body } = await get('/services/street-light-repair')
    const plain = body.replace(/<[^>]+>/g, '')
    for (const words of ['7 วันทำการ', 'ไม่มีค่าธรรมเนียม', '5 วันทำการ', 'รอเทศบาลยืนยัน', '23 พฤศจิกายน 2569']) {
      expect(plain).toContain(words)
    }
    expect(body).toContain('href="/services/street-light-repair/apply"')
    expect(body.indexOf('1129')).toBeLessThan(body.indexOf('<h1'))
    expect(body).toContain(
      'rel="alternate" type="application/ld+json" href="/services/street-light-repair.jsonld"',
    )
  })

  it('answers the opening questions in the address and takes them on to the form', async () => {
    const { get } = await portal()
    const asked = await get('/services/disability-allowance')
    const question = /name="(\w+)" type="radio" value="([\w-]+)"/.exec(asked.page)
    expect(question).not.toBeNull()
    const [, key, option] = question ?? []
    const answered = await get(`/services/disability-allowance?${key}=${option}`)
    expect(answered.page).toContain(`/services/disability-allowance/apply?${key}=${option}`)
    const again = await get('/services/disability-allowance')
    expect(again.page).toBe(asked.page)
  })

  it('is not found for a service that is not there, whatever the form of the name', async () => {
    const { get } = await portal()
    for (const url of [
      '/services/nope',
      '/services/nope.json',
      '/services/nope.jsonld',
      '/services/nope/schema.json',
      '/services/..%2f',
    ]) {
      expect((await get(url)).statusCode).toBe(404)
    }
  })

  it('is answered from memory with a tag, and changes when a version is published', async () => {
    const { get, catalogue } = await door()
    const tag = String((await get('/services/waste-bin')).headers['etag'])
    expect((await get('/services/waste-bin', { 'if-none-match': tag })).statusCode).toBe(304)
    const definition = { ...starterDefinition('waste-bin'), title: { th: 'ชื่อใหม่', en: 'New name' } }
    await catalogue.publish({
      definition,
      division: 'health',
      by: 'malee',
      note: 'x',
      at: now().toISOString(),
    })
    expect((await get('/services/waste-bin', { 'if-none-match': tag })).body).toContain('ชื่อใหม่')
    expect((await get('/')).body).toContain('ชื่อใหม่')
    expect((await get(`/services?q=${encodeURIComponent('ชื่อใหม่')}`)).body).toContain('/services/waste-bin')
  })

  it('of a closed service is still to be read, and offers no application', async () => {
    const { get, catalogue } = await door()
    await catalogue.setIntake('waste-bin', { state: 'closed', opensAt: null, closesAt: null })
    const { page } = await get('/services/waste-bin')
    expect(page).toContain('ไม่เปิดรับคำขอ')
    expect(page).not.toContain('/services/waste-bin/apply')
    expect((await get('/services')).page).not.toContain('/services/waste-bin"')
    await catalogue.setIntake('waste-bin', { state: 'live', opensAt: '2026-12-01', closesAt: null })
    expect((await get('/services/waste-bin')).page).toContain('เปิดรับคำขอวันที่ วันอังคารที่ 1 ธันวาคม 2569')
  })
})

describe('the open data', () => {
  it('lists every live service with addresses that answer', async () => {
    const { get, catalogue } = await portal()
    const list = await get('/services.json')
    const services = list.json<{ slug: string; links: Record<string, string> }[]>()
    expect(services.length).toBe((await catalogue.all()).length)
    for (const address of Object.values(services[0]!.links)) {
      expect(address).toMatch(/^https:\/\/portal\.example\//)
      expect((await get(new URL(address).pathname)).statusCode).toBe(200)
    }
  })

  it('has types, a tag that saves the second fetch, and is open to other sites', async () => {
    const { get } = await portal()
    const types = {
      '/services.json': 'application/json',
      '/services/waste-bin.json': 'application/json',
      '/services/waste-bin.jsonld': 'application/ld+json',
      '/services/waste-bin/schema.json': 'application/schema+json',
    }
    for (const [url, type] of Object.entries(types)) {
      const answer = await get(url)
      expect(answer.headers['content-type']).toBe(`${type}; charset=utf-8`)
      expect(answer.headers['access-control-allow-origin']).toBe('*')
      const tag = String(answer.headers['etag'])
      expect((await get(url, { 'if-none-match': tag })).statusCode).toBe(304)
    }
  })

  it('gives the definition that was published, and its schema', async () => {
    const { get, catalogue } = await portal()
    const document = (await get('/services/waste-bin.json')).json<{ definition: unknown; version: number }>()
    expect(document.version).toBe(1)
    expect(document.definition).toEqual((await catalogue.bySlug('waste-bin'))?.current.definition)
    const schema = (await get('/services/waste-bin/schema.json')).json<{ $schema: string }>()
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema')
  })

  it('is explained on a page that names the licence', async () => {
    const { get } = await portal()
    const page = await get('/open-data')
    expect(page.page).toContain('CC BY 4.0')
    expect(page.page).toContain('href="/services/waste-bin.jsonld"')
  })
})
