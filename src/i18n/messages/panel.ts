import type { Text } from '../text.ts'

/** The panel's frame and the way in. */
export const panelMessages: Record<string, Text> = {
  'panel.name': { th: 'คณะผู้รับเรื่อง', en: 'The panel' },
  'panel.nav': { th: 'เมนูคณะผู้รับเรื่อง', en: 'The panel’s menu' },
  'panel.nav.inbox': { th: 'เรื่องที่รอท่าน', en: 'Reports' },
  'panel.nav.members': { th: 'ผู้รับเรื่อง', en: 'Members' },
  'panel.nav.log': { th: 'บันทึกการทำงาน', en: 'The log' },
  'panel.nav.account': { th: 'บัญชีของท่าน', en: 'Your account' },
  'panel.signOut': { th: 'ออกจากระบบ', en: 'Sign out' },
  'panel.warning.swapped': {
    th: 'กุญแจของผู้รับเรื่องบางคนในฐานข้อมูลไม่ตรงกับบัญชีที่ลงนามไว้ อย่าทำงานต่อจนกว่าจะตรวจสอบแล้ว ดูที่หน้า “ผู้รับเรื่อง”',
    en: 'A member’s key in the database is not the one that was signed for. Do not go on before it is looked into; see “Members”.',
  },
  'panel.warning.roster': {
    th: 'ยังไม่มีบัญชีผู้รับเรื่องที่ลงนามและเชื่อถือได้ ช่องทางรับเรื่องจึงปิดอยู่ ดูขั้นตอนที่หน้า “ผู้รับเรื่อง”',
    en: 'There is no signed roster that can be trusted, so the channel is shut. See the steps under “Members”.',
  },
  'panel.signIn.title': { th: 'เข้าสู่ระบบของคณะผู้รับเรื่อง', en: 'Sign in to the panel' },
  'panel.signIn.id': { th: 'ชื่อสำหรับเข้าสู่ระบบ', en: 'Sign-in name' },
  'panel.signIn.passphrase': { th: 'วลีลับ', en: 'Passphrase' },
  'panel.signIn.code': { th: 'รหัส 6 หลักจากโทรศัพท์', en: 'The six digits on your phone' },
  'panel.signIn.codeHint': {
    th: 'รหัสเปลี่ยนทุก 30 วินาที และใช้ได้ครั้งเดียว',
    en: 'It changes every 30 seconds and is good once',
  },
  'panel.signIn.enter': { th: 'เข้าสู่ระบบ', en: 'Sign in' },
  'panel.signIn.wrong': {
    th: 'ชื่อ วลีลับ หรือรหัสไม่ถูกต้อง หรือรหัสนั้นใช้ไปแล้ว โปรดรอรหัสใหม่แล้วลองอีกครั้ง',
    en: 'The name, the passphrase or the code is wrong, or that code was used. Wait for the next code and try again.',
  },
  'panel.signIn.busy': {
    th: 'ขณะนี้มีผู้พยายามเข้าสู่ระบบจำนวนมาก ยังไม่ได้ตรวจชื่อ วลีลับ และรหัสของท่าน สิ่งที่ท่านพิมพ์ไว้ยังอยู่ โปรดรอหนึ่งนาทีแล้วลองอีกครั้ง',
    en: 'Too many are trying to sign in at the moment, and yours was not looked at. What you wrote is still here. Wait a minute and try again.',
  },
  'panel.wrongCodes.heading': { th: 'โปรดอ่านก่อนทำต่อ', en: 'Please read this first' },
  'panel.wrongCodes.title': {
    th: 'ตั้งแต่ท่านเข้าสู่ระบบครั้งก่อน มีผู้ใช้วลีลับที่ถูกต้องของท่านแต่ใส่รหัส 6 หลักผิด {n} ครั้ง',
    en: 'Since you last signed in, your right passphrase came with a wrong code. Number of times: {n}',
  },
  'panel.wrongCodes.own': {
    th: 'หากท่านพิมพ์ผิดเองตามจำนวนนี้ ไม่ต้องทำสิ่งใด',
    en: 'If you mistyped it yourself that often, there is nothing to do.',
  },
  'panel.wrongCodes.other': {
    th: 'หากไม่ใช่ท่าน มีผู้รู้วลีลับของท่านและกำลังเดารหัส โปรดเปลี่ยนวลีลับทันที แล้วแจ้งผู้รับเรื่องคนอื่นให้ดูบันทึกการทำงาน',
    en: 'If it was not you, somebody knows your passphrase and is guessing the code. Change the passphrase at once, and tell the other members to look at the log.',
  },
  'panel.wrongCodes.change': { th: 'เปลี่ยนวลีลับ', en: 'Change the passphrase' },
  'panel.wrongCodes.goOn': { th: 'เป็นข้าพเจ้าเอง ทำต่อ', en: 'It was me; go on' },
  'panel.signIn.over': {
    th: 'หมดเวลาการเข้าสู่ระบบแล้ว สิ่งที่ท่านพิมพ์ยังอยู่ โปรดเข้าสู่ระบบอีกครั้งเพื่อทำต่อ',
    en: 'Your sign-in ran out. What you wrote is still here: sign in again to go on.',
  },
  'panel.signIn.separate': {
    th: 'บัญชีนี้แยกจากบัญชีเจ้าหน้าที่ บัญชีเจ้าหน้าที่เปิดหน้านี้ไม่ได้',
    en: 'This account is apart from officers’ accounts, which open nothing here.',
  },
  'panel.join.link': { th: 'มีรหัสเชิญ – ตั้งกุญแจของท่าน', en: 'I have an invitation: make my keys' },
  'panel.recover.link': {
    th: 'ลืมวลีลับหรือโทรศัพท์หาย – ใช้รหัสกู้คืน',
    en: 'Passphrase or phone lost: use the recovery code',
  },
  'panel.goOn.title': { th: 'เข้าสู่ระบบแล้ว', en: 'You are signed in' },
  'panel.goOn.text': {
    th: 'สิ่งที่ท่านพิมพ์ไว้ก่อนหมดเวลายังไม่ได้ส่ง กดปุ่มด้านล่างเพื่อส่ง',
    en: 'What you wrote before the sign-in ran out has not been sent yet. Press the button to send it.',
  },
  'panel.goOn.send': { th: 'ส่งสิ่งที่พิมพ์ไว้', en: 'Send what I wrote' },
  'panel.goOn.leave': { th: 'ไม่ส่ง ไปหน้าเรื่องที่รอท่าน', en: 'Do not send; go to the reports' },
  'panel.left.title': { th: 'ออกจากระบบแล้ว', en: 'You are signed out' },
  'panel.left.text': {
    th: 'กุญแจของท่านถูกลบจากหน่วยความจำของเครื่องแม่ข่ายแล้ว หากใช้เครื่องร่วมกับผู้อื่น โปรดปิดเบราว์เซอร์',
    en: 'Your key is gone from the server’s memory. If you share this computer, close the browser.',
  },
  'panel.error.back': { th: 'กลับไปหน้าเรื่องที่รอท่าน', en: 'Back to the reports' },
  'panel.left.again': { th: 'เข้าสู่ระบบอีกครั้ง', en: 'Sign in again' },
}
