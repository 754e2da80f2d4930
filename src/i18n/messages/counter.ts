import type { Text } from '../text.ts'

export const counterMessages = {
  'counter.nav': { th: 'รับเรื่องที่เคาน์เตอร์', en: 'Counter' },
  'counter.title': { th: 'รับเรื่องที่เคาน์เตอร์', en: 'Take in at the counter' },
  'counter.pick.label': { th: 'บริการที่ประชาชนมาขอ', en: 'Which service' },
  'counter.pick.hint': {
    th: 'พิมพ์บางส่วนของชื่อ เช่น ไฟ หรือ ถังขยะ แล้วกด Enter',
    en: 'Type part of the name, like light or bin, and press Enter',
  },
  'counter.pick.begin': { th: 'เริ่มรับเรื่อง', en: 'Begin' },
  'counter.pick.found': { th: 'พบหลายบริการ เลือกหนึ่งบริการ', en: 'More than one fits: choose' },
  'counter.pick.near': { th: 'บริการที่ใกล้เคียง', en: 'The nearest' },
  'counter.pick.all': { th: 'บริการทั้งหมด', en: 'All services' },
  'counter.pick.empty': { th: 'พิมพ์ชื่อบริการ หรือเลือกจากรายการ', en: 'Type a service, or choose one below' },
  'counter.pick.none': {
    th: 'ไม่พบบริการนี้ พิมพ์คำอื่น หรือเลือกจากรายการ',
    en: 'No service fits. Try other words, or choose one below',
  },
  'counter.drafts': { th: 'ร่างของท่านที่ยังไม่ได้รับเรื่อง', en: 'Your drafts, not yet filed' },
  'counter.drafts.nobody': { th: 'ยังไม่มีชื่อผู้ยื่น', en: 'No name yet' },
  'counter.drafts.kept': {
    th: 'บันทึกร่างแล้ว เปิดต่อได้จากรายการด้านล่าง',
    en: 'The draft is kept. Open it from the list below.',
  },
  'counter.drafts.discarded': { th: 'ลบร่างแล้ว', en: 'The draft has been deleted.' },
  'counter.drafts.touched': { th: 'แก้ไขล่าสุด', en: 'Last changed' },

  'counter.form.title': { th: 'รับเรื่อง: {service}', en: 'Take in: {service}' },
  'counter.form.back': { th: 'เลือกบริการอื่น', en: 'Another service' },
  'counter.form.file': { th: 'รับคำขอ', en: 'File the request' },
  'counter.form.keys': {
    th: 'กด Ctrl+Enter เพื่อรับคำขอได้จากทุกช่อง',
    en: 'Ctrl+Enter files the request from any field',
  },
  'counter.form.refresh': { th: 'ปรับคำถามตามคำตอบ', en: 'Update the questions' },
  'counter.form.leave': { th: 'เก็บเป็นร่างไว้ก่อน', en: 'Keep as a draft' },
  'counter.form.discard': { th: 'ลบร่างนี้', en: 'Delete this draft' },
  'counter.form.discard.sure': {
    th: 'ข้อมูลและไฟล์ของร่างนี้จะหายไปทั้งหมด และเรียกคืนไม่ได้',
    en: 'Everything typed and scanned for this draft will be gone for good.',
  },
  'counter.form.discard.yes': { th: 'ยืนยันลบร่าง', en: 'Yes, delete it' },
  'counter.form.more': {
    th: 'มีคำถามเพิ่มจากคำตอบ โปรดกรอกก่อนรับคำขอ',
    en: 'The answers brought up more questions. Please answer them before filing.',
  },
  'counter.form.moreShort': { th: 'มีคำถามเพิ่ม', en: 'More questions have appeared' },
  'counter.form.saved': { th: 'บันทึกร่างแล้ว', en: 'Draft kept' },
  'counter.form.saving': { th: 'กำลังบันทึก', en: 'Saving' },
  'counter.form.unsaved': {
    th: 'ยังบันทึกร่างไม่ได้ ข้อความยังอยู่ในหน้านี้ ระบบจะลองใหม่เมื่อแก้ไขครั้งถัดไป',
    en: 'The draft could not be kept. Your words are still on this page; the next change tries again.',
  },
  'counter.form.differs': {
    th: 'ร่างนี้ถูกแก้ในอีกหน้าต่างหนึ่งด้วย',
    en: 'This draft was also changed in another tab',
  },
  'counter.form.differs.text': {
    th: 'ระบบเก็บคำตอบของหน้านี้ไว้ คำตอบของอีกหน้าต่างที่ต่างกันคือ',
    en: 'The answers of this page were kept. What the other tab said otherwise:',
  },
  'counter.form.waiting': { th: 'ส่วนที่ยังไม่ต้องกรอก', en: 'Parts not asked now' },
  'counter.rows.remove': { th: 'ลบรายการ', en: 'Remove' },
  'counter.rows.fault': { th: '{row} {number}: {fault}', en: '{row} {number}: {fault}' },

  'counter.office': { th: 'การรับเรื่อง', en: 'How it came in' },
  'counter.channel': { th: 'ช่องทาง', en: 'Channel' },
  'counter.channel.counter': { th: 'มาที่เคาน์เตอร์', en: 'At the counter' },
  'counter.channel.phone': { th: 'โทรศัพท์', en: 'By telephone' },
  'counter.channel.post': { th: 'ไปรษณีย์', en: 'By post' },
  'counter.channel.web': { th: 'ออนไลน์', en: 'Online' },
  'counter.lang': { th: 'ภาษาที่ใช้กับผู้ยื่น', en: 'The applicant’s language' },
  'counter.lang.th': { th: 'ไทย', en: 'Thai' },
  'counter.lang.en': { th: 'อังกฤษ', en: 'English' },
  'counter.later': {
    th: 'รับเอกสารไว้ก่อนหน้านี้ เพิ่งบันทึกเข้าระบบ (เช่น เครือข่ายล่ม)',
    en: 'Received earlier and entered only now (the network was down, for one)',
  },
  'counter.later.day': { th: 'วันที่รับเอกสารจริง', en: 'The day it was received' },
  'counter.later.time': { th: 'เวลาที่รับเอกสารจริง', en: 'The time it was received' },
  'counter.later.time.hint': { th: 'เช่น 14:10', en: 'Like 14:10' },
  'counter.later.time.bad': {
    th: '“เวลาที่รับเอกสารจริง” ต้องเป็นเวลา เช่น 14:10',
    en: '“The time it was received” must be a time of day, like 14:10',
  },
  'counter.later.reason': { th: 'เหตุที่บันทึกภายหลัง', en: 'Why it is entered only now' },
  'counter.later.reason.hint': {
    th: 'ผู้ยื่นจะเห็นข้อความนี้ในหน้าติดตาม',
    en: 'The applicant sees this when following the request',
  },
  'counter.later.future': {
    th: 'เวลาที่รับเอกสารจริงต้องไม่เป็นเวลาในอนาคต',
    en: 'The time it was received must not lie in the future',
  },
  'counter.later.tooEarly': {
    th: 'วันที่รับเอกสารจริงย้อนหลังได้ไม่เกิน {days} วัน คือตั้งแต่ {day}',
    en: 'The day it was received can be at most {days} days ago: not before {day}',
  },
  'counter.notOpen': {
    th: 'บริการนี้ไม่เปิดรับคำขอในวันที่รับเรื่อง',
    en: 'This service was not open for requests on that day',
  },
  'counter.noContact': { th: 'ไม่มีโทรศัพท์/อีเมล', en: 'Has no telephone or e-mail' },
  'counter.noContact.wayOut': {
    th: '{fault} หากผู้ยื่นไม่มี ให้ทำเครื่องหมาย “ไม่มีโทรศัพท์/อีเมล”',
    en: '{fault}, or tick “Has no telephone or e-mail”',
  },
  'counter.declaration': { th: 'คำรับรองของผู้ยื่น', en: 'The applicant’s declaration' },
  'counter.declared': {
    th: 'ผู้ยื่นรับรองข้อความนี้แล้ว (ต่อหน้า ทางโทรศัพท์ หรือลงชื่อในเอกสาร)',
    en: 'The applicant has declared this (in person, by telephone, or signed on paper)',
  },

  'counter.slip.title': { th: 'ใบรับคำขอ {reference}', en: 'Receipt {reference}' },
  'counter.slip.done': { th: 'รับคำขอแล้ว', en: 'The request has been taken in' },
  'counter.slip.heading': { th: 'ใบรับคำขอ', en: 'Receipt of application' },
  'counter.slip.applicant': { th: 'ผู้ยื่น', en: 'Applicant' },
  'counter.slip.received': { th: 'รับเมื่อ', en: 'Received' },
  'counter.slip.later': { th: 'บันทึกเข้าระบบเมื่อ', en: 'Entered' },
  'counter.slip.due': { th: 'กำหนดแล้วเสร็จ', en: 'Due' },
  'counter.slip.handedIn': { th: 'เอกสารที่ได้รับ', en: 'Handed in' },
  'counter.slip.nothing': { th: 'ไม่มีเอกสารแนบ', en: 'No papers' },
  'counter.slip.pieces': { th: '{count} ไฟล์', en: 'files: {count}' },
  'counter.slip.by': { th: 'ผู้รับเรื่อง', en: 'Taken in by' },
  'counter.slip.print': { th: 'พิมพ์ใบรับคำขอ', en: 'Print the receipt' },
  'counter.slip.next': { th: 'รับเรื่องถัดไป', en: 'Next in line' },
  'counter.slip.ask': {
    th: 'ไม่มีโทรศัพท์หรืออินเทอร์เน็ต นำใบนี้มาสอบถามที่เคาน์เตอร์ได้',
    en: 'Without a telephone or the internet, bring this slip to the counter and ask.',
  },

  'audit.deed.slip.viewed': { th: 'เปิดใบรับคำขอ', en: 'Saw a receipt' },
} as const satisfies Record<string, Text>
