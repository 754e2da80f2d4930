import { describe, expect, test } from 'vitest'
import { starterServices } from '../../src/catalogue/starter.ts'
import { walk } from '../../src/forms/walk.ts'
import { message } from '../../src/i18n/messages.ts'
import type { Answers } from '../../src/forms/definition.ts'
import type { Reference } from '../../src/requests/request.ts'
import { makeRequestStore } from '../../src/requests/store.ts'
import { diceOf } from '../forms/dice.ts'
import { randomInput, TODAY } from '../forms/random-input.ts'
import { testApp } from '../support/app.ts'
import { starterDefinition } from '../support/catalogue.ts'
import { answersOf, besideOf, decoded, formOf, headingOf, summaryOf, titleOf } from '../support/html.ts'
import {
  ENGLISH_LIGHT,
  LIGHT,
  encoded,
  filedAt,
  fileLight,
  fillIn,
  makeClient,
  makeClock,
  multipart,
  png,
  readyLight,
  sendChecked,
  somchai,
  tapeOf,
  typed,
  type Answer,
  type Client,
} from '../support/journey.ts'
import { routesOf } from '../support/routes.ts'

const ALL = starterServices().map(({ id }) => id)
const SOME = [
  'street-light-repair',
  'building-permit',
  'hazardous-business',
  'elderly-allowance',
  'equipment-loan',
]

const someone = (id: string, seed: number) => randomInput(starterDefinition(id).form, diceOf(tapeOf(seed)), 0)
const morning = () => makeClock(`${TODAY}T03:00:00.000Z`)

