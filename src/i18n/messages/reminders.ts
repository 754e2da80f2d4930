import type { Text } from '../text.ts'

/** Reminders, letters about lateness, and the list of what the machine did by itself. */
export const remindersMessages = {
  'reminders.digest.subject': {
    th: 'งานที่ต้องดูแล {count} เรื่อง {day}',
    en: 'To look after on {day}: {count}',
  },
  'reminders.digest.opening': { th: 'เรียน {name}', en: 'Dear {name},' },
  'reminders.digest.desk': { th: 'เปิดดูงานทั้งหมดได้ที่', en: 'All your work:' },
  'reminders.section.due.onDay': {
    th: 'ต้องเสร็จภายในวันทำการนี้ ({count} เรื่อง)',
    en: 'To be done within this working day ({count})',
  },
  'reminders.section.due.before': { th: 'ใกล้ครบกำหนด ({count} เรื่อง)', en: 'Due soon ({count})' },
  'reminders.section.sign.onDay': {
    th: 'หนังสือแจ้งเหตุแห่งความล่าช้า รอลงนาม ({count} ฉบับ)',
    en: 'Letters about lateness to sign ({count})',
  },
  'reminders.section.tell.onDay': {
    th: 'ต้องแจ้งผลให้ผู้ยื่นภายในวันทำการนี้ ({count} เรื่อง)',
    en: 'The applicant must be told of the decision within this working day ({count})',
  },
  'reminders.section.tell.before': {
    th: 'ยังไม่ได้แจ้งผลให้ผู้ยื่น ({count} เรื่อง)',
    en: 'The applicant has not been told of the decision yet ({count})',
  },
  'reminders.line.due': {
    th: '- {reference} {service} ครบกำหนด{day}',
    en: '- {reference} {service}, due {day}',
  },
  'reminders.line.sign': {
    th: '- {reference} {service} ครบรอบแจ้ง{day}',
    en: '- {reference} {service}, owed since {day}',
  },
  'reminders.line.tell': {
    th: '- {reference} {service} แจ้งผลได้ถึง{day} (พ.ร.บ.การอำนวยความสะดวกฯ พ.ศ. 2558 มาตรา 10)',
    en: '- {reference} {service}, to be told by {day} (Licensing Facilitation Act B.E. 2558, section 10)',
  },

  'reminders.escalated.unclaimed.subject': {
    th: 'คำขอ {reference} ยังไม่มีผู้รับเรื่อง',
    en: 'Nobody has taken on request {reference}',
  },
  'reminders.escalated.unclaimed.body': {
    th: 'คำขอ {reference} “{service}” รออยู่ {days} วันทำการแล้ว และยังไม่มีเจ้าหน้าที่รับเรื่อง',
    en: 'Request {reference} “{service}” has been waiting and no officer has taken it on. Working days: {days}.',
  },
  'reminders.escalated.late.subject': {
    th: 'คำขอ {reference} ล่าช้าแล้ว {days} วัน',
    en: 'Request {reference} is late. Days: {days}',
  },
  'reminders.escalated.late.body': {
    th: 'คำขอ {reference} “{service}” เลยกำหนดตามคู่มือมา {days} วัน และยังไม่เสร็จ',
    en: 'Request {reference} “{service}” is past the day its manual promised and is not done. Days late: {days}.',
  },
  'reminders.escalated.to.head': {
    th: 'แจ้งท่านในฐานะหัวหน้ากองที่รับผิดชอบ',
    en: 'You are told as the head of the division that answers for it.',
  },
  'reminders.escalated.to.palad': {
    th: 'แจ้งสำนักปลัดเพื่อสั่งการ',
    en: 'The Palad’s office is told so that it can decide what to do.',
  },

  'reminders.returned.reason': {
    th: 'พ้นวันที่ {day} ซึ่งเป็นวันสุดท้ายที่ให้แก้ไขแล้ว ยังไม่ได้รับสิ่งที่ขอเพิ่มดังนี้',
    en: 'The last day given, {day}, has passed and this was not received:',
  },
  'reminders.returned.subject': {
    th: 'ระบบคืนคำขอ {reference} เพราะเอกสารไม่ครบตามเวลา',
    en: 'Request {reference} was returned as incomplete',
  },
  'reminders.returned.body': {
    th: 'คำขอ {reference} “{service}” พ้นเวลาที่ให้แก้ไขแล้ว ระบบจึงคืนคำขอพร้อมเหตุผล (พ.ร.บ.การอำนวยความสะดวกฯ พ.ศ. 2558 มาตรา 9)',
    en: 'The time given to complete request {reference} “{service}” is over: the system has returned it with the reasons (Licensing Facilitation Act B.E. 2558, section 9).',
  },
  'reminders.returned.byPost': {
    th: 'ผู้ยื่นไม่มีอีเมล โปรดแจ้งเหตุผลและสิทธิอุทธรณ์ทางไปรษณีย์หรือโทรศัพท์',
    en: 'The applicant has no e-mail: please tell them the reasons and how to appeal by post or telephone.',
  },
  'reminders.returned.byMail': {
    th: 'ผู้ยื่นได้รับแจ้งเหตุผลและสิทธิอุทธรณ์ทางอีเมลแล้ว',
    en: 'The applicant is told the reasons and how to appeal by e-mail.',
  },

  'reminders.late.reason.step': {
    th: 'เรื่องอยู่ในขั้นตอน “{step}” และยังไม่แล้วเสร็จ',
    en: 'The matter is at the step “{step}” and is not finished.',
  },
  'reminders.late.reason': {
    th: 'เรื่องอยู่ระหว่างดำเนินการและยังไม่แล้วเสร็จ',
    en: 'The matter is being worked on and is not finished.',
  },
  'reminders.late.letter.number': { th: 'เลขทะเบียน {number}', en: 'Register number {number}' },
  'reminders.late.letter.day': { th: 'วันที่ {day}', en: '{day}' },
  'reminders.late.letter.subject': {
    th: 'เรื่อง แจ้งเหตุแห่งความล่าช้า คำขอเลขที่ {reference}',
    en: 'Subject: Reasons for the delay of request {reference}',
  },
  'reminders.late.letter.to': { th: 'เรียน {name}', en: 'Dear {name},' },
  'reminders.late.letter.toApplicant': { th: 'เรียน ผู้ยื่นคำขอ', en: 'Dear applicant,' },
  'reminders.late.letter.promised': {
    th: 'ตามที่ท่านยื่นคำขอ “{service}” เลขที่ {reference} เมื่อวันที่ {filed} ซึ่งต้องแล้วเสร็จภายในวันที่ {due} นั้น',
    en: 'On {filed} you filed the request “{service}”, number {reference}, which should have been done by {due}.',
  },
  'reminders.late.letter.late': {
    th: '{office}ยังดำเนินการไม่แล้วเสร็จ ล่าช้ามาแล้ว {days}\u00a0วัน เนื่องจาก',
    en: '{office} has not finished it. Days late: {days}. The reasons are:',
  },
  'reminders.late.letter.law': {
    th: 'จึงเรียนมาเพื่อทราบตามมาตรา 10 แห่งพระราชบัญญัติการอำนวยความสะดวกในการพิจารณาอนุญาตของทางราชการ พ.ศ. 2558 เทศบาลจะแจ้งให้ท่านทราบอีกทุก {every} วันจนกว่าจะแล้วเสร็จ',
    en: 'You are told this under section 10 of the Licensing Facilitation Act B.E. 2558. The municipality will write to you again every {every} days until it is done.',
  },
  'reminders.late.letter.regards': { th: 'ขอแสดงความนับถือ', en: 'Yours faithfully,' },
  'reminders.late.letter.copy': {
    th: 'สำเนาส่ง สำนักงาน ก.พ.ร.',
    en: 'Copy to the Office of the Public Sector Development Commission (OPDC)',
  },

  'desk.nav.late': { th: 'หนังสือแจ้งล่าช้า', en: 'Late letters' },
  'desk.nav.jobs': { th: 'งานอัตโนมัติ', en: 'Jobs' },
  'audit.deed.late.signed': {
    th: 'ลงนามหนังสือแจ้งเหตุแห่งความล่าช้า',
    en: 'Signed a letter about lateness',
  },
  'audit.deed.late.copiesSent': {
    th: 'บันทึกว่าส่งสำเนาให้ ก.พ.ร. แล้ว',
    en: 'Noted that copies went to OPDC',
  },
  'audit.deed.late.posted': {
    th: 'บันทึกว่าส่งหนังสือแจ้งล่าช้าทางไปรษณีย์แล้ว',
    en: 'Noted that a letter about lateness was posted',
  },
  'audit.deed.late.exported': {
    th: 'ดาวน์โหลดทะเบียนหนังสือแจ้งล่าช้า',
    en: 'Downloaded the register of letters about lateness',
  },
  'audit.deed.letters.retried': {
    th: 'สั่งส่งจดหมายที่ส่งไม่ได้อีกครั้ง',
    en: 'Had failed letters tried again',
  },

  'late.title': { th: 'หนังสือแจ้งเหตุแห่งความล่าช้า', en: 'Letters about lateness' },
  'late.lead': {
    th: 'คำขอที่เลยกำหนดต้องแจ้งเหตุผลเป็นหนังสือให้ผู้ยื่นทุก {every} วัน และส่งสำเนาให้ ก.พ.ร. ทุกครั้ง (พ.ร.บ.การอำนวยความสะดวกฯ พ.ศ. 2558 มาตรา 10) ระบบร่างให้ ท่านเขียนเหตุและลงนาม',
    en: 'A late request owes its applicant written reasons every {every} days, each time with a copy to OPDC (Licensing Facilitation Act B.E. 2558, section 10). The system drafts them; you write the reason and sign.',
  },
  'late.toSign': { th: 'รอลงนาม', en: 'To sign' },
  'late.none': { th: 'ไม่มีหนังสือรอลงนาม', en: 'There is nothing to sign.' },
  'late.more': {
    th: 'แสดงเฉพาะ {count} ฉบับที่เก่าที่สุด เมื่อลงนามแล้วฉบับต่อไปจะแสดง',
    en: 'Only the {count} oldest are shown; sign them and the next ones appear.',
  },
  'late.register': { th: 'ทะเบียนหนังสือและสำเนา', en: 'Register and copies' },
  'late.reference': { th: 'คำขอ', en: 'Request' },
  'late.service': { th: 'บริการ', en: 'Service' },
  'late.division': { th: 'กอง', en: 'Division' },
  'late.dueDay': { th: 'ครบกำหนด', en: 'Due' },
  'late.round': { th: 'รอบที่', en: 'Round' },
  'late.roundOf': { th: '{n} (ครบ {days} วัน)', en: '{n} (day {days})' },
  'late.open': { th: 'เขียนเหตุและลงนาม', en: 'Write the reason and sign' },
  'late.paused': {
    th: 'รอเอกสารจากผู้ยื่น ยังลงนามไม่ได้',
    en: 'Waiting for the applicant: cannot be signed yet',
  },
  'late.openOf': { th: 'คำขอ {reference} รอบที่ {n}', en: 'request {reference}, round {n}' },
  'late.byPost': { th: 'ไม่มีอีเมล ต้องส่งทางไปรษณีย์', en: 'No e-mail: to be posted' },
  'late.byMail': { th: 'ส่งทางอีเมล', en: 'By e-mail' },
  'late.dropped': { th: 'ร่างที่ไม่ต้องลงนามแล้วใน 30 วันที่ผ่านมา', en: 'Drafts dropped in the last 30 days' },
  'late.dropped.ended': { th: 'คำขอสิ้นสุดก่อนลงนาม', en: 'The request ended first' },
  'late.dropped.moved': { th: 'วันครบกำหนดเปลี่ยนไป', en: 'The due day moved' },
  'late.dropped.covered': {
    th: 'ไม่ได้ลงนามตามรอบ แจ้งรวมในฉบับถัดมา',
    en: 'Not signed in its time; a later letter covers it',
  },
  'late.droppedAt': { th: 'เมื่อ', en: 'When' },
  'late.because': { th: 'เพราะ', en: 'Because' },

  'late.sign.title': {
    th: 'แจ้งเหตุแห่งความล่าช้า {reference} รอบที่ {n}',
    en: 'Reasons for the delay of {reference}, round {n}',
  },
  'late.sign.case': { th: 'เปิดดูเรื่องนี้', en: 'Open the case' },
  'late.sign.reason': { th: 'เหตุแห่งความล่าช้า', en: 'The reasons for the delay' },
  'late.sign.reasonHint': {
    th: 'ร่างบอกเพียงว่าเรื่องอยู่ขั้นตอนใด โปรดเขียนว่าเหตุใดจึงช้าและจะเสร็จเมื่อใด เขียนเป็นภาษาของผู้ยื่น: {language}',
    en: 'The draft only says where the matter stands. Write why it takes longer and when it will be done, in the applicant’s language: {language}.',
  },
  'late.sign.language.th': { th: 'ภาษาไทย', en: 'Thai' },
  'late.sign.language.en': { th: 'ภาษาอังกฤษ', en: 'English' },
  'late.sign.before': { th: 'เหตุที่แจ้งครั้งก่อน', en: 'The reasons given last time' },
  'late.sign.preview': { th: 'ข้อความในหนังสือ', en: 'The letter' },
  'late.sign.previewNote': {
    th: 'เลขทะเบียน วันที่ และชื่อของท่านจะใส่ให้เมื่อลงนาม',
    en: 'The register number, the day and your name are added when you sign.',
  },
  'late.sign.sign': { th: 'ลงนามและส่ง', en: 'Sign and send' },
  'late.sign.byMail': {
    th: 'เมื่อลงนาม หนังสือจะส่งถึงผู้ยื่นทางอีเมลทันที',
    en: 'Once signed, it goes to the applicant by e-mail.',
  },
  'late.sign.byPost': {
    th: 'ผู้ยื่นไม่มีอีเมล เมื่อลงนามแล้วให้พิมพ์และส่งทางไปรษณีย์ แล้วบันทึกในทะเบียน',
    en: 'The applicant has no e-mail. Once signed, print it, post it, and note that in the register.',
  },
  'late.sign.empty': { th: 'เขียนเหตุแห่งความล่าช้า', en: 'Write the reasons for the delay' },
  'late.sign.asDrafted': {
    th: 'เขียนเหตุที่ล่าช้าด้วย ร่างบอกเพียงว่าเรื่องอยู่ขั้นตอนใด',
    en: 'Say why it is late: the draft only says where the matter stands',
  },
  'late.sign.tooLong': {
    th: 'เหตุแห่งความล่าช้าต้องไม่เกิน {max} ตัวอักษร',
    en: 'The reasons must be {max} characters or fewer',
  },
  'late.sign.stale': {
    th: 'ร่างนี้ไม่ต้องลงนามแล้ว เพราะคำขอสิ้นสุดหรือวันครบกำหนดเปลี่ยนไป ระบบจะนำออกจากรายการ',
    en: 'This draft need not be signed any more: the request ended or its due day moved. It will leave the list.',
  },
  'late.sign.paused': {
    th: 'ยังลงนามไม่ได้ เพราะกำลังรอเอกสารจากผู้ยื่น เวลาหยุดนับอยู่ เมื่อได้รับแล้วจึงลงนามได้',
    en: 'It cannot be signed yet: the office is waiting for the applicant and the clock stands still. It can be once they have answered.',
  },
  'late.sign.older': {
    th: 'ลงนามได้เฉพาะฉบับล่าสุดของคำขอนี้ คือรอบที่ {n} ซึ่งแจ้งรวมรอบนี้ด้วย',
    en: 'Only the newest letter of this request can be signed, round {n}; it covers this one too.',
  },
  'late.sign.done': { th: 'ลงนามแล้ว เลขทะเบียน {number}', en: 'Signed. Register number {number}' },
  'late.letter.title': { th: 'หนังสือเลขทะเบียน {number}', en: 'Letter, register number {number}' },
  'late.letter.print': { th: 'พิมพ์หนังสือ', en: 'Print the letter' },
  'late.letter.posted': { th: 'ส่งทางไปรษณีย์เมื่อ', en: 'Posted' },
  'late.letter.markPosted': { th: 'บันทึกว่าส่งทางไปรษณีย์แล้ว', en: 'Note that it was posted' },
  'late.letter.back': { th: 'กลับไปหน้ารายการ', en: 'Back to the list' },
  'late.letter.droppedNote': { th: 'ร่างนี้ไม่ได้ลงนาม เพราะ', en: 'This draft was not signed:' },

  'late.overtaken.title': {
    th: 'หนังสือนี้เปลี่ยนไปก่อนท่านลงนาม',
    en: 'This letter changed before you signed it',
  },
  'late.overtaken.signed': {
    th: 'มีผู้ลงนามหนังสือฉบับนี้แล้ว เหตุผลที่ท่านเขียนไม่ได้ส่งออกไป',
    en: 'Somebody else has signed this letter. The reasons you wrote did not go out.',
  },
  'late.overtaken.dropped': {
    th: 'หนังสือฉบับนี้ไม่ต้องลงนามแล้ว เพราะคำขอสิ้นสุด วันครบกำหนดเปลี่ยน หรือแจ้งรวมในฉบับถัดมา เหตุผลที่ท่านเขียนไม่ได้ส่งออกไป',
    en: 'This letter need not be signed any more: the request ended, its due day moved, or a later letter covers it. The reasons you wrote did not go out.',
  },
  'late.overtaken.paused': {
    th: 'ยังลงนามไม่ได้ เพราะกำลังรอเอกสารจากผู้ยื่น เหตุผลที่ท่านเขียนไม่ได้ส่งออกไป',
    en: 'It cannot be signed yet: the office is waiting for the applicant. The reasons you wrote did not go out.',
  },
  'late.overtaken.older': {
    th: 'มีฉบับใหม่กว่าของคำขอนี้ คือรอบที่ {n} โปรดลงนามฉบับนั้น ซึ่งแจ้งรวมรอบนี้ด้วย เหตุผลที่ท่านเขียนไม่ได้ส่งออกไป',
    en: 'There is a newer letter of this request, round {n}: please sign that one, it covers this one too. The reasons you wrote did not go out.',
  },
  'late.overtaken.changed': {
    th: 'มีความเคลื่อนไหวในคำขอนี้ระหว่างที่ท่านเขียน โปรดดูเรื่องอีกครั้งแล้วจึงลงนาม เหตุผลที่ท่านเขียนยังไม่ได้ส่งออกไป',
    en: 'Something happened to this request while you were writing. Please look at it again before you sign. The reasons you wrote did not go out.',
  },
  'late.overtaken.yours': { th: 'สิ่งที่ท่านเขียน', en: 'What you wrote' },
  'late.overtaken.see': { th: 'ดูหนังสือฉบับนี้', en: 'See the letter as it stands' },

  'late.register.title': {
    th: 'ทะเบียนหนังสือแจ้งเหตุแห่งความล่าช้า',
    en: 'Register of letters about lateness',
  },
  'late.register.lead': {
    th: 'หนังสือทุกฉบับที่ลงนามแล้ว เลขไม่เว้น และสำเนาที่ต้องส่ง ก.พ.ร.',
    en: 'Every signed letter, numbered without gaps, and the copies owed to OPDC.',
  },
  'late.register.show': { th: 'แสดง', en: 'Show' },
  'late.register.all': { th: 'ทั้งหมด', en: 'All' },
  'late.register.due': { th: 'สำเนายังไม่ได้ส่ง', en: 'Copies to send' },
  'late.register.sent': { th: 'สำเนาส่งแล้ว', en: 'Copies sent' },
  'late.register.none': { th: 'ไม่มีรายการ', en: 'There is nothing here.' },
  'late.register.number': { th: 'เลขทะเบียน', en: 'Number' },
  'late.register.signed': { th: 'ลงนาม', en: 'Signed' },
  'late.register.signedBy': { th: 'ผู้ลงนาม', en: 'By' },
  'late.register.way': { th: 'ถึงผู้ยื่น', en: 'To the applicant' },
  'late.register.copy': { th: 'สำเนา ก.พ.ร.', en: 'Copy to OPDC' },
  'late.register.copyDue': { th: 'ยังไม่ได้ส่ง', en: 'To send' },
  'late.register.toPost': { th: 'ต้องส่งไปรษณีย์ ยังไม่ได้บันทึก', en: 'To be posted; not noted yet' },
  'late.register.choose': { th: 'เลือกฉบับที่ {number}', en: 'Choose number {number}' },
  'late.register.markSent': {
    th: 'บันทึกว่าส่งสำเนาของฉบับที่เลือกแล้ว',
    en: 'Note that the chosen copies were sent',
  },
  'late.register.chooseSome': { th: 'เลือกอย่างน้อยหนึ่งฉบับ', en: 'Choose at least one letter' },
  'late.register.csv': { th: 'ดาวน์โหลดรายการนี้ (CSV)', en: 'Download this list (CSV)' },
  'late.register.next': { th: 'เก่ากว่านี้', en: 'Older' },
  'late.register.marked': { th: 'บันทึกแล้ว', en: 'Noted.' },

  'jobs.title': { th: 'งานอัตโนมัติ', en: 'What runs by itself' },
  'jobs.lead': {
    th: 'ระบบทำงานเหล่านี้เองตามเวลา การทำงานซ้ำหรือเปิดระบบใหม่จะไม่ส่งจดหมายซ้ำ',
    en: 'The system does these by itself. Starting it again, or running it twice, sends nothing twice.',
  },
  'jobs.name': { th: 'งาน', en: 'Job' },
  'jobs.every': { th: 'ทำทุก', en: 'Every' },
  'jobs.last': { th: 'ครั้งล่าสุด', en: 'Last run' },
  'jobs.next': { th: 'ครั้งต่อไปราว', en: 'Next, about' },
  'jobs.result': { th: 'ผล', en: 'Result' },
  'jobs.never': { th: 'ยังไม่เคยทำ', en: 'Not yet' },
  'jobs.soon': { th: 'เมื่อระบบทำงาน', en: 'As soon as the system runs' },
  'jobs.nothing': { th: 'ไม่มีอะไรต้องทำ', en: 'Nothing to do' },
  'jobs.failed': { th: 'ไม่สำเร็จ รหัส {code}', en: 'Failed, code {code}' },
  'jobs.failedAfter': {
    th: 'ทำได้บางส่วน ({done}) แล้วไม่สำเร็จ รหัส {code}',
    en: 'Done in part ({done}), then failed, code {code}',
  },
  'jobs.minutes': { th: '{n} นาที', en: '{n} min' },
  'jobs.hours': { th: '{n} ชั่วโมง', en: '{n} h' },
  'jobs.lately': { th: 'สิ่งที่ทำล่าสุด', en: 'What was done lately' },
  'jobs.latelyNone': { th: 'ยังไม่มีงานใดทำอะไร', en: 'No job has done anything yet.' },
  'jobs.when': { th: 'เวลา', en: 'When' },
  'jobs.letters.title': { th: 'จดหมายขาออก', en: 'Outgoing mail' },
  'jobs.letters.waiting': { th: 'รอส่ง', en: 'Waiting' },
  'jobs.letters.sent': { th: 'ส่งแล้ว', en: 'Sent' },
  'jobs.letters.failed': { th: 'ส่งไม่ได้', en: 'Failed' },
  'jobs.letters.noServer': {
    th: 'ยังไม่ได้ตั้งเครื่องแม่ข่ายอีเมล (SMTP_URL) จดหมายทุกฉบับรออยู่และไม่หาย',
    en: 'No mail server is set (SMTP_URL): every letter waits and none is lost.',
  },
  'jobs.letters.failedList': { th: 'จดหมายที่ส่งไม่ได้', en: 'Letters that could not be delivered' },
  'jobs.letters.about': { th: 'เรื่อง', en: 'About' },
  'jobs.letters.noCase': { th: 'ไม่เกี่ยวกับคำขอ', en: 'No request' },
  'jobs.letters.written': { th: 'เขียนเมื่อ', en: 'Written' },
  'jobs.letters.error': { th: 'รหัสข้อผิดพลาด', en: 'Error code' },
  'jobs.letters.retry': { th: 'ส่งอีกครั้งทั้งหมด', en: 'Try them all again' },
  'jobs.letters.retried': { th: 'จะส่งอีกครั้งในไม่ช้า', en: 'They will be tried again shortly.' },
  'jobs.letters.retryWho': {
    th: 'ผู้ดูแลระบบสั่งส่งอีกครั้งได้ที่หน้านี้',
    en: 'An administrator can have them tried again on this page.',
  },

  'jobs.name.letters': { th: 'ส่งจดหมาย', en: 'Deliver letters' },
  'jobs.did.letters': { th: 'ส่ง {n} ฉบับ', en: 'Letters sent: {n}' },
  'jobs.name.dueDays': { th: 'ปรับวันครบกำหนดตามปฏิทิน', en: 'Keep due days with the calendar' },
  'jobs.did.dueDays': { th: 'ปรับ {n} เรื่อง', en: 'Requests corrected: {n}' },
  'jobs.name.giveBack': { th: 'คืนคำขอที่พ้นเวลาแก้ไข', en: 'Return what was not completed in time' },
  'jobs.did.giveBack': { th: 'คืน {n} เรื่อง', en: 'Requests returned: {n}' },
  'jobs.name.escalate': { th: 'แจ้งหัวหน้ากองและปลัด', en: 'Tell heads and the Palad' },
  'jobs.did.escalate': { th: 'แจ้ง {n} ครั้ง', en: 'Times told: {n}' },
  'jobs.name.draftLate': { th: 'ร่างหนังสือแจ้งล่าช้า', en: 'Draft letters about lateness' },
  'jobs.did.draftLate': { th: 'ร่างหรือนำออก {n} ฉบับ', en: 'Drafted or dropped: {n}' },
  'jobs.name.remind': { th: 'เตือนเจ้าหน้าที่', en: 'Remind officers' },
  'jobs.did.remind': { th: 'เตือน {n} คน', en: 'Officers reminded: {n}' },
  'jobs.name.drafts': { th: 'ลบร่างคำขอที่หมดอายุ', en: 'Forget expired drafts' },
  'jobs.did.drafts': { th: 'ลบไฟล์ {n} ไฟล์', en: 'Files deleted: {n}' },
  'jobs.name.files': { th: 'ลบไฟล์ที่ไม่มีเจ้าของ', en: 'Delete files that belong to nothing' },
  'jobs.did.files': { th: 'ลบ {n} ไฟล์', en: 'Files deleted: {n}' },
  'jobs.name.trim': { th: 'ตัดประวัติงานที่ไม่มีผล', en: 'Trim the history of jobs' },
  'jobs.did.trim': { th: 'ตัด {n} แถว', en: 'Rows removed: {n}' },
} as const satisfies Record<string, Text>
