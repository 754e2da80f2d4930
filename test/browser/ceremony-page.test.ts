import { PDFDocument } from '@cantoo/pdf-lib'
import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ceremonyPage } from '../../scripts/panel/page.ts'
import { STANDARD_POSITIONS } from '../../src/whistle/standard-roster.ts'
import { openBrowser } from '../support/browser.ts'

const { missing, browser } = await openBrowser()

test('the page names every command of the ceremony, and the municipality with its signs', () => {
  const html = ceremonyPage('เทศบาล <ทดสอบ> & คณะ')
  expect(html).toContain('เทศบาล &lt;ทดสอบ&gt; &amp; คณะ')
  for (const { id, title } of STANDARD_POSITIONS) expect(html).toContain(`<b>${id}</b> = ${title.th}`)
  for (const word of ['key', 'escrow', 'show', 'sign']) expect(html).toContain(`npm run ceremony -- ${word}`)
  for (const word of ['invite', 'draft', 'pin', 'install', 'status', 'leave'])
    expect(html).toContain(`npm run panel -- ${word}`)
})

test.skipIf(missing)(`the key ceremony is printed on one sheet of A4${missing}`, async () => {
  const page = await browser().newPage()
  await page.setContent(ceremonyPage('เทศบาลตำบลชื่อยาวมากเพื่อทดสอบบรรทัดแรกของใบพิธี'))
  await page.evaluate('document.fonts.ready')
  const pdf = await page.pdf({ preferCSSPageSize: true })
  const { width, height } = (await PDFDocument.load(pdf)).getPages()[0]?.getSize() ?? { width: 0, height: 0 }
  expect((await PDFDocument.load(pdf)).getPageCount()).toBe(1)
  expect([Math.round(width), Math.round(height)]).toEqual([595, 842])
  if (process.env['SHOTS']) {
    await page.setViewportSize({ width: 794, height: 1123 })
    await page.emulateMedia({ media: 'print' })
    await page.screenshot({ path: '/tmp/ceremony.png', fullPage: true })
    writeFileSync('/tmp/ceremony.pdf', pdf)
  }
  await page.close()
})