describe('the whole way', () => {
  test.each(ALL)('%s is filled in page by page, and what is filed is what was typed', async (id) => {
    const { app, engine } = await testApp({}, morning().now)
    const requests = makeRequestStore(engine)
    for (const seed of SOME.includes(id) ? [1, 2, 3, 4] : [1]) {
      const client = makeClient(app)
      const input = someone(id, seed)
      const check = await fillIn(client, `/services/${id}/apply`, input)
      const { reference } = filedAt((await sendChecked(client, check)).location)
      const filed = await requests.findByReference(reference as Reference)
      const { answers } = walk(starterDefinition(id).form, input, TODAY)
      expect(withoutFiles(filed?.answers)).toEqual(withoutFiles(answers))
    }
  })

  test('the rows of a repeat page are listed, changed and taken away one by one', async () => {
    const { app, engine } = await testApp({}, morning().now)
    const client = makeClient(app)
    const base = '/services/building-permit/apply'
    const input = someone('building-permit', 2)
    const first = input.rows['buildings']?.[0] ?? { id: '', raw: {} }
    input.rows['buildings'] = ['ก', 'ข', 'ค'].map((letter) => ({
      id: letter,
      raw: { ...first.raw, structureName: `อาคาร ${letter}` },
    }))
    await fillIn(client, base, input)
    const rows = await client.get(`${base}/p/buildings`)
    const ids = [...rows.body.matchAll(/id="row-([^"]+)"/g)].map(([, id]) => id)
    expect(ids).toHaveLength(3)
    await client.post(`${base}/p/buildings`, { act: `remove:${ids[1]}` })
    const changed = await client.post(`${base}/p/buildings/${ids[2]}`, {
      ...formOf((await client.get(`${base}/p/buildings/${ids[2]}`)).body).values,
      act: 'continue',
      structureName: 'ศาลา',
    })
    expect(changed.location).toBe(`${base}/p/buildings`)
    const sent = await sendChecked(client, await client.get(`${base}/check`))
    const filed = await makeRequestStore(engine).findByReference(
      filedAt(sent.location).reference as Reference,
    )
    const names = (filed?.answers['buildings'] as Record<string, unknown>[]).map(
      (row) => row['structureName'],
    )
    expect(names).toEqual(['อาคาร ก', 'ศาลา'])
  })

  test('too few rows are complained about on the page that lists them', async () => {
    const { app } = await testApp({}, morning().now)
    const client = makeClient(app)
    const base = '/services/building-permit/apply'
    const seen: Answer[] = []
    await fillIn(client, base, someone('building-permit', 1), async (page) => {
      if (page.path !== `${base}/p/buildings` || seen.length > 0) return
      seen.push(await client.post(page.path, { act: 'continue' }))
    })
    expect(seen[0]?.status).toBe(422)
    const [problem] = summaryOf(seen[0]?.body ?? '')
    expect(problem).toEqual({ href: '#rows', text: expect.stringContaining('อาคาร') })
    expect(seen[0]?.body).toContain('id="rows"')
  })

  test('no more rows are kept than the page allows, however often one is sent', async () => {
    const { app } = await testApp({}, morning().now)
    const client = makeClient(app)
    const base = '/services/building-permit/apply'
    await fillIn(client, base, someone('building-permit', 1))
    for (let n = 0; n < 25; n++) await client.post(`${base}/p/buildings/new`, { act: 'continue' })
    const rows = await client.get(`${base}/p/buildings`)
    expect([...rows.body.matchAll(/id="row-/g)]).toHaveLength(20)
    expect(rows.body).not.toContain('value="add"')
  })

  test('an answer chosen on the manual page is there on the first page; anything else is not', async () => {
    const { app } = await testApp()
    const client = makeClient(app)
    const start = await client.get(`${LIGHT}?symptom=flicker&lampCount=7&colour=red&__proto__=x`)
    const form = formOf(start.body)
    expect(form.values).toEqual({ symptom: ['flicker'] })
    const first = await client.follow(
      await client.post(LIGHT, { act: 'new', symptom: 'flicker', lampCount: '7' }),
    )
    expect(formOf(first.body).values).toMatchObject({ symptom: ['flicker'], lampCount: [''] })
    const strange = await client.get(`${LIGHT}?symptom=%3Cscript%3E`)
    expect(formOf(strange.body).values).toEqual({})
  })
})

function withoutFiles(answers: Answers | undefined): unknown {
  const isFile = (one: unknown) => typeof one === 'object' && one !== null && 'size' in one
  const words = JSON.stringify(answers, (_key, value: unknown) =>
    Array.isArray(value) && value.some(isFile) ? 'files' : value,
  )
  return JSON.parse(words)
}

describe('a page with faults', () => {
  test.each(ALL)(
    '%s: says so first, links to each fault, repeats it beside the field, keeps the words',
    async (id) => {
      const { app } = await testApp({}, morning().now)
      const client = makeClient(app)
      let faulty = 0
      const checkFaults = async (page: Answer) => {
        if (!/\/p\//.test(page.path)) return
        const form = formOf(page.body)
        if (form.texts.length === 0) return
        // Wrong for numbers, dates, identity numbers, telephones and postcodes; choices and files are left open.
        const words = Object.fromEntries(form.texts.map((name) => [name, `ก <b>&"'${'9'.repeat(3)}`]))
        const fields = { ...form.values, ...words, act: 'continue' }
        const answer = await (form.isMultipart
          ? client.upload(form.action, fields, [])
          : client.post(form.action, fields))
        if (answer.status !== 422) return
        faulty += 1
        expectFaultPage(answer)
        const kept = formOf(answer.body).values
        for (const [name, value] of Object.entries(words)) expect(kept[name], name).toEqual([value])
        if (page.path.endsWith('/new')) await takeAway(client, formOf(answer.body).action)
      }
      await fillIn(client, `/services/${id}/apply`, someone(id, 3), checkFaults)
      expect(faulty).toBeGreaterThan(0)
    },
  )

  test('in English it says so in English', async () => {
    const { app } = await testApp()
    const client = makeClient(app)
    const first = await client.follow(await client.post(ENGLISH_LIGHT, { act: 'new' }))
    const answer = await client.post(formOf(first.body).action, { act: 'continue', lampCount: 'x' })
    expect(answer.status).toBe(422)
    expect(titleOf(answer.body)).toMatch(/^Error: /)
    expect(summaryOf(answer.body)).toContainEqual({
      href: '#lampCount',
      text: '“How many lights” must be a number, like 12',
    })
  })

  test('a question that the answers brought up is asked on the same page, not complained about', async () => {
    const { app } = await testApp()
    const client = makeClient(app)
    const first = await client.follow(await client.post(LIGHT, { act: 'new' }))
    expect(first.body).not.toContain('dangerDetail')
    const asked = await client.post(first.path, { act: 'continue', symptom: 'danger', lampCount: '1' })
    expect([asked.status, asked.location]).toEqual([303, `${first.path}?more=1#dangerDetail`])
    const again = await client.follow(asked)
    expect(formOf(again.body).values).toMatchObject({
      symptom: ['danger'],
      lampCount: ['1'],
      dangerDetail: [''],
    })
    expect(summaryOf(again.body)).toEqual([])
    const leftOpen = await client.post(first.path, {
      act: 'continue',
      symptom: 'danger',
      lampCount: '1',
      dangerDetail: ' ',
    })
    expect(leftOpen.status).toBe(422)
    expect(summaryOf(leftOpen.body).map(({ href }) => href)).toEqual(['#dangerDetail'])
  })

  test('what was answered to a question that is hidden again is not filed', async () => {
    const { app, engine } = await testApp()
    const client = makeClient(app)
    const check = await readyLight(client, { symptom: 'danger', dangerDetail: 'โคมห้อย' })
    expect(check.body).toContain('โคมห้อย')
    await client.post(`${LIGHT}/p/what`, { act: 'continue', symptom: 'out', lampCount: '1' })
    const after = await client.get(`${LIGHT}/check`)
    expect(after.body).not.toContain('โคมห้อย')
    const { reference } = filedAt((await sendChecked(client, after)).location)
    const filed = await makeRequestStore(engine).findByReference(reference as Reference)
    expect(JSON.stringify(filed)).not.toContain('โคมห้อย')
  })

  test('a form without our fields is an unanswered page, and fields of other pages are not taken from it', async () => {
    const { app } = await testApp()
    const client = makeClient(app)
    await client.post(LIGHT, { act: 'new' })
    const answer = await client.post(`${LIGHT}/p/what`, { foo: 'bar', poleNumber: 'P-1', applicantName: 'x' })
    expect(answer.status).toBe(422)
    expectFaultPage(answer)
    await client.post(`${LIGHT}/p/what`, { symptom: 'out', lampCount: '1' })
    const where = await client.get(`${LIGHT}/p/where`)
    expect(formOf(where.body).values['poleNumber']).toEqual([''])
  })
})

const takeAway = (client: Client, row: string) =>
  client.post(row.slice(0, row.lastIndexOf('/')), { act: `remove:${row.slice(row.lastIndexOf('/') + 1)}` })

function expectFaultPage({ body }: Answer) {
  expect(titleOf(body)).toMatch(/^ผิดพลาด: /)
  const problems = summaryOf(body)
  expect(problems.length).toBeGreaterThan(0)
  for (const { href, text } of problems) {
    expect(href).toMatch(/^#./)
    expect([...body.matchAll(new RegExp(` id="${href.slice(1)}"`, 'g'))], href).toHaveLength(1)
    const beside = [...body.matchAll(/<p id="([^"]*)-error"/g)].map(([, key = '']) => besideOf(body, key))
    expect(beside).toContain(text)
  }
}

describe('changing an answer', () => {
  test.each(['street-light-repair', 'building-permit', 'equipment-loan'])(
    '%s: every page changed from the check page leads straight back to it',
    async (id) => {
      const { app } = await testApp({}, morning().now)
      const client = makeClient(app)
      const base = `/services/${id}/apply`
      const check = await fillIn(client, base, someone(id, 1))
      const links = answersOf(check.body).map(({ change }) => change)
      expect(links.length).toBeGreaterThan(3)
      for (const link of links) {
        const page = await client.get(link)
        const form = formOf(page.body)
        const fields = { ...form.values, act: 'continue' }
        const saved = await (form.isMultipart
          ? client.upload(form.action, fields, [])
          : client.post(form.action, fields))
        expect([link, saved.status, saved.location]).toEqual([link, 303, `${base}/check`])
        expect(page.body).toContain(`class="govuk-back-link" href="${base}/check"`)
      }
    },
  )

  test('a change with a fault stays a change', async () => {
    const { app } = await testApp()
    const client = makeClient(app)
    const check = await readyLight(client)
    const link = answersOf(check.body)[0]?.change ?? ''
    const faulty = await client.post(formOf((await client.get(link)).body).action, {
      act: 'continue',
      symptom: 'out',
      lampCount: '๐',
    })
    expect(faulty.status).toBe(422)
    const mended = await client.post(formOf(faulty.body).action, {
      act: 'continue',
      symptom: 'out',
      lampCount: '๗',
    })
    expect(mended.location).toBe(`${LIGHT}/check`)
    expect((await client.follow(mended)).body).toContain('7 ดวง')
  })
})

describe('in English', () => {
  test.each(SOME)('%s: every page is English, and leads to English pages only', async (id) => {
    const { app } = await testApp({}, morning().now)
    const client = makeClient(app)
    const base = `/en/services/${id}/apply`
    const input = someone(id, 4)
    const pages: Answer[] = []
    const look = async (page: Answer) => void pages.push(page)
    const check = await fillIn(client, base, input, look)
    const receipt = await client.follow(await sendChecked(client, check))
    const { path } = filedAt(receipt.path)
    pages.push(receipt, ...(await Promise.all([path, `${path}/counted`, `${path}/withdraw`].map(client.get))))
    pages.push(await client.get('/en/track'), await client.get('/en/track/69-3CC-C3C/XXXX'))
    for (const page of pages) {
      expect(page.body, page.path).toContain('<html lang="en"')
      expect(thaiOutsideContent(page.body, input), page.path).toEqual([])
      for (const href of linksOf(page.body)) expect(href, page.path).toMatch(/^\/en(\/|\?|$)/)
    }
    expect(pages.length).toBeGreaterThan(8)
    const thai = await client.get(`/services/${id}/apply`)
    expect(thaiOutsideContent(thai.body, input)).not.toEqual([])
  })
})

/** Thai on a page, but for what somebody typed, the way to the Thai page, and names suggested to choose from. */
function thaiOutsideContent(html: string, input: unknown): string[] {
  const own = JSON.stringify(input)
  const rest = html
    .replace(/<a class="sala-header__language"[^>]*>[^<]*<\/a>/, '')
    .replace(/<datalist[\s\S]*?<\/datalist>/g, '')
  const pieces = rest.split(/[<>"]/).map((piece) => decoded(piece).trim())
  return pieces.filter((piece) => THAI.test(piece) && !isTyped(piece, own))
}

const THAI = /[\u0e00-\u0e7f]/

/** Answers stand on pages in pieces, between our own words. */
function isTyped(piece: string, own: string): boolean {
  const runs = piece.match(/[\u0e00-\u0e7f]+/g) ?? []
  return runs.every((run) => own.includes(run) || FILE_NAMES.includes(run))
}

const FILE_NAMES = ['รูป', 'แบบ']

/** Links to pages: not to files of the request, its data, other sites, letters or places on the same page. */
function linksOf(html: string): string[] {
  const links = [
    ...html.replace(/<a class="sala-header__language"[^>]*>/, '').matchAll(/<a [^>]*href="([^"]*)"/g),
  ]
  const actions = [...html.matchAll(/<form [^>]*action="([^"]*)"/g)]
  return [...links, ...actions]
    .map(([, href = '']) => decoded(href))
    .filter((href) => href.startsWith('/') && !/\/(files\/|data\.)/.test(href))
}

describe('addresses that are not on the way', () => {
  test.each([
    `${LIGHT}/p/none`,
    `${LIGHT}/p/__proto__`,
    `${LIGHT}/p/constructor`,
    `${LIGHT}/p/..%2f..%2fetc%2fpasswd`,
    `${LIGHT}/p/what/1`,
    `${LIGHT}/p/what/new`,
    `${LIGHT}/p/what%00`,
    '/services/none/apply',
    '/services/__proto__/apply',
    '/services/..%2f..%2f/apply',
    '/services/building-permit/apply/p/buildings/none',
    '/services/building-permit/apply/p/buildings/__proto__',
  ])('%s is not found, read or written', async (path) => {
    const { app } = await testApp()
    const client = makeClient(app)
    await client.post(LIGHT, { act: 'new' })
    await client.post('/services/building-permit/apply', { act: 'new' })
    const read = await client.get(path)
    const written = await client.post(path, { symptom: 'out', lampCount: '1', act: 'continue' })
    expect([read.status, written.status]).toEqual([404, 404])
    expect(read.body).toContain(message('error.notFound.title', 'th'))
  })

  test('a page that a condition skips can neither be opened nor saved', async () => {
    const { app } = await testApp({}, morning().now)
    const id = 'building-permit'
    const base = `/services/${id}/apply`
    const { form } = starterDefinition(id)
    let skipped = 0
    for (const seed of [1, 2, 3]) {
      const client = makeClient(app)
      const input = someone(id, seed)
      await fillIn(client, base, input)
      const onWay = new Set(walk(form, input, TODAY).pages.map(({ page }) => page.id))
      for (const { id: page } of form.pages.filter((one) => !onWay.has(one.id))) {
        skipped += 1
        expect((await client.get(`${base}/p/${page}`)).status).toBe(404)
        expect((await client.post(`${base}/p/${page}`, { act: 'continue' })).status).toBe(404)
      }
    }
    expect(skipped).toBeGreaterThan(0)
  })
})

describe('what is not a form of ours', () => {
  const withDraft = async () => {
    const opened = await testApp()
    const client = makeClient(opened.app)
    await client.post(LIGHT, { act: 'new' })
    return { ...opened, client }
  }
  const form = 'application/x-www-form-urlencoded'
  const page = `${LIGHT}/p/what`

  test('a body of more than a megabyte is too large', async () => {
    const { client } = await withDraft()
    const bytes = `dangerDetail=${'x'.repeat(1_100_000)}`
    expect((await client.send('POST', page, { type: form, bytes })).status).toBe(413)
  })

  test('too many fields are too many, in either encoding', async () => {
    const { client } = await withDraft()
    const many = Object.fromEntries(Array.from({ length: 1200 }, (_, n) => [`f${n}`, 'x']))
    expect((await client.send('POST', page, { type: form, bytes: encoded(many) })).status).toBe(413)
    const answer = await client.upload(`${LIGHT}/p/pictures`, many, [])
    expect(answer.status).toBe(413)
  })

  test('an over-long field of an upload form is refused, not cut', async () => {
    const { client } = await withDraft()
    await client.post(page, { symptom: 'out', lampCount: '1' })
    expect((await client.upload(page, { lampCount: '1'.repeat(100_001) }, [])).status).toBe(413)
  })

  test.each(['symptom=a%00b', 'sym%00ptom=a', '%00'])('a NUL (%s) is refused', async (bytes) => {
    const { client } = await withDraft()
    expect((await client.send('POST', page, { type: form, bytes })).status).toBe(400)
    const sent = multipart(Object.fromEntries(new URLSearchParams(bytes)), [])
    expect((await client.send('POST', page, sent)).status).toBe(400)
  })

  test('keys that JavaScript knows by another name are words like others, or refused', async () => {
    const { client } = await withDraft()
    const bytes =
      '__proto__=x&__proto__.symptom=out&constructor=y&constructor.prototype.symptom=out&toString=z'
    const answer = await client.send('POST', page, { type: form, bytes })
    expect(answer.status).toBe(422)
    const uploaded = await client.upload(page, Object.fromEntries(new URLSearchParams(bytes)), [])
    expect(uploaded.status).toBe(400)
    expect(({} as Record<string, unknown>)['symptom']).toBeUndefined()
  })

  test.each(['application/json', 'text/plain', 'nonsense'])(
    'a body of type %s is answered with an error page, not a fault',
    async (type) => {
      const { client, log } = await withDraft()
      const answer = await client.send('POST', page, { type, bytes: '{"symptom":"out"}' })
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
      expect(log()).not.toContain('fault')
    },
  )

  test('HEAD looks without a body, and no other method does anything', async () => {
    const { client } = await withDraft()
    const head = await client.send('HEAD', page)
    expect([head.status, head.body]).toEqual([200, ''])
    const [options, put] = [await client.send('OPTIONS', page), await client.send('PUT', page)]
    expect([options.status, put.status]).toEqual([404, 404])
  })
})

describe('a form sent by another site', () => {
  const paths = (client: Client, at: { path: string }) => [
    LIGHT,
    `${LIGHT}/p/what`,
    `/services/building-permit/apply/p/buildings/new`,
    `${LIGHT}/send`,
    `${LIGHT}/saved`,
    `${LIGHT}/resume/${[...client.jar.values()][0]?.value ?? ''}`,
    `${LIGHT}/forget`,
    '/track',
    ...['message', 'supply', 'answer', 'rate', 'reopen', 'withdraw'].map((act) => `${at.path}/${act}`),
  ]

  test('is refused at every door, and changes nothing', async () => {
    const { opened, routes } = await routesOf(() => testApp())
    const { app, engine } = opened
    const owner = makeClient(app)
    const filed = await fileLight(owner)
    const client = makeClient(app)
    await readyLight(client)
    await client.post('/services/building-permit/apply', { act: 'new' })
    const rows = async () => JSON.stringify(await allRows(engine))
    const before = await rows()
    const doors = paths(client, filed)
    // Every route that writes is on the list.
    const writing = routes.filter(({ method, url }) => method === 'POST' && /^\/(services|track)/.test(url))
    expect(new Set(doors).size).toBe(writing.length)
    for (const path of doors) {
      for (const headers of [
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        { origin: 'https://evil.example' },
        { origin: 'null' },
      ] as Record<string, string>[]) {
        const answer = await client.post(path, { act: 'new', declare: 'yes', message: 'x' }, headers)
        expect([path, headers, answer.status]).toEqual([path, headers, 403])
        expect(answer.cookies).toEqual([])
      }
    }
    expect(await rows()).toBe(before)
    const own = await client.post(`${LIGHT}/saved`, {}, { 'sec-fetch-site': 'same-origin' })
    expect(own.status).toBe(200)
  })
})

type Tables = Awaited<ReturnType<typeof testApp>>['engine']
async function allRows({ db, tables }: Tables) {
  const { draft, request, requestEvent, attachment, letter } = tables
  const from = [draft, request, requestEvent, attachment, letter]
  return Promise.all(from.map(async (table) => db.select().from(table)))
}

test('what people type, their files’ names, tokens and codes are in no line of the log', async () => {
  const { app, log } = await testApp()
  const client = makeClient(app)
  const words = {
    ...somchai,
    place: 'CANARY-place',
    applicantName: 'CANARY-name',
    phone: '0899911223',
    email: 'canary@canary.example',
  }
  await readyLight(client, words)
  const token = [...client.jar.values()][0]?.value ?? 'none'
  await client.upload(`${LIGHT}/p/pictures`, { act: 'upload' }, [
    { field: 'photos', name: 'CANARY-file.png', bytes: await png() },
    { field: 'photos', name: 'CANARY-bad.png', bytes: Buffer.from('CANARY-bytes') },
  ])
  await client.post(`${LIGHT}/p/where`, { act: 'continue', place: 'CANARY'.repeat(100) })
  await client.post(`${LIGHT}/p/where`, { act: 'continue', place: words.place })
  await client.post(`${LIGHT}/saved`, { email: 'canary@canary.example' })
  await client.get(`${LIGHT}/resume/CANARY-token?CANARY-query=1`)
  const { reference, code, path } = filedAt(
    (await sendChecked(client, await client.get(`${LIGHT}/check`))).location,
  )
  await client.post('/track', { reference, code })
  await client.post('/track', { reference: 'CANARY-ref', code: 'CANARY-code' })
  await client.upload(`${path}/message`, { message: 'CANARY-message', once: crypto.randomUUID() }, [])
  await client.get(`${path}/files/CANARY-id`)
  await client.get(`${path}/data.json`)
  await client.post(`${path}/withdraw`, { reason: 'CANARY-reason' })
  await client.send('POST', `${LIGHT}/p/what`, { type: 'application/json', bytes: '{"CANARY' })
  const written = log()
  expect(written).toContain('/track/:reference/:code')
  for (const secret of [/canary/i, /0899911223/, token, reference, code, '192.0.2.1']) {
    expect(written).not.toMatch(secret)
  }
})

test('pages of a form are kept by nobody and shown in no search', async () => {
  const { app } = await testApp()
  const client = makeClient(app)
  const seen: Answer[] = []
  const look = async (page: Answer) => void seen.push(page)
  const check = await fillIn(client, LIGHT, typed(somchai), look)
  const receipt = await client.follow(await sendChecked(client, check))
  const { path } = filedAt(receipt.path)
  seen.push(receipt, ...(await Promise.all([path, `${path}/counted`, `${path}/data.json`].map(client.get))))
  for (const page of seen) {
    expect(page.headers['cache-control'], page.path).toBe('no-store')
    if (page.path.endsWith('.json')) continue
    expect(page.body, page.path).toContain('<meta name="robots" content="noindex">')
    expect(headingOf(page.body)).not.toBe('')
  }
})
