import { Secret, TOTP } from 'otpauth'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { makePerson, type Person } from '../support/person.ts'
import { startServer } from '../support/server.ts'
import { bench, PASSPHRASE } from '../whistle/support.ts'
import { NEW } from '../whistle/panel/people.ts'

const { missing, browser } = await openBrowser()

async function openPanel() {
  const made = await bench()
  const { pin, cost, pepper } = made.parts
  const server = await startServer({}, { dataDir: made.folder, pepper, pin: pin!, cost: cost! })
  onTestFinished(() => server.close())
  return { made, server }
}

const groups = ({ page }: Person, n: number) =>
  page.locator('.sala-groups').nth(n).locator('span').allTextContents()

describe.skipIf(missing)(`the panel’s own people${missing}`, () => {
  test('Pim signs in and invites Malai, who makes her keys, on a telephone without JavaScript', async () => {
    const { made, server } = await openPanel()
    const codeAt = (totp: TOTP | undefined) => totp?.generate({ timestamp: +server.now() }) ?? ''
    const screen = { width: 320, alsoAt: [800, 1280], scripts: false, shots: 'panel-people' }
    const pim = await makePerson(browser(), server.origin, screen)
    await pim.go('/panel')
    await pim.look('sign-in')
    await pim.fill('ชื่อสำหรับเข้าสู่ระบบ', 'pim')
    await pim.fill('วลีลับ', PASSPHRASE)
    await pim.fill('รหัส 6 หลักจากโทรศัพท์', '000')
    await pim.press('เข้าสู่ระบบ')
    await pim.look('sign-in-wrong', 422)
    await pim.fill('วลีลับ', PASSPHRASE)
    await pim.fill('รหัส 6 หลักจากโทรศัพท์', codeAt(made.totp['pim']))
    await pim.press('เข้าสู่ระบบ')
    await pim.press('เป็นข้าพเจ้าเอง ทำต่อ')
    await pim.press('ผู้รับเรื่อง', '.sala-desk-nav')
    await pim.look('members')
    await pim.page.locator('summary').last().click()
    await pim.look('members-rules')
    await pim.press('เชิญผู้รับเรื่อง')
    await pim.look('invite')
    await pim.fill('ชื่อสำหรับเข้าสู่ระบบ', 'malai')
    await pim.fill('ชื่อและนามสกุล', 'มาลัย ใจซื่อ')
    await pim.press('สร้างรหัสเชิญ')
    await pim.look('invited')
    const invitation = (await groups(pim, 0)).join(' ')

    const malai = await makePerson(browser(), server.origin, screen)
    await malai.go('/panel/sign-in')
    await malai.press('มีรหัสเชิญ – ตั้งกุญแจของท่าน')
    await malai.look('join')
    await malai.fill('รหัสเชิญ', invitation)
    await malai.page.locator('#passphrase').fill('สั้น')
    await malai.press('สร้างกุญแจ')
    await malai.look('join-wrong', 422)
    await malai.page.locator('#passphrase').fill(NEW)
    await malai.page.locator('#repeat').fill(NEW)
    await malai.press('สร้างกุญแจ')
    await malai.look('keys')
    const recovery = await groups(malai, 0)
    const totp = new TOTP({ secret: Secret.fromBase32((await groups(malai, 1)).join('')) })
    await malai.fill('กลุ่มสุดท้ายของรหัสกู้คืน', 'ZZZ')
    await malai.press('ยืนยันและเข้าสู่ระบบ')
    await malai.look('keys-wrong', 422)
    expect(await groups(malai, 0)).toEqual(recovery)
    await malai.fill('กลุ่มสุดท้ายของรหัสกู้คืน', recovery.at(-1) ?? '')
    await malai.fill('รหัส 6 หลักจากโทรศัพท์', codeAt(totp))
    await malai.press('ยืนยันและเข้าสู่ระบบ')
    await malai.look('joined')
    await malai.go('/panel/account')
    await malai.look('account')
    await malai.press('เปลี่ยนวลีลับและโทรศัพท์')
    await malai.look('passphrase')
    await malai.page.goBack()
    await malai.page.goBack()
    // The browser has kept nothing of the page with the codes.
    await expect(malai.page.goBack()).rejects.toThrow('ERR_CACHE_MISS')
    expect(await malai.page.locator('.sala-groups').count()).toBe(0)

    await pim.go('/panel/members/roster')
    await pim.look('roster')
    await pim.fill('บัญชีที่ลงนามแล้ว', '{"x":1}')
    await pim.press('ตรวจลายมือชื่อและใช้')
    await pim.look('roster-wrong', 422)
    await pim.go('/panel/members/pim/leave')
    await pim.look('leave')
    await pim.go('/panel/members/wichai/leave')
    await pim.look('leave-other')
    await pim.go('/panel/members/invite')
    await pim.fill('ชื่อสำหรับเข้าสู่ระบบ', 'nok')
    await pim.fill('ชื่อและนามสกุล', 'นก')
    await pim.press('สร้างรหัสเชิญ')
    await pim.look('invite-refused', 422)
    made.clock.pass({ seconds: (+server.now() - +made.clock.now()) / 1000 })
    const again = { invitation: await made.whistle.panel.invite('nok', 'นก'), passphrase: NEW, repeat: NEW }
    const nok = await makePerson(browser(), server.origin, screen)
    await nok.go('/panel/join')
    for (const [field, words] of Object.entries(again)) await nok.page.locator(`#${field}`).fill(words)
    await nok.press('สร้างกุญแจ')
    const fresh = new TOTP({ secret: Secret.fromBase32((await groups(nok, 1)).join('')) })
    await nok.fill('กลุ่มสุดท้ายของรหัสกู้คืน', (await groups(nok, 0)).at(-1) ?? '')
    await nok.fill('รหัส 6 หลักจากโทรศัพท์', codeAt(fresh))
    await nok.press('ยืนยันและเข้าสู่ระบบ')
    await nok.look('keys-wait')
    await pim.go('/panel/members')
    await pim.look('members-waiting')
    await pim.go('/panel/members/nok/regrant')
    await pim.look('regrant')
    await pim.go('/en/panel/log')
    await pim.look('log')
    await pim.press('Sign out')
    await pim.look('left')
    await pim.go('/panel/recover')
    await pim.look('recover')
  })
})
