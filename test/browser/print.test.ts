import { describe, expect, test } from 'vitest'
import { openWeb } from '../support/browser.ts'
import { fileLight, makeClient } from '../support/journey.ts'
import type { Person } from '../support/person.ts'

const { missing, web } = await openWeb()
/** An A4 sheet without its margins, in pixels. */
const SHEET = 718
/** Of a manual: ways to other pages, and what only a program reads. */
const SCREEN_ONLY = /^(บริการทั้งหมด|ยื่นคำขอ|ใช้เวลากรอกราว .*|ข้อมูลเปิดของบริการนี้|JSON.*|พิมพ์คู่มือนี้|·)$/

describe.skipIf(missing)(
  `what a person carries away on paper says all that the screen says${missing}`,
  () => {
    test('the manual', async () => {
      const person = await web().person({ width: SHEET, shots: 'print' })
      for (const slug of ['street-light-repair', 'building-permit', 'sign-tax']) {
        await person.go(`/services/${slug}`)
        const questions = (await person.page.locator('.sala-ask').allTextContents()).join(' ')
        const lost = await lostOnPaper(person)
        expect(lost).toContain('พิมพ์คู่มือนี้')
        expect(lost.filter((words) => !SCREEN_ONLY.test(words) && !questions.includes(words))).toEqual([])
        await seenOnPaper(person, `manual-${slug}`, ['ขั้นตอนและระยะเวลา', 'เอกสารที่ต้องใช้', `/services/${slug}`])
      }
    })

    test('the receipt', async () => {
      const { reference, code, path } = await fileLight(makeClient(web().server.app))
      const person = await web().person({ width: SHEET, shots: 'print' })
      await person.go(`${path}/receipt`)
      expect(await lostOnPaper(person)).toEqual([
        'ไปหน้าติดตามคำขอ',
        'พิมพ์ใบรับคำขอ',
        'เครื่องที่ใช้ร่วมกัน: ให้เครื่องนี้ลืมคำขอนี้',
      ])
      const code4 = code.match(/.{4}/g)?.join('-') ?? ''
      await seenOnPaper(person, 'receipt', [
        reference,
        code4,
        'จะแล้วเสร็จภายใน',
        'วันพฤหัสบดีที่ 17 ธันวาคม 2569',
        path,
      ])
      expect(await person.page.getByRole('img', { name: /^คิวอาร์โค้ด/ }).isVisible()).toBe(true)
    })

    test('the tracking page, with the answers that are folded up on the screen', async () => {
      const { reference, path } = await fileLight(makeClient(web().server.app))
      const person = await web().person({ width: SHEET, shots: 'print' })
      await person.go(path)
      const lost = (await lostOnPaper(person)).join(' | ')
      for (const kept of ['เสร็จภายใน', 'ขั้นตอน', 'ความคืบหน้า', 'หยุด', 'ครบ', 'กองช่าง', '17 ธ.ค. 2569'])
        expect(lost).not.toContain(kept)
      await seenOnPaper(person, 'track', [reference, 'พฤหัสบดี 17 ธ.ค. 2569', 'หน้าวัดโป่งแดง', 'สมชาย ใจดี'])
    })

    test('the count of the days', async () => {
      const { path } = await fileLight(makeClient(web().server.app))
      const person = await web().person({ width: SHEET, shots: 'print' })
      await person.go(`${path}/counted`)
      expect(await lostOnPaper(person)).toEqual(['ย้อนกลับ'])
      await seenOnPaper(person, 'counted', ['วันรัฐธรรมนูญ', 'นับเป็นวันที่ 7', 'ครบกำหนด'])
    })
  },
)

/** The words of the page's content that the screen shows and the paper does not, from top to bottom. */
async function lostOnPaper(person: Person): Promise<string[]> {
  const visible = () => person.page.evaluate<string[]>(VISIBLE_WORDS)
  const screen = await visible()
  await person.page.emulateMedia({ media: 'print' })
  const paper = await visible()
  return screen.filter((words) => !paper.includes(words))
}

/** Looks at the page as it is printed; every one of these words must be seen, and all must fit the sheet. */
async function seenOnPaper(person: Person, name: string, words: string[]) {
  await person.look(name)
  const paper = (await person.page.evaluate<string[]>(VISIBLE_WORDS)).join(' ')
  for (const one of words) expect(paper).toContain(one)
  await person.page.emulateMedia({ media: null })
}

const VISIBLE_WORDS = `{
  const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
  const words = []
  while (texts.nextNode()) {
    const { textContent, parentElement } = texts.currentNode
    const isShown = parentElement.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })
    if (textContent.trim() && isShown) words.push(textContent.trim().replace(/\\s+/g, ' '))
  }
  words
}`
