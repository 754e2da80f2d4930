import cookie from '@fastify/cookie'
import fastify from 'fastify'
import { describe, expect, test } from 'vitest'
import { guardDesk } from '../../src/officers/desk/door.ts'
import { may, RIGHTS, type Right } from '../../src/officers/officer.ts'
import { makeStaff } from '../../src/staff.ts'
import { testApp } from '../support/app.ts'
import { headingOf } from '../support/html.ts'
import { makeClient, makeClock, type Answer, type Client } from '../support/journey.ts'
import { routesOf } from '../support/routes.ts'
import { makePeople, PERSON_NAMES, type SignedIn } from '../support/officers.ts'

type Route = { method: 'GET' | 'POST'; url: string; right: Right | 'anyone' | undefined }
type Say = (route: Route, fault: string) => void

const METHODS = ['GET', 'POST', 'PUT'] as const

/** Every route under `/desk`. */
async function collected<Opened>(open: () => Promise<Opened>): Promise<{ routes: Route[]; opened: Opened }> {
  const { routes, opened } = await routesOf(open)
  const own = routes.filter(({ url }) => /^\/desk(\/|$)/.test(url))
  return {
    opened,
    routes: own.flatMap(({ method, url, config }) =>
      [method]
        .flat()
        .filter((one) => one !== 'HEAD')
        .map((one) => ({ method: one as Route['method'], url, right: config?.right })),
    ),
  }
}

/** An address of the route; what it names is nobody's, so that no knock changes anything. */
const addressOf = ({ url }: Route) => url.replace(/:\w+(\([^)]*\))?/g, '69-7KX-M4P').replace('*', 'x')

async function everyone() {
  const clock = makeClock()
  const { routes, opened } = await collected(() => testApp({}, clock.now))
  const people = makePeople(opened, clock.now)
  const signedIn: SignedIn[] = []
  for (const name of PERSON_NAMES) signedIn.push(await people[name]())
  return { ...opened, routes, signedIn, stranger: makeClient(opened.app) }
}

/** Nothing of the page: only the words of the refusal, inside the desk's frame. */
const isBareRefusal = ({ status, body }: Answer) => status === 403 && headingOf(body) === 'บัญชีของท่านทำสิ่งนี้ไม่ได้'

async function knockSignedOut(route: Route, stranger: Client, say: Say) {
  if (route.right === 'anyone') return
  const path = addressOf(route)
  if (route.method === 'GET') {
    const answer = await stranger.get(path)
    const to = `/desk/sign-in?to=${encodeURIComponent(path)}`
    if (answer.status !== 303 || answer.location !== to || answer.body !== '')
      say(route, `signed out: ${answer.status} ${answer.location}`)
    return
  }
  const answer = await stranger.post(path, { x: '1' })
  if (answer.status !== 401 || headingOf(answer.body) !== 'เข้าสู่ระบบเจ้าหน้าที่')
    say(route, `signed out: ${answer.status}`)
}

async function knockAs(route: Route, one: SignedIn, say: Say) {
  const { right } = route
  if (right === undefined || right === 'anyone' || may(one.officer, right)) return
  const answer =
    route.method === 'GET' ? await one.get(addressOf(route)) : await one.post(addressOf(route), { x: '1' })
  // The desk's own address leads everybody to their first page; it shows nothing by itself.
  const isLedHome = route.url === '/desk' && answer.status === 303 && answer.location.startsWith('/desk/')
  if (!isLedHome && !isBareRefusal(answer))
    say(route, `as ${one.officer.role}: ${answer.status} ${answer.location}`)
}

async function knockWithOtherMethods(route: Route, routes: Route[], client: Client, say: Say) {
  const known = routes.filter(({ url }) => url === route.url).map(({ method }) => method)
  for (const method of METHODS.filter((one) => !known.includes(one as Route['method']))) {
    // Another route may have the same shape and the method; it is knocked on by itself.
    const shape = (url: string) => url.replace(/:\w+/g, ':')
    if (routes.some((other) => other.method === method && shape(other.url) === shape(route.url))) continue
    const { status } = await client.send(method, addressOf(route))
    if (status !== 404 && status !== 405) say(route, `by ${method}: ${status}`)
  }
}

test('every route of the desk declares a right, and opens to nobody without it', async () => {
  const { routes, signedIn, stranger, engine } = await everyone()
  const urls = routes.map(({ url }) => url)
  for (const url of ['/desk/sign-in', '/desk/account', '/desk/people/:officer/end', '/desk/audit'])
    expect(urls).toContain(url)
  expect(routes.length).toBeGreaterThan(25)
  // The outsiders exist, and get in where they may.
  for (const one of signedIn) expect((await one.get('/desk/account')).status).toBe(200)
  const rows = async () => JSON.stringify(await engine.db.select().from(engine.tables.officer))
  const before = await rows()

  const faults: string[] = []
  const say: Say = ({ method, url }, fault) => void faults.push(`${method} ${url}: ${fault}`)
  for (const route of routes) {
    const { right } = route
    if (right !== 'anyone' && !RIGHTS.some((one) => one === right)) say(route, 'no right')
    await knockSignedOut(route, stranger, say)
    for (const one of signedIn) await knockAs(route, one, say)
    for (const client of [stranger, ...signedIn.slice(0, 1)])
      await knockWithOtherMethods(route, routes, client, say)
  }
  expect(faults).toEqual([])
  expect(await rows()).toBe(before)
})

test('those who come in without a session are few, and named here', async () => {
  const { routes } = await collected(() => testApp())
  const open = routes.filter(({ right }) => right === 'anyone').map(({ method, url }) => `${method} ${url}`)
  expect(open.sort()).toEqual([
    'GET /desk/link/:token',
    'GET /desk/sign-in',
    'GET /desk/sign-in/code',
    'POST /desk/link/:token',
    'POST /desk/sign-in',
    'POST /desk/sign-in/code',
    'POST /desk/sign-out',
  ])
})

test('a session with a token that is none, one that is too long, or two of them is no session', async () => {
  const { stranger } = await everyone()
  for (const value of ['x', 'a'.repeat(43), 'a'.repeat(4000), '', 'undefined', '__proto__']) {
    stranger.jar.set('desk /desk', { name: 'desk', value, path: '/desk' })
    expect([value.slice(0, 9), (await stranger.get('/desk/account')).status]).toEqual([
      value.slice(0, 9),
      303,
    ])
  }
})

describe('a route of the desk without a right', () => {
  test('stops the start', async () => {
    const { config, engine } = await testApp()
    const officers = makeStaff({
      config,
      engine,
      divisions: async () => [],
      origin: '',
      now: () => new Date(),
    })
    const app = fastify()
    await app.register(cookie)
    guardDesk(app, officers)
    app.get('/desk/with', { config: { right: 'own' } }, () => 'x')
    expect(() => app.get('/desk/without', () => 'x')).toThrow('/desk/without')
    await app.close()
  })
})
