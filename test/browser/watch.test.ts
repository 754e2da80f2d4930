import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { makePerson } from '../support/person.ts'

// The other browser tests pass when `look` finds nothing. Here it has something to find.

const GOOD = page('<h1>ศาลา</h1>')
const BAD: [name: string, html: string, fault: RegExp][] = [
  ['a script that throws', page('<h1>ศาลา</h1><script src="/throws.js"></script>'), /^page error: /],
  ['a word to the console', page('<h1>ศาลา</h1><script src="/complains.js"></script>'), /^console: /],
  ['what the policy forbids', page('<h1 style="color:red">ศาลา</h1>'), /^console: .*Content Security Policy/],
  ['a file that is missing', page('<h1>ศาลา</h1><img src="/gone.png" alt="">'), /^answered 404/],
  [
    'a request to another host',
    page('<h1>ศาลา</h1><img src="http://127.0.0.1:9/x.png" alt="">'),
    /^leaves: /,
  ],
  ['a page wider than the screen', page(`<h1>ศาลา</h1><pre>${'ก'.repeat(400)}</pre>`), /px wide/],
  [
    'words that their box is too small for',
    page('<h1>ศาลา</h1><p class="sala-day">วันหยุด</p>').replace(
      '<meta name',
      '<link rel="stylesheet" href="/narrow.css"><meta name',
    ),
    /^does not fit: p.sala-day/,
  ],
  ['another language', GOOD.replace('lang="th"', 'lang="en"'), /^the language/],
  ['an empty title', GOOD.replace('<title>ศาลา</title>', '<title> </title>'), /^there is no title/],
  ['a picture without words', page('<h1>ศาลา</h1><img src="/ok.svg">'), /^axe image-alt/],
  ['an element that is not closed', page('<h1>ศาลา</h1><p><span>ก</p>'), /^html /],
]

const { missing, browser } = await openBrowser()

describe.skipIf(missing)(`somebody who looks at a page sees${missing}`, () => {
  let origin = ''
  const server = createServer((request, response) => answer(request.url ?? '/', response))
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
    origin = `http://localhost:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => void server.close())

  test('nothing wrong where nothing is', async () => {
    const person = await makePerson(browser(), origin, { width: 320 })
    await person.go('/good')
    await person.look('good')
    await person.go('/refused')
    await person.look('refused', 422)
  })

  for (const [index, [name, , fault]] of BAD.entries())
    test(name, async () => {
      const person = await makePerson(browser(), origin, { width: 320 })
      await person.go(`/${index}`)
      await person.page.waitForTimeout(50)
      expect(await faultsOf(person.look('bad'))).toContainEqual(expect.stringMatching(fault))
    })

  test('an answer of another status than the one it had to have', async () => {
    const person = await makePerson(browser(), origin, { width: 320 })
    await person.go('/refused')
    expect(await faultsOf(person.look('refused'))).toContain('answered 422')
    await person.go('/good')
    expect(await faultsOf(person.look('good', 422))).toContain('answered 200')
  })
})

async function faultsOf(look: Promise<void>): Promise<string[]> {
  return look.then(
    () => [],
    (error: { actual: string[] }) => error.actual,
  )
}

function page(body: string): string {
  return `<!doctype html>\n<html lang="th"><head><meta charset="utf-8"><title>ศาลา</title><meta name="viewport" content="width=device-width"></head><body><main>${body}</main></body></html>`
}

function answer(url: string, response: ServerResponse) {
  const send = (status: number, type: string, body: string) =>
    response
      .writeHead(status, {
        'content-type': type,
        'content-security-policy': "default-src 'self'; img-src 'self' http://127.0.0.1:9",
      })
      .end(body)
  if (url === '/throws.js') return send(200, 'text/javascript', 'throw new Error("broken")')
  if (url === '/complains.js') return send(200, 'text/javascript', 'console.error("oh")')
  if (url === '/narrow.css') return send(200, 'text/css', '.sala-day { width: 12px; white-space: nowrap }')
  if (url === '/ok.svg') return send(200, 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>')
  if (url === '/gone.png') return send(404, 'text/plain', '')
  if (url === '/refused') return send(422, 'text/html; charset=utf-8', GOOD)
  const html = BAD[Number(url.slice(1))]?.[1] ?? GOOD
  return send(200, 'text/html; charset=utf-8', html)
}
