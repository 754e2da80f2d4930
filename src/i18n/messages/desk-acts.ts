import type { Text } from '../text.ts'

/** Why an act cannot be done, and what is wrong with what was typed for it; the applicant’s letters about acts. */
export const deskActsMessages = {
  'acts.tooLong': {
    th: 'ข้อความต้องไม่เกิน {max} ตัวอักษร',
    en: 'The text must be {max} characters or fewer',
  },
  'acts.unfilled': {
    th: 'เติมข้อความตรง “{place}” ให้ครบก่อนส่ง ผู้ยื่นจะได้อ่านตามนี้ทุกคำ',
    en: 'Fill in what belongs at “{place}” first: the applicant reads every word as it stands',
  },
  'acts.no.cases.act': { th: 'บทบาทของท่านอ่านได้อย่างเดียว', en: 'Your role only reads' },
  'acts.no.cases.assign': {
    th: 'การมอบหมายเป็นหน้าที่ของหัวหน้ากองหรือสำนักปลัด',
    en: 'Assigning is for the head of the division or the Palad’s office',
  },
  'acts.no.cases.supervise': {
    th: 'ต้องให้หัวหน้ากองหรือสำนักปลัดดำเนินการ',
    en: 'This takes the head of the division or the Palad’s office',
  },
  'acts.no.division': {
    th: 'เรื่องนี้เป็นของกองอื่น',
    en: 'This case is another division’s',
  },
  'acts.no.joined': {
    th: 'กองของท่านร่วมดำเนินการเท่านั้น กองเจ้าของเรื่องเป็นผู้ทำรายการนี้',
    en: 'Your division only helps: this is for the division that answers for the case',
  },
  'acts.refused.finished': { th: 'เรื่องนี้สิ้นสุดแล้ว', en: 'This case has ended' },
  'acts.refused.received': { th: 'รับคำขอไว้แล้ว', en: 'It has been received already' },
  'acts.refused.yours': { th: 'ท่านรับเรื่องนี้ไว้แล้ว', en: 'You have taken this case on already' },
  'acts.refused.claimed': { th: '{name} รับเรื่องนี้ไว้แล้ว', en: '{name} has taken this case on' },
  'acts.refused.nobodys': { th: 'ยังไม่มีผู้รับเรื่องนี้', en: 'Nobody has taken this case on' },
  'acts.refused.notJoined': { th: 'ไม่มีกองอื่นร่วมดำเนินการ', en: 'No other division has joined' },
  'acts.refused.noStepBegun': {
    th: 'ไม่มีขั้นตอนที่กำลังทำอยู่ เริ่มขั้นตอนก่อน',
    en: 'No step is under way: begin one first',
  },
  'acts.refused.late': {
    th: 'เลยกำหนดแล้ว ขยายเวลาไม่ได้ ต้องแจ้งเหตุแห่งความล่าช้า (พ.ร.บ.การอำนวยความสะดวกฯ พ.ศ. 2558 มาตรา 10)',
    en: 'The time is over: it cannot be extended, and the reasons for the delay are owed (Licensing Facilitation Act B.E. 2558, section 10)',
  },
  'acts.refused.waiting': {
    th: 'ขอเอกสารไปแล้ว กำลังรอผู้ยื่น',
    en: 'The applicant has been asked and has not answered yet',
  },
  'acts.refused.notWaiting': {
    th: 'ไม่มีรายการที่รอผู้ยื่นส่ง',
    en: 'Nothing is awaited from the applicant',
  },
  'acts.refused.askedBefore': {
    th: 'ขอเอกสารเพิ่มได้เพียงครั้งเดียว (พ.ร.บ.การอำนวยความสะดวกฯ พ.ศ. 2558 มาตรา 8) หากมีเหตุตามกฎหมาย ให้หัวหน้ากองหรือสำนักปลัดเป็นผู้ขอ',
    en: 'What is missing may be asked for once only (Licensing Facilitation Act B.E. 2558, section 8). If the law allows another, the head of the division or the Palad’s office asks.',
  },
  'acts.refused.noRecord': {
    th: 'คืนเพราะไม่ครบได้เมื่อบันทึกความบกพร่องและให้เวลาแก้ไขแล้วเท่านั้น (พ.ร.บ.การอำนวยความสะดวกฯ พ.ศ. 2558 มาตรา 8 และ 9)',
    en: 'It can go back as incomplete only after what is missing was recorded and time was given (Licensing Facilitation Act B.E. 2558, sections 8 and 9)',
  },
  'acts.refused.timeLeft': {
    th: 'ยังอยู่ในเวลาที่ให้ผู้ยื่นแก้ไข หากมีเหตุตามกฎหมาย ให้หัวหน้ากองหรือสำนักปลัดเป็นผู้คืน',
    en: 'The applicant still has time. If the law allows it, the head of the division or the Palad’s office returns it.',
  },
  'acts.refused.answered': {
    th: 'ไม่มีสิ่งที่รอผู้ยื่นส่งแล้ว หากมีเหตุตามกฎหมาย ให้หัวหน้ากองหรือสำนักปลัดเป็นผู้คืน',
    en: 'Nothing is awaited from the applicant any more. If the law allows it, the head of the division or the Palad’s office returns it.',
  },
  'acts.refused.lateWithdraw': {
    th: 'เลยกำหนดแล้ว ให้หัวหน้ากองหรือสำนักปลัดเป็นผู้บันทึกการยกเลิก',
    en: 'The time is over: the head of the division or the Palad’s office records the withdrawal',
  },
  'acts.refused.whileWaiting': {
    th: 'กำลังรอเอกสารจากผู้ยื่น บันทึกสิ่งที่ได้รับหรือคืนคำขอก่อน',
    en: 'The applicant is asked for documents: record what came, or return the request, first',
  },
  'acts.refused.undecided': {
    th: 'บริการนี้ต้องมีผลการพิจารณาก่อน',
    en: 'This service needs a decision first',
  },
  'acts.refused.closed': { th: 'ปิดเรื่องนี้แล้ว', en: 'This case has been closed' },
  'acts.refused.open': { th: 'เรื่องนี้ยังไม่สิ้นสุด', en: 'This case has not ended' },

  'desk.letGo.reason': {
    th: 'ผู้รับเรื่องย้ายกองหรือพ้นหน้าที่แล้ว',
    en: 'Whoever had it works in another division or has left',
  },
  'acts.assign.nobody': { th: 'เลือกผู้รับเรื่อง', en: 'Choose who is to have it' },
  'acts.assign.notThere': {
    th: 'เลือกเจ้าหน้าที่ที่ยังปฏิบัติงานและดำเนินเรื่องได้',
    en: 'Choose an officer who works here and may act on cases',
  },
  'acts.assign.already': { th: '{name} รับเรื่องนี้ไว้แล้ว', en: '{name} has this case already' },
  'acts.assign.elsewhere': {
    th: '{name} ไม่ได้อยู่กองที่รับผิดชอบเรื่องนี้ ส่งต่อเรื่องไปยังกองนั้นก่อน',
    en: '{name} is not of the division that answers for this case: pass it on to that division first',
  },
  'acts.assign.forward': {
    th: 'จะให้กองอื่นรับผิดชอบ ให้ใช้การส่งต่อ',
    en: 'To hand it to another division, pass it on',
  },
  'acts.assign.there': {
    th: 'เรื่องอยู่กับกองนี้และยังไม่มีผู้รับเรื่อง',
    en: 'The division has it already, and nobody has taken it on',
  },
  'acts.division.none': { th: 'เลือกกอง', en: 'Choose a division' },
  'acts.division.unknown': { th: 'ไม่มีกองนี้', en: 'There is no such division' },
  'acts.division.same': {
    th: '{division} รับผิดชอบเรื่องนี้อยู่แล้ว',
    en: '{division} answers for this case already',
  },
  'acts.join.already': {
    th: '{division} ร่วมดำเนินการอยู่แล้ว',
    en: '{division} has joined already',
  },
  'acts.leave.notJoined': {
    th: 'เลือกกองที่ร่วมดำเนินการอยู่',
    en: 'Choose a division that has joined',
  },
  'acts.leave.others': {
    th: 'กองของท่านจบได้เฉพาะส่วนของตน',
    en: 'Your division can only end its own part',
  },
  'acts.forward.noReason': {
    th: 'บอกเหตุที่ส่งต่อ ผู้ยื่นจะได้อ่าน',
    en: 'Say why it is passed on; the applicant will read it',
  },
  'acts.step.none': { th: 'เลือกขั้นตอนในคู่มือ', en: 'Choose a step of the manual' },
  'acts.step.others': {
    th: 'ขั้นตอนนี้เป็นของกองอื่น',
    en: 'This step is another division’s',
  },
  'acts.step.begun': { th: 'ขั้นตอน “{step}” เริ่มแล้ว', en: 'The step “{step}” has begun' },
  'acts.step.done': { th: 'ขั้นตอน “{step}” เสร็จแล้ว', en: 'The step “{step}” is done' },
  'acts.step.notBegun': {
    th: 'ยังไม่ได้บันทึกว่าเริ่มขั้นตอน “{step}” เริ่มขั้นตอนก่อน แล้วจึงบันทึกว่าเสร็จ',
    en: 'Nobody has recorded that the step “{step}” was begun: begin it first, then finish it',
  },
  'acts.ask.noText': { th: 'พิมพ์คำถามถึงผู้ยื่น', en: 'Write the question to the applicant' },
  'acts.tell.noText': { th: 'พิมพ์ข้อความถึงผู้ยื่น', en: 'Write the message to the applicant' },
  'acts.note.noText': { th: 'พิมพ์บันทึก', en: 'Write the note' },
  'acts.link.none': {
    th: 'กรอกเลขที่คำขออีกเรื่องที่ท่านเปิดดูได้',
    en: 'Enter the number of another request that you can open',
  },
  'acts.link.notYours': {
    th: 'ท่านเปิดดูเรื่องนั้นได้ แต่การเชื่อมเรื่องต้องให้กองเจ้าของเรื่องนั้นหรือสำนักปลัดดำเนินการ',
    en: 'You may read that case, but linking it is for the division that answers for it, or the Palad’s office',
  },
  'acts.link.itself': { th: 'นี่คือเลขที่ของเรื่องนี้เอง', en: 'This is the number of the case itself' },
  'acts.link.already': { th: 'เชื่อมกับ {reference} แล้ว', en: 'It is linked with {reference} already' },
  'acts.extend.noUnit': { th: 'เลือกหน่วยเวลา', en: 'Choose days or working days' },
  'acts.extend.noNumber': { th: 'กรอกจำนวนเต็มตั้งแต่ 1', en: 'Enter a whole number, 1 or more' },
  'acts.extend.tooLong': {
    th: 'ขยายเวลารวมกันได้ไม่เกิน {max} วัน',
    en: 'All extensions together may be {max} days at most',
  },
  'acts.extend.noReason': {
    th: 'บอกเหตุที่ขยายเวลา ผู้ยื่นจะได้อ่าน',
    en: 'Say why more time is needed; the applicant will read it',
  },
  'acts.missing.noItems': {
    th: 'ระบุสิ่งที่ขาดให้ครบทุกรายการ ขอได้เพียงครั้งเดียว',
    en: 'List everything that is missing: it may be asked for once only',
  },
  'acts.missing.manyItems': { th: 'ระบุได้ไม่เกิน {max} รายการ', en: 'At most {max} entries' },
  'acts.missing.longItem': {
    th: 'แต่ละรายการต้องไม่เกิน {max} ตัวอักษร',
    en: 'Each entry must be {max} characters or fewer',
  },
  'acts.missing.noDay': { th: 'กรอกวันที่ให้ถูกต้อง', en: 'Enter a real date' },
  'acts.missing.past': { th: 'วันที่ต้องไม่ผ่านมาแล้ว', en: 'The date must not be in the past' },
  'acts.missing.tooSoon': {
    th: 'ให้เวลาผู้ยื่นอย่างน้อย {min} วันทำการหลังวันนี้',
    en: 'Give the applicant at least {min} working days after today',
  },
  'acts.missing.tooFar': {
    th: 'ให้เวลาได้ไม่เกิน {max} วันนับจากวันนี้',
    en: 'At most {max} days from today can be given',
  },
  'acts.missing.noLegalReason': {
    th: 'บอกเหตุตามกฎหมายที่ขอเอกสารได้อีกครั้ง',
    en: 'Say which provision allows asking a second time',
  },
  'acts.supply.which': {
    th: 'เลือกรายการที่ได้รับ รายการที่ไม่เลือกถือว่ายังขาดอยู่',
    en: 'Choose what was received: what is not chosen is still missing',
  },
  'acts.supply.nothing': {
    th: 'บอกสิ่งที่ได้รับหรือแนบไฟล์',
    en: 'Say what was received, or attach it',
  },
  'acts.return.noReason': {
    th: 'บอกเหตุที่คืนคำขอเป็นลายลักษณ์อักษร',
    en: 'Give the reasons for returning it in writing',
  },
  'acts.return.noLegalReason.timeLeft': {
    th: 'ยังไม่พ้นเวลาที่ให้แก้ไข บอกเหตุตามกฎหมายที่คืนก่อนได้',
    en: 'There is still time: say which provision allows returning it before',
  },
  'acts.return.noLegalReason.answered': {
    th: 'ไม่มีสิ่งที่รอผู้ยื่นส่งแล้ว บอกเหตุตามกฎหมายที่คืนได้',
    en: 'Nothing is awaited from the applicant any more: say which provision allows returning it',
  },
  'acts.decide.none': { th: 'เลือกผลการพิจารณา', en: 'Choose the decision' },
  'acts.decide.noGrounds': {
    th: 'บริการนี้ไม่ได้ประกาศเหตุที่อาจไม่อนุญาตไว้ จึงไม่อนุญาตไม่ได้ ติดต่อผู้ดูแลคู่มือให้ประกาศเหตุพร้อมข้อกฎหมายก่อน',
    en: 'This service was published without grounds for refusing, so nothing can be refused. Have the manual publish them, with their clauses, first.',
  },
  'acts.decide.noGround': {
    th: 'เลือกเหตุที่ไม่อนุญาตจากรายการของบริการนี้',
    en: 'Choose a ground from this service’s list',
  },
  'acts.decide.noReason': {
    th: 'บอกข้อเท็จจริงที่เข้าเหตุนั้น ผู้ยื่นมีสิทธิได้ทราบเหตุผล',
    en: 'Say which facts meet that ground: the applicant has a right to the reasons',
  },
  'acts.deliver.nothing': {
    th: 'แนบเอกสารผลหรือบอกวิธีรับ',
    en: 'Attach the result, or say how it is handed over',
  },
  'acts.close.noReply': {
    th: 'พิมพ์คำตอบถึงผู้ยื่นก่อนปิดเรื่อง',
    en: 'Write the reply to the applicant before closing',
  },
  'acts.reopen.noReason': {
    th: 'บอกเหตุที่เปิดเรื่องอีกครั้ง ผู้ยื่นจะได้อ่าน',
    en: 'Say why it is opened again; the applicant will read it',
  },
  'acts.withdraw.noWord': {
    th: 'บันทึกว่าผู้ยื่นแจ้งยกเลิกเมื่อใด ทางใด เพราะเหตุใด',
    en: 'Record when, how and why the applicant asked for it',
  },
  'acts.many.changed': {
    th: 'มีผู้แก้ไขเรื่องนี้ในเวลาเดียวกัน เปิดดูแล้วทำใหม่',
    en: 'Somebody changed it at the same time: open it and try again',
  },
  'acts.many.notFound': { th: 'ไม่พบเรื่องนี้', en: 'There is no such case' },

  'letters.about': {
    th: 'คำขอ {reference} “{service}”',
    en: 'About your request {reference}, “{service}”',
  },
  'letters.deficiency.subject': {
    th: 'คำขอ {reference} ยังขาดเอกสารหรือข้อมูล',
    en: 'Something is missing from request {reference}',
  },
  'letters.deficiency.record': {
    th: 'บันทึกความบกพร่องครั้งที่ {n} คำขอนี้ยังขาด',
    en: 'Deficiency record no. {n}. This is still missing:',
  },
  'letters.deficiency.until': {
    th: 'โปรดส่งจากลิงก์ด้านล่าง หรือนำมาที่สำนักงาน ภายใน{day}',
    en: 'Please send it from the link below, or bring it to the office, by {day}.',
  },
  'letters.deficiency.paused': {
    th: 'ระหว่างรอท่าน เวลาของเทศบาลหยุดนับ',
    en: 'While we wait for you, the municipality’s time stands still.',
  },
  'letters.deficiency.otherwise': {
    th: 'หากไม่ส่งภายในวันดังกล่าว เจ้าหน้าที่จะคืนคำขอพร้อมเหตุผล และท่านยื่นใหม่ได้ (พ.ร.บ.การอำนวยความสะดวกฯ พ.ศ. 2558 มาตรา 9)',
    en: 'If it does not arrive by then, the request is returned with the reasons, and you may file again (Licensing Facilitation Act B.E. 2558, section 9).',
  },
  'letters.supplied.subject': {
    th: 'คำขอ {reference} ได้รับเอกสารเพิ่มแล้ว',
    en: 'Request {reference}: what was missing has arrived',
  },
  'letters.supplied.part': {
    th: 'ได้รับบางรายการแล้ว ยังขาดรายการต่อไปนี้ กำหนดเวลายังหยุดนับอยู่',
    en: 'A part has arrived. The following is still missing, and the clock still stands still.',
  },
  'letters.supplied.body': {
    th: 'ได้รับสิ่งที่ขอเพิ่มแล้ว และนับเวลาต่อจากที่เหลือ',
    en: 'What was missing has arrived, and the count goes on with the time that was left.',
  },
  'letters.asked.subject': {
    th: 'เจ้าหน้าที่สอบถามเรื่องคำขอ {reference}',
    en: 'A question about your request {reference}',
  },
  'letters.asked.how': {
    th: 'ตอบได้จากลิงก์ด้านล่าง เวลาของเทศบาลยังนับต่อ',
    en: 'Please answer from the link below. The municipality’s time goes on.',
  },
  'letters.told.subject': { th: 'แจ้งเรื่องคำขอ {reference}', en: 'News of your request {reference}' },
  'letters.forwarded.subject': {
    th: 'คำขอ {reference} ส่งต่อไปยังกองที่รับผิดชอบ',
    en: 'Request {reference} has been passed on',
  },
  'letters.forwarded.body': {
    th: '{from} ส่งต่อเรื่องนี้ไปยัง {to} ซึ่งรับผิดชอบเรื่องนี้ต่อไป',
    en: '{from} has passed it on to {to}, which answers for it from here on.',
  },
  'letters.extended.subject': {
    th: 'คำขอ {reference} ขยายเวลา',
    en: 'Request {reference} has been given more time',
  },
  'letters.late.subject': {
    th: 'แจ้งเหตุแห่งความล่าช้า คำขอ {reference}',
    en: 'Why request {reference} is late',
  },
  'letters.returned.subject': {
    th: 'คืนคำขอ {reference} พร้อมเหตุผล',
    en: 'Request {reference} is returned, with the reasons',
  },
  'letters.returned.body': { th: 'เทศบาลคืนคำขอนี้ เพราะ', en: 'The request is returned because:' },
  'letters.returned.again': {
    th: 'ท่านยื่นคำขอใหม่ได้ทุกเมื่อ หากไม่เห็นด้วย มีสิทธิอุทธรณ์ดังนี้',
    en: 'You may file again at any time. If you do not agree, you may appeal:',
  },
  'letters.decided.subject': { th: 'ผลการพิจารณาคำขอ {reference}', en: 'Decision on request {reference}' },
  'letters.decided.outcome': { th: 'ผลการพิจารณา: {outcome}', en: 'Decision: {outcome}' },
  'letters.decided.because': { th: 'เหตุที่ไม่อนุญาต: {text}', en: 'Ground: {text}' },
  'letters.decided.clause': { th: 'ข้อกฎหมาย: {text}', en: 'Provision: {text}' },
  'letters.decided.appeal': { th: 'สิทธิอุทธรณ์: {text}', en: 'Right of appeal: {text}' },
  'letters.delivered.subject': { th: 'ส่งมอบผลคำขอ {reference}', en: 'The result of request {reference}' },
  'letters.delivered.body': { th: 'ผลของคำขอนี้พร้อมแล้ว', en: 'The result of your request is ready.' },
  'letters.delivered.files': {
    th: 'ดาวน์โหลดเอกสารได้จากลิงก์ด้านล่าง',
    en: 'You can download the documents from the link below.',
  },
  'letters.closed.subject': { th: 'ปิดคำขอ {reference} แล้ว', en: 'Request {reference} has been closed' },
  'letters.closed.rate': {
    th: 'โปรดประเมินการให้บริการจากลิงก์ด้านล่าง ใช้เวลาไม่ถึงหนึ่งนาที',
    en: 'Please rate the service from the link below. It takes less than a minute.',
  },
  'letters.closed.unsolved': {
    th: 'หากเรื่องยังไม่แก้ไข ท่านเปิดเรื่องอีกครั้งได้จากลิงก์เดียวกันภายใน {days} วัน',
    en: 'If it is not solved, you can open it again from the same link within {days} days.',
  },
  'letters.reopened.subject': {
    th: 'เปิดคำขอ {reference} อีกครั้ง',
    en: 'Request {reference} is open again',
  },
  'letters.reopened.body': {
    th: 'เปิดคำขอนี้อีกครั้ง และนับเวลาต่อจากที่เหลือ เพราะ',
    en: 'The request is open again, and the time that was left goes on, because:',
  },
  'letters.withdrawn.subject': { th: 'ยกเลิกคำขอ {reference} แล้ว', en: 'Request {reference} withdrawn' },
  'letters.withdrawn.again': {
    th: 'คำขอนี้ถูกยกเลิกตามที่ท่านแจ้ง ยื่นใหม่ได้ทุกเมื่อ',
    en: 'It has been withdrawn as you asked. You can file a new one at any time.',
  },
} as const satisfies Record<string, Text>
