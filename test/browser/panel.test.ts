import { describe, expect, onTestFinished, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { photo } from '../support/photo.ts'
import { makePerson, type Person } from '../support/person.ts'
import { startServer, type Server } from '../support/server.ts'
import { bench, fullReport, PASSPHRASE, piecesOf, sent, type Bench } from '../whistle/support.ts'

const { missing, browser } = await openBrowser()

/** A genuine report with a picture and a name under seal, and six that one program wrote. */
async function openPanel() {
  const made = await bench()
  const { reporter } = made.whistle
  const genuine = await sent(made)
  const picture = await photo('ภาพใบเสร็จ “ลับ” 100%.jpg', 'red')
  await reporter.attach(genuine.reporter, {
    ...{
      file: piecesOf(picture.buffer),
      filename: picture.name,
      mimetype: picture.mimeType,
      keepOriginal: true,
    },
  })
  await reporter.giveIdentity(genuine.reporter, 'สมชาย ใจดี')
  for (let n = 0; n < 6; n++)
    await sent(
      made,
      ['works-officer'],
      fullReport({ what: `ขายของถูกมากทุกวันทักเลย ${n}`, who: '', evidence: '' }),
    )
  const { pin, cost, pepper } = made.parts
  const server = await startServer({}, { dataDir: made.folder, pepper, pin: pin!, cost: cost! })
  onTestFinished(() => server.close())
  return { made, server, id: genuine.id }
}

async function signIn(
  { fill, press, go }: Person,
  { made, server }: { made: Bench; server: Server },
  id: string,
) {
  await go('/panel')
  await fill('ชื่อสำหรับเข้าสู่ระบบ', id)
  await fill('วลีลับ', PASSPHRASE)
  await fill('รหัส 6 หลักจากโทรศัพท์', made.totp[id]!.generate({ timestamp: +server.now() }))
  await press('เข้าสู่ระบบ')
}

const unfold = ({ page }: Person, name: string) => page.locator('summary', { hasText: name }).click()

describe.skipIf(missing)(`the panel reads and acts${missing}`, () => {
  test.each([320, 1280])(
    'at %i px, without JavaScript: from the list to the answer, the name, the referral and the junk',
    async (width) => {
      const here = await openPanel()
      const screen = { width, scripts: false, shots: 'panel' }
      const pim = await makePerson(browser(), here.server.origin, screen)
      const nok = await makePerson(browser(), here.server.origin, { ...screen, width: 800 })
      await signIn(pim, here, 'pim')
      await pim.look('inbox')
      await pim.go(`/panel/reports/${here.id}`)
      await pim.look('first-reading')
      await pim.press('ไม่เกี่ยวข้อง เปิดอ่าน')
      await pim.look('report')
      await pim.page.getByText('สิ่งที่ยังไม่ได้ตอบ').click()
      await pim.press(/^ถามข้อนี้.*ทราบเรื่องนี้ได้อย่างไร/)
      expect(await pim.page.getByLabel('เขียนถึงผู้แจ้ง').inputValue()).toContain('ไม่ต้องตอบ')
      await pim.press('ส่งให้ผู้แจ้ง')
      await pim.look('asked')
      await unfold(pim, 'ปิดเรื่อง')
      await pim.press('ปิดเรื่องและแจ้งผู้แจ้ง')
      await pim.look('close-wrong', 422)
      await unfold(pim, 'เสนอเปิดดูว่าผู้แจ้งเป็นใคร')
      await pim.page.locator('#reveal-reason').fill('ต้องคุ้มครองพยาน')
      await pim.press('เสนอ', 'form[action$="/reveal"]')

      await signIn(nok, here, 'nok')
      await nok.look('inbox-waiting')
      await nok.go(`/panel/reports/${here.id}`)
      await nok.press('ไม่เกี่ยวข้อง เปิดอ่าน')
      await nok.look('to-consent')
      await nok.press('เห็นชอบ')
      await nok.look('consented')

      await pim.go(`/panel/reports/${here.id}`)
      await pim.press('เปิดดูว่าผู้แจ้งเป็นใคร')
      expect(await pim.page.getByText('สมชาย ใจดี').count()).toBe(1)
      await pim.look('identity')
      await pim.press('ปิดหน้านี้ กลับไปที่เรื่อง')
      await pim.press(/^ต้นฉบับ…/)
      await pim.look('original')
      await pim.press('กลับไปที่เรื่องนี้')
      await pim.press('ส่งต่อหน่วยงานภายนอก')
      await pim.look('refer')
      await pim.choose('สำนักงาน ป.ป.ช.')
      await pim.press('ทำไฟล์ปิดผนึก')
      await pim.look('referred')
      await pim.go('/panel')
      await pim.page.locator('input[name=flock]').check()
      await pim.press('ข้อความก่อกวน แยกไว้')
      await pim.look('junk-confirm')
      await pim.press('แยกไว้ 6 เรื่อง')
      await pim.look('junk-done')
      await pim.press(/^ข้อความก่อกวน/, '.sala-tabs')
      await pim.look('junk')
    },
    120_000,
  )
})
