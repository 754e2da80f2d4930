import { describe, expect, test } from 'vitest'
import { openWeb } from '../support/browser.ts'
import { fileLight, makeClient } from '../support/journey.ts'
import { answerLight, APPLY, beginLight, sendLight } from '../support/light.ts'
import type { Person } from '../support/person.ts'

const { missing, web } = await openWeb()
const OPEN_PAGES = [
  '/',
  '/services',
  '/services?q=ไฟทาง',
  '/services?q=xyzzy',
  '/services?division=public-works',
  '/services/building-permit',
  '/services/elderly-allowance?actingAs=representative',
  '/open-data',
  '/privacy',
  '/report',
  '/report/statistics',
  '/track',
]

describe.skipIf(missing)(`every page is in English at one click${missing}`, () => {
  test('and back in Thai at another, on the pages for everyone', async () => {
    const person = await web().person({ width: 320, shots: 'languages' })
    for (const path of OPEN_PAGES) {
      await person.go(path)
      await thereAndBack(person, path.replaceAll(/\W+/g, '-'))
      expect(decodeURI(person.path())).toBe(path)
    }
  }, 120_000)

  test('and the draft goes along', async () => {
    const person = await web().person({ width: 800, shots: 'languages' })
    await beginLight(person)
    await person.press('English')
    await person.choose('Flickering')
    await person.fill('How many lights', '4')
    await person.press('Continue')
    await person.press('ไทย')
    await person.page.goBack()
    await person.press('Back')
    await person.press('ไทย')
    expect(await person.page.getByLabel('กะพริบ').isChecked()).toBe(true)
    expect(await person.page.getByLabel('จำนวนดวง').inputValue()).toBe('4')
    await answerLight(person)
    await thereAndBack(person, 'check')
    for (const page of ['saved', 'p/what', 'p/where', 'p/pictures', 'p/contact', 'p/what?change=1']) {
      await person.go(`${APPLY}/${page}`)
      await thereAndBack(person, page.replaceAll(/\W+/g, '-'))
      expect(person.path()).toBe(`${APPLY}/${page}`)
    }
    await person.go(APPLY)
    await thereAndBack(person, 'start-again')
    await person.go(`/en${APPLY}/check`)
    await person.page.getByLabel(/^I declare/).check()
    await person.press('Send')
    await person.look('receipt-en')
    await person.press('ไทย')
    await person.look('receipt')
  }, 120_000)

  test('on the pages of a request that was sent', async () => {
    const { path } = await fileLight(makeClient(web().server.app))
    const person = await web().person({ width: 1280, shots: 'languages' })
    for (const page of ['', '/receipt', '/counted', '/withdraw']) {
      await person.go(path + page)
      await thereAndBack(person, `track${page.replace('/', '-')}`)
      expect(person.path()).toBe(path + page)
    }
  })

  test('on pages that say what went wrong', async () => {
    const { path } = await fileLight(makeClient(web().server.app))
    const person = await web().person({ width: 320, shots: 'errors' })
    for (const nowhere of ['/nowhere', '/services/nothing', '/track/69-AAA-AAA/AAAAAAAAAAAAAAAA']) {
      await person.go(nowhere)
      await person.look('not-found', 404)
      await person.press('English')
      await person.look('not-found-en', 404)
      expect(person.path()).toBe(`/en${nowhere}`)
    }
    await sendWhatWasWithdrawn(person, path)
    await person.look('conflict', 409)
    await person.press('English')
    await person.look('conflict-en')
    expect(person.path()).toBe(`/en${path}`)
    await sendFromElsewhere(person)
    await person.look('forbidden', 403)
    await person.press('English')
    await person.look('forbidden-en')
  })

  test('after faults of what was typed', async () => {
    const person = await web().person({ width: 320, shots: 'errors' })
    await beginLight(person)
    await person.press('ถัดไป')
    await person.look('typed', 422)
    await person.press('English')
    await person.look('typed-en')
    await person.press('Continue')
    await person.look('typed-again-en', 422)
    await person.press('ไทย')
    await answerLight(person)
    await person.press('ส่งคำขอ')
    await person.look('undeclared', 422)
    await person.press('English')
    await person.look('undeclared-en')
    expect(person.path()).toBe(`/en${APPLY}/check`)
    await person.press('ไทย')
    await sendLight(person)
    await person.press('ไปหน้าติดตามคำขอ')
    await person.press('ส่งข้อความหรือไฟล์')
    await person.look('message-empty', 422)
    await person.press('English')
    await person.look('message-empty-en')
  })
})

/** Looks, goes to the other language, looks, and comes back to where it was. */
async function thereAndBack(person: Person, name: string) {
  await person.look(name)
  const thai = person.path()
  await person.press('English')
  expect(person.path()).toMatch(/^\/en(\/|\?|$)/)
  await person.look(`${name}-en`)
  await person.press('ไทย')
  expect(person.path()).toBe(thai)
}

/** Two tabs: one withdraws, and the other, which still shows the form, sends a message. */
async function sendWhatWasWithdrawn(person: Person, path: string) {
  await person.go(path)
  await person.fill('ข้อความถึงเจ้าหน้าที่', 'ยังไม่มีใครมา')
  const other = await person.context.newPage()
  await other.goto(`${web().server.origin}${path}/withdraw`)
  await other.getByRole('button', { name: 'ยืนยันยกเลิกคำขอ' }).click()
  await other.getByRole('status').waitFor()
  await other.close()
  await person.press('ส่งข้อความหรือไฟล์')
}

/** A form of another site that sends to ours. */
async function sendFromElsewhere(person: Person) {
  const action = `${web().server.origin}/track`
  await person.page.goto(
    `data:text/html,<title>elsewhere</title><form method=post action="${action}"><button>send</button></form>`,
  )
  await person.press('send')
}
