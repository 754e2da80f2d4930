import type { Text } from '../text.ts'

/** The reporter's pages. The notice of protection follows the domain's draft, for the municipality's lawyer to approve. */
export const whistleMessages: Record<string, Text> = {
  // Neutral: it stands in the browser's history and on its tabs.
  'w.title': { th: 'บริการประชาชน', en: 'Public services' },
  'w.exit': { th: 'ออกจากหน้านี้ทันที', en: 'Leave this page now' },
  'w.exit.where': {
    th: 'ปุ่มสีแดงด้านบนออกไปหน้าพยากรณ์อากาศทันที ข้อความที่พิมพ์ค้างไว้จะหายไป แต่ประวัติของเบราว์เซอร์ไม่หาย',
    en: 'The red bar above takes you to the weather forecast at once. What you were typing is lost; your browser’s history is not.',
  },
  'w.exit.label': { th: 'ทางออกด่วน', en: 'Quick exit' },
  'w.language': { th: 'ภาษา', en: 'Language' },
  'w.home': { th: 'กลับไปหน้าแรกของส่วนนี้', en: 'Back to the first page' },
  'w.back': { th: 'ย้อนกลับ', en: 'Back' },

  'w.first.heading': { th: 'ท่านไม่ต้องบอกว่าท่านเป็นใคร', en: 'You need not say who you are' },
  'w.first.lead': {
    th: 'แจ้งเรื่องทุจริตหรือประพฤติมิชอบในเทศบาล แล้วกลับมาอ่านคำตอบได้',
    en: 'Report corruption or misconduct in the municipality, and come back for the answer.',
  },
  'w.first.promises': { th: 'สิ่งที่เราทำ', en: 'What we do' },
  'w.promise.name': { th: 'ไม่ขอชื่อ เบอร์โทร อีเมล หรือที่อยู่', en: 'We ask for no name, phone, e-mail or address' },
  'w.promise.ip': {
    th: 'ไม่เก็บหมายเลขไอพีหรืออุปกรณ์ไว้กับเรื่อง',
    en: 'We keep no IP address and no device with the report',
  },
  'w.promise.accused': {
    th: 'ผู้ถูกกล่าวหาและผู้ใต้บังคับบัญชาไม่เห็นแม้แต่ว่ามีเรื่อง',
    en: 'The accused and their staff do not even see that there is a report',
  },
  'w.promise.receipt': { th: 'ได้รหัส 24 หลักไว้กลับมาอ่านคำตอบ', en: 'You get a 24-digit code to come back with' },
  'w.first.start': { th: 'เริ่มแจ้งเบาะแส', en: 'Start a report' },
  'w.first.return': { th: 'กลับมาอ่านคำตอบ', en: 'Come back and read the reply' },
  'w.first.goOn': { th: 'อ่านเรื่องที่เปิดอยู่ต่อ', en: 'Go on with the open report' },
  'w.first.notOpen': {
    th: 'คณะผู้รับเรื่องของเทศบาลยังไม่พร้อม ขณะนี้แจ้งหน่วยงานภายนอกได้ด้านล่าง',
    en: 'The municipality’s own panel is not ready. You can tell the bodies outside that are listed below.',
  },
  'w.limits.heading': { th: 'สิ่งที่เทศบาลรับรองไม่ได้', en: 'What we cannot promise' },
  'w.limit.server': {
    th: 'เครื่องแม่ข่ายเห็นข้อความขณะรับเรื่อง จึงไม่ใช่การเข้ารหัสจากต้นทางถึงปลายทาง',
    en: 'The server sees your words while it takes them in. This is not end-to-end encryption.',
  },
  'w.limit.network': {
    th: 'ผู้ให้บริการอินเทอร์เน็ตเห็นเวลาและขนาดที่ส่ง และอาจเก็บไว้ตามกฎหมาย อย่าใช้คอมพิวเตอร์หรือไวไฟของเทศบาล',
    en: 'The network sees when and how much you send, and may keep that by law. Do not use the municipality’s computers or Wi-Fi.',
  },
  'w.limit.style': {
    th: 'วิธีเขียนและเรื่องที่มีคนรู้น้อย อาจบอกได้ว่าท่านเป็นใคร',
    en: 'How you write, and facts that few people know, can tell who you are.',
  },
  'w.limit.statistics': {
    th: 'เทศบาลเผยแพร่จำนวนเรื่องหลังสิ้นรอบปี ผู้รับเรื่องที่ถูกกันออกอาจเทียบตัวเลขแล้วรู้ภายหลังว่ามีเรื่องที่ตนไม่เห็น แต่ไม่รู้ว่าเรื่องใดหรือเกี่ยวกับใคร',
    en: 'How many reports came is published once the period is over. A member who was kept out may work out later that there was one they did not see, not which or about whom.',
  },
  'w.limit.receipt': { th: 'รหัสหายแล้วกู้คืนให้ไม่ได้', en: 'A lost code cannot be recovered.' },
  'w.outside.heading': { th: 'แจ้งหน่วยงานภายนอกได้เช่นกัน', en: 'You can also tell bodies outside' },
  'w.protect.heading': { th: 'การคุ้มครองผู้แจ้ง', en: 'How you are protected' },
  'w.protect.who': {
    th: 'เฉพาะคณะผู้รับผิดชอบที่ได้รับมอบหมายเห็นเรื่องนี้ หากเกี่ยวกับปลัดเทศบาลหรือผู้บริหาร โปรดเลือกตำแหน่งให้ตรง ระบบจะไม่ส่งเรื่องให้ผู้ใต้บังคับบัญชาของบุคคลนั้น',
    en: 'Only the appointed panel sees the report. If it is about the Palad or an executive, choose that position: it will not go to their staff.',
  },
  'w.protect.law': {
    th: 'ผู้บังคับบัญชามีหน้าที่ไม่เปิดเผยชื่อผู้ให้ข้อมูล ไม่กลั่นแกล้ง และคุ้มครองมิให้ถูกข่มขู่ ตามข้อกำหนดว่าด้วยกระบวนการรักษาจริยธรรมของพนักงานส่วนท้องถิ่น พ.ศ. 2566 ข้อ 37',
    en: 'Superiors must not disclose an informant, must not harass them and must protect them from threats (Rules on the Ethics Process for Local Government Staff B.E. 2566, clause 37).',
  },
  'w.protect.nacc': {
    th: 'การแจ้งเทศบาลอย่างเดียวอาจไม่ได้รับความคุ้มครองตามกฎหมาย ป.ป.ช. การแจ้งต่อ ป.ป.ช. โดยสุจริตได้รับความคุ้มครองตาม พ.ร.ป. ป.ป.ช. (ฉบับที่ 2) พ.ศ. 2568',
    en: 'Telling only the municipality may not give you the protection of the NACC law. Telling the NACC in good faith does (Organic Act on Anti-Corruption, No. 2, B.E. 2568).',
  },
  'w.protect.name': {
    th: 'หากท่านเลือกให้ชื่อไว้ เทศบาลจะเก็บเป็นความลับ แต่อาจต้องส่งให้ ป.ป.ช. ป.ป.ท. หรือศาลเมื่อมีคำสั่งตามกฎหมาย',
    en: 'If you choose to give your name it is kept secret, but may have to be handed to the NACC, the PACC or a court by lawful order.',
  },
  'w.protect.enough': {
    th: 'เรื่องที่ไม่ลงชื่อรับพิจารณาได้เมื่อมีข้อมูลพอให้ตรวจสอบ คือหลักฐาน กรณีแวดล้อม และผู้รู้เห็น เท่าที่ท่านบอกได้โดยปลอดภัย',
    en: 'An unsigned report can be taken up when there is enough to check: evidence, circumstances and witnesses, as far as you can safely tell.',
  },
  'w.protect.innocent': {
    th: 'ผู้ถูกกล่าวหาถือว่าเป็นผู้บริสุทธิ์จนกว่าจะมีผลการตรวจสอบ โปรดแจ้งตามความจริง',
    en: 'The accused counts as innocent until the matter has been examined. Please tell the truth.',
  },
  'w.first.paper': { th: 'ใช้แบบกระดาษ', en: 'Use the paper form' },

  'w.subjects.heading': { th: 'เรื่องนี้เกี่ยวข้องกับใคร', en: 'Who is it about?' },
  'w.subjects.lead': {
    th: 'เลือกทุกตำแหน่งที่เกี่ยวข้อง คนในตำแหน่งนั้น และเพื่อนร่วมงานหรือผู้ใต้บังคับบัญชาตามกฎ จะไม่ได้รับเรื่องนี้เลย หน้าถัดไปจะบอกว่าใครอ่านได้',
    en: 'Tick every position concerned. Whoever holds it, and by rule their colleagues or staff, never gets this report. The next page says who would read it.',
  },
  'w.subjects.unsure': {
    th: 'ไม่แน่ใจให้เลือก “ไม่ทราบ” ระบบจะถือทางที่ปลอดภัยกว่า',
    en: 'If you are not sure, tick “I do not know”: the safer way is taken.',
  },
  'w.subjects.missing': {
    th: 'เลือกอย่างน้อยหนึ่งข้อ หรือเลือก “ไม่ทราบ”',
    en: 'Tick at least one, or “I do not know”',
  },
  'w.subjects.next': { th: 'ต่อไป', en: 'Next' },

  'w.form.heading': { th: 'เล่าเท่าที่เล่าได้โดยปลอดภัย', en: 'Tell what you safely can' },
  'w.form.readers': { th: 'ผู้ที่จะอ่านเรื่องนี้ได้', en: 'Who would read this' },
  'w.form.otherReader': { th: 'ผู้รับผิดชอบอื่นตามประกาศ', en: 'another appointed member' },
  'w.form.about': { th: 'ท่านเลือกว่าเกี่ยวข้องกับ', en: 'You said it is about' },
  'w.form.change': { th: 'เปลี่ยนตำแหน่งที่เกี่ยวข้อง', en: 'Change the positions' },
  'w.form.outside': {
    th: 'ไม่มีใครในเทศบาลอ่านเรื่องนี้ได้อย่างปลอดภัย จึงไม่มีการส่งหรือเก็บไว้ที่นี่ พิมพ์หรือทำไฟล์ปิดผนึกแล้วส่งเอง',
    en: 'Nobody inside could safely read this, so nothing is sent or kept here. Print it or make a sealed file, and send it yourself.',
  },
  'w.form.voluntary': {
    th: 'ตอบข้อใดก็ได้ เว้นข้อใดก็ได้ ไฟล์แนบได้หลังส่งข้อความ',
    en: 'Answer what you like and leave out what you like. Files can be added once the text is sent.',
  },
  'w.form.missing': {
    th: 'เขียนสิ่งที่ท่านรู้อย่างน้อยหนึ่งข้อ ข้อใดก็ได้',
    en: 'Write what you know under at least one question, any of them',
  },
  'w.form.tooLong': { th: 'ยาวเกิน 10,000 ตัวอักษร', en: 'This is longer than 10,000 letters' },
  'w.form.check': { th: 'ดูว่าข้อมูลครบเพียงใด', en: 'See how complete it is' },
  'w.form.send': { th: 'ส่งเรื่อง', en: 'Send the report' },
  'w.form.sendNote': {
    th: 'เมื่อส่งแล้วจะได้รหัส 24 หลัก เตรียมกระดาษไว้จด',
    en: 'You will get a 24-digit code. Have paper at hand to write it down.',
  },
  'w.form.print': { th: 'ทำหน้าสำหรับพิมพ์', en: 'Make a page to print' },
  'w.form.seal': { th: 'ทำไฟล์ปิดผนึก', en: 'Make a sealed file' },
  'w.form.to': { th: 'ปิดผนึกถึง', en: 'Sealed for' },
  'w.form.toAny': { th: 'หน่วยงานใดก็ได้ (มีรหัสเปิดแยกต่างหาก)', en: 'any body (with a separate key)' },
  'w.form.warning': { th: 'ระวัง', en: 'Careful' },
  'w.block.matter': { th: 'เรื่องที่เกิดขึ้น', en: 'What happened' },
  'w.block.matter.text': { th: 'ใคร ทำอะไร เมื่อใด ที่ไหน อย่างไร', en: 'Who, what, when, where and how' },
  'w.block.evidence': { th: 'หลักฐาน', en: 'Evidence' },
  'w.block.evidence.text': {
    th: 'สิ่งที่มี หรือสิ่งที่หาได้และหาได้จากที่ใด',
    en: 'What there is, or what could be found, and where',
  },
  'w.block.circumstances': { th: 'กรณีแวดล้อม', en: 'Circumstances' },
  'w.block.circumstances.text': {
    th: 'เหตุการณ์รอบข้างที่ทำให้เรื่องชัดขึ้น',
    en: 'What surrounds it and makes it clearer',
  },
  'w.block.witnesses': { th: 'ผู้รู้เห็น', en: 'Witnesses' },
  'w.block.witnesses.text': { th: 'บอกเป็นตำแหน่งก็ได้', en: 'Positions will do' },
  'w.check.heading': { th: 'ข้อมูลที่มีแล้ว {count} จาก {total} ข้อ', en: 'Answered: {count} of {total}' },
  'w.check.enough': {
    th: 'มีหลักฐาน กรณีแวดล้อม และผู้รู้เห็นครบสามส่วน เรื่องที่ไม่ลงชื่อรับพิจารณาได้ตามมติคณะรัฐมนตรี 22 ธันวาคม 2541',
    en: 'Evidence, circumstances and witnesses are all there: an unsigned report can be taken up (Cabinet resolution of 22 December 2541).',
  },
  'w.check.notYet': {
    th: 'ส่งได้ตอนนี้ แต่เรื่องที่ไม่ลงชื่อมีโอกาสได้รับพิจารณามากขึ้นเมื่อมีทั้งหลักฐาน กรณีแวดล้อม และผู้รู้เห็น (มติคณะรัฐมนตรี 22 ธันวาคม 2541)',
    en: 'You can send it as it is. An unsigned report is likelier to be taken up with evidence, circumstances and witnesses (Cabinet resolution of 22 December 2541).',
  },
  'w.check.open': { th: 'ข้อที่ช่วยได้หากบอกได้โดยปลอดภัย', en: 'What would help, if you can safely tell' },
  'w.check.answered': { th: 'ข้อที่ตอบแล้ว', en: 'What you have answered' },
  'w.trap.label': {
    th: 'ช่องนี้กันโปรแกรมอัตโนมัติ โปรดเว้นว่าง',
    en: 'This field catches programs. Please leave it empty',
  },
  'w.trap.filled': {
    th: 'ช่องกันโปรแกรมอัตโนมัติมีข้อความอยู่ ลบออกแล้วกดส่งอีกครั้ง ข้อความอื่นยังอยู่ครบ',
    en: 'The field that catches programs was filled in. Empty it and send again; everything else is still here.',
  },
  'w.nonce.tooSoon': {
    th: 'ส่งเร็วเกินไป โปรดรอ 5 วินาทีแล้วกดส่งอีกครั้ง ข้อความยังอยู่ครบ',
    en: 'That was too quick. Please wait five seconds and send again; everything is still here.',
  },
  'w.nonce.expired': {
    th: 'แบบนี้เปิดไว้นานเกิน 24 ชั่วโมง กดส่งอีกครั้งได้เลย ข้อความยังอยู่ครบ',
    en: 'This form was open for more than 24 hours. Just send it again; everything is still here.',
  },
  'w.nonce.forged': {
    th: 'แบบนี้หมดอายุเพราะระบบเริ่มทำงานใหม่ กดส่งอีกครั้งได้เลย ข้อความยังอยู่ครบ',
    en: 'This form is out of date because the system has restarted. Just send it again; everything is still here.',
  },
  'w.nonce.used': {
    th: 'แบบนี้ส่งไปแล้วครั้งหนึ่ง หากได้รหัสแล้วไม่ต้องส่งซ้ำ หากต้องการส่งเป็นเรื่องใหม่ กดส่งอีกครั้ง',
    en: 'This form was sent once already. If you have your code, you are done. To send it as a new report, send again.',
  },

  'w.outside.only': { th: 'แจ้งหน่วยงานภายนอก', en: 'Tell a body outside' },
  'w.outside.why': {
    th: 'ผู้ที่อ่านได้ในเทศบาลเหลือไม่ถึงสองคน เพื่อความปลอดภัยของท่าน ระบบจึงไม่รับเรื่องนี้ไว้ และไม่ได้เก็บข้อความใด ๆ',
    en: 'Fewer than two people inside could read this. To keep you safe it is not taken in here, and nothing has been kept.',
  },
  'w.outside.write': {
    th: 'เขียนเรื่องเพื่อพิมพ์หรือปิดผนึกส่งเอง',
    en: 'Write it, to print or seal and send yourself',
  },
  'w.outside.typed': { th: 'ข้อความที่พิมพ์ไว้ยังอยู่', en: 'What you typed is still here.' },
  'w.package.heading': { th: 'ไฟล์ปิดผนึกพร้อมแล้ว', en: 'The sealed file is ready' },
  'w.package.text': {
    th: 'ไฟล์นี้เปิดอ่านไม่ได้หากไม่มีรหัสเปิด เทศบาลไม่ได้เก็บไว้ ดาวน์โหลดแล้วส่งให้หน่วยงานเอง',
    en: 'Nobody can read this file without its key, and we have kept no copy. Download it and send it to the body yourself.',
  },
  'w.package.for': {
    th: 'ปิดผนึกถึง {name} เปิดได้เฉพาะหน่วยงานนี้',
    en: 'Sealed for {name}, who alone can open it.',
  },
  'w.package.key': { th: 'รหัสเปิดไฟล์ (แสดงครั้งเดียว)', en: 'The key to the file (shown once)' },
  'w.package.keyText': {
    th: 'ส่งรหัสนี้คนละทางกับไฟล์ เช่น ส่งไฟล์ทางอีเมล ส่งรหัสทางไปรษณีย์ เปิดด้วยโปรแกรม age',
    en: 'Send this by another way than the file: the file by e-mail, the key by post. The program “age” opens it.',
  },
  'w.package.download': { th: 'ดาวน์โหลดไฟล์', en: 'Download the file' },
  'w.package.traces': {
    th: 'ไฟล์ที่ดาวน์โหลดจะอยู่ในเครื่องจนกว่าท่านจะลบ',
    en: 'The downloaded file stays on this device until you delete it.',
  },
  'w.print.heading': { th: 'บันทึกข้อเท็จจริง', en: 'Statement of facts' },
  'w.print.how': {
    th: 'พิมพ์จากเมนูของเบราว์เซอร์ แล้วส่งถึงหน่วยงานที่ท่านเลือก ไม่ต้องลงชื่อ เครื่องพิมพ์ของสำนักงานเก็บรายการที่พิมพ์ไว้ได้',
    en: 'Print it from your browser’s menu and send it to the body you choose, unsigned. Office printers can keep a list of what they print.',
  },
  'w.print.empty': { th: 'ยังไม่ได้เขียนอะไร', en: 'Nothing has been written yet.' },
  'w.print.edit': { th: 'กลับไปแก้ข้อความ', en: 'Back to the text' },
  'w.paper.how': {
    th: 'พิมพ์หน้านี้จากเมนูของเบราว์เซอร์ เขียนด้วยตัวบรรจง ไม่ต้องลงชื่อ แล้วส่งทางไปรษณีย์ถึงหน่วยงานภายนอกท้ายหน้านี้ (ถามที่อยู่ทางโทรศัพท์ได้) หรือใส่ซองปิดผนึกถึงคณะผู้รับเรื่องของเทศบาล แนบสำเนาหลักฐานมากับกระดาษได้ เรื่องบนกระดาษไม่มีรหัสให้กลับมาอ่าน และลายมืออาจบอกได้ว่าท่านเป็นใคร',
    en: 'Print this page from your browser’s menu, write in block letters, unsigned, and post it to a body outside (listed below; ask for the address by telephone), or in a sealed envelope to the municipality’s panel. Copies of evidence can go with it. A paper report has no code to come back with, and handwriting can tell who you are.',
  },
  'w.paper.about': {
    th: 'เกี่ยวข้องกับตำแหน่งใด (ขีดถูกได้หลายช่อง)',
    en: 'Which positions is it about? (tick all that apply)',
  },
  'w.paper.envelope': {
    th: 'ซองที่ส่งถึงเทศบาลผ่านมือเจ้าหน้าที่ธุรการและสำนักปลัดก่อน หากเรื่องเกี่ยวกับปลัด ผู้บริหาร หรือสำนักปลัด โปรดส่งถึงหน่วยงานภายนอก',
    en: 'An envelope sent to the municipality passes through its clerks and the Palad’s office first. If it is about the Palad, an executive or that office, send it to a body outside.',
  },
  'w.paper.send': { th: 'ส่งถึงหน่วยงานใดได้บ้าง', en: 'Where it can be sent' },

  'w.receipt.heading': { th: 'ส่งเรื่องแล้ว จดรหัสนี้ไว้', en: 'Sent. Write this code down' },
  'w.receipt.lead': {
    th: 'รหัสนี้เป็นทางเดียวที่จะกลับมาอ่านคำตอบ เทศบาลกู้คืนให้ไม่ได้ ใครมีรหัสนี้ก็อ่านเรื่องของท่านได้',
    en: 'This code is the only way back to the answer. We cannot recover it, and whoever has it can read your report.',
  },
  'w.receipt.label': { th: 'รหัส 24 หลัก', en: 'The 24-digit code' },
  'w.receipt.paper': {
    th: 'จดลงกระดาษดีที่สุด แล้วเก็บไว้ในที่ที่ไม่มีใครเปิด',
    en: 'Paper is best. Keep it where nobody looks.',
  },
  'w.receipt.office': {
    th: 'อย่าพิมพ์ที่สำนักงาน เครื่องพิมพ์และคอมพิวเตอร์ของสำนักงานเก็บประวัติไว้',
    en: 'Do not print it at work: office printers and computers keep a history.',
  },
  'w.receipt.photo': {
    th: 'ภาพถ่ายหรือภาพหน้าจออาจถูกส่งขึ้นคลาวด์โดยอัตโนมัติ',
    en: 'Photos and screenshots may be copied to the cloud by themselves.',
  },
  'w.receipt.last': {
    th: 'พิมพ์ 4 หลักสุดท้าย เพื่อดูว่าจดถูก',
    en: 'Type the last 4 digits, to see that you have them',
  },
  'w.receipt.wrong': {
    th: '4 หลักนี้ไม่ตรง ดูรหัสแล้วพิมพ์กลุ่มสุดท้ายอีกครั้ง',
    en: 'Those are not the last 4 digits. Look at the code and type its last group again',
  },
  'w.receipt.goOn': { th: 'จดแล้ว ไปแนบไฟล์หรืออ่านต่อ', en: 'I have it. Go on to files and answers' },
  'w.receipt.again': {
    th: 'นี่คือรหัสของท่าน แสดงอีกครั้งเป็นครั้งสุดท้าย เทียบกับที่จดไว้',
    en: 'This is your code, shown for the last time. Compare it with what you wrote down.',
  },

  'w.return.heading': { th: 'กลับมาอ่านคำตอบ', en: 'Read the reply' },
  'w.return.label': { th: 'รหัส 24 หลัก', en: 'Your 24-digit code' },
  'w.return.hint': {
    th: 'เช่น 4821-9930-1746-5502-8813-0467 พิมพ์เว้นวรรคหรือใช้เลขไทยก็ได้',
    en: 'Such as 4821-9930-1746-5502-8813-0467. Spaces and Thai digits are fine',
  },
  'w.return.go': { th: 'เปิดอ่าน', en: 'Open' },
  'w.return.empty': { th: 'พิมพ์รหัส 24 หลัก', en: 'Type the 24-digit code' },
  'w.return.notDigits': {
    th: 'รหัสมีแต่ตัวเลข ตรวจดูว่ามีตัวอักษรปนหรือไม่',
    en: 'The code has digits only. Look for a letter in it',
  },
  'w.return.wrongLength': {
    th: 'รหัสต้องมี 24 หลัก ตรวจดูว่าขาดหรือเกิน',
    en: 'The code has 24 digits. Look for one too many or too few',
  },
  'w.return.wrongCheckDigit': {
    th: 'มีบางหลักไม่ถูกหรือสลับกัน เทียบกับที่จดไว้ทีละกลุ่ม',
    en: 'A digit is wrong or two are swapped. Compare it group by group',
  },
  'w.return.unknown': {
    th: 'ไม่พบเรื่องของรหัสนี้ พิมพ์ใหม่ทั้ง 24 หลักและตรวจดูว่าจดถูก หรือเรื่องอาจหมดเวลาเก็บและถูกทำลายแล้ว',
    en: 'There is no report for this code. Type all 24 digits again and check them, or the report may have been destroyed when its time was over',
  },
  'w.return.lost': { th: 'รหัสหายต้องแจ้งเป็นเรื่องใหม่', en: 'If the code is lost, a new report is needed.' },
  'w.return.over': {
    th: 'หมดเวลาการเปิดอ่านแล้ว พิมพ์รหัสอีกครั้ง ข้อความที่พิมพ์ค้างไว้ยังอยู่ ส่วนไฟล์ต้องเลือกใหม่',
    en: 'Your time on the page was over. Type the code again. What you were typing is still here; files must be chosen again.',
  },

  'w.thread.heading': { th: 'เรื่องของท่าน', en: 'Your report' },
  'w.thread.received': { th: 'รับเมื่อ', en: 'Received' },
  'w.thread.status': { th: 'สถานะ', en: 'Where it stands' },
  'w.thread.feedback': { th: 'จะแจ้งความคืบหน้าภายใน', en: 'You will hear of it by' },
  'w.thread.outcome': { th: 'ผล', en: 'Outcome' },
  'w.thread.protect': {
    th: 'ห้ามกลั่นแกล้งหรือตอบโต้ผู้แจ้ง หากถูกกระทำ แจ้งที่นี่ หรือแจ้ง ป.ป.ช. โทร. 1205',
    en: 'Nobody may retaliate against you. If somebody does, tell us here, or tell the NACC, tel. 1205.',
  },
  'w.thread.messages': { th: 'ข้อความ', en: 'Messages' },
  'w.thread.none': { th: 'ยังไม่มีข้อความจากคณะผู้รับเรื่อง', en: 'The panel has not written yet.' },
  'w.thread.fromPanel': { th: 'คณะผู้รับเรื่อง', en: 'The panel' },
  'w.thread.fromYou': { th: 'ท่าน', en: 'You' },
  'w.thread.asks': { th: 'มีคำถามถึงท่าน', en: 'They ask you something' },
  'w.thread.older': { th: 'ดูเรื่องและข้อความก่อนหน้าของท่าน', en: 'Show your report and earlier messages' },
  'w.thread.write': { th: 'ตอบหรือเพิ่มข้อมูล', en: 'Answer or add to it' },
  'w.thread.message': { th: 'ข้อความ', en: 'Message' },
  'w.thread.send': { th: 'ส่งข้อความและไฟล์', en: 'Send message and files' },
  'w.thread.leave': { th: 'อ่านเสร็จแล้ว ออก', en: 'Done, sign out' },
  'w.thread.identityHeading': { th: 'บอกว่าท่านเป็นใคร (ไม่จำเป็น)', en: 'Say who you are (not needed)' },
  'w.thread.idle': { th: 'หน้านี้ปิดเองเมื่อไม่ใช้ 20 นาที', en: 'This page closes by itself after 20 idle minutes.' },
  'w.status.received': { th: 'ได้รับแล้ว', en: 'Received' },
  'w.status.received.text': { th: 'รอคณะผู้รับเรื่องอ่าน', en: 'Waiting for the panel to read it.' },
  'w.status.acknowledged': { th: 'คณะผู้รับเรื่องอ่านแล้ว', en: 'Read by the panel' },
  'w.status.acknowledged.text': { th: 'กำลังพิจารณาว่าจะดำเนินการอย่างไร', en: 'They are deciding what to do.' },
  'w.status.considered': { th: 'พิจารณาแล้ว', en: 'Considered' },
  'w.status.considered.text': { th: 'กำลังตรวจสอบข้อเท็จจริง', en: 'The facts are being looked into.' },
  'w.status.ordered': { th: 'สั่งดำเนินการแล้ว', en: 'Action ordered' },
  'w.status.ordered.text': { th: 'อยู่ระหว่างดำเนินการตามคำสั่ง', en: 'What was ordered is under way.' },
  'w.status.setAside': { th: 'พักไว้', en: 'Set aside' },
  'w.status.setAside.text': {
    th: 'คณะผู้รับเรื่องเห็นว่ายังไม่มีเรื่องให้ตรวจสอบ ตอบกลับมาได้หากเป็นความเข้าใจผิด',
    en: 'The panel found nothing to look into. Write back if that is a mistake.',
  },
  'w.status.closed': { th: 'ยุติเรื่อง', en: 'Closed' },
  'w.status.closed.text': {
    th: 'ดูผลและเหตุผลในข้อความ',
    en: 'The outcome and its reason are in the messages.',
  },
  'w.say.empty': { th: 'พิมพ์ข้อความ หรือเลือกไฟล์', en: 'Type a message or choose a file' },
  'w.say.wrong': {
    th: 'ต้องมีข้อความ และไม่เกิน {longest} ตัวอักษร',
    en: 'There must be something here, of at most {longest} letters',
  },
  'w.say.done': { th: 'ส่งข้อความแล้ว', en: 'Your message is sent.' },

  'w.files.heading': { th: 'แนบไฟล์', en: 'Add files' },
  'w.files.label': { th: 'เลือกไฟล์ (เลือกได้หลายไฟล์)', en: 'Choose files (several at once)' },
  'w.files.limit': {
    th: 'ไฟล์ละไม่เกิน {megabytes} MB รวมไม่เกิน {files} ไฟล์ ไฟล์ใหญ่กว่านั้นส่งทางไปรษณีย์ได้',
    en: 'At most {megabytes} MB each and {files} in all. Larger ones can be posted on a USB stick.',
  },
  'w.files.cleaned': {
    th: 'ภาพ JPG PNG WebP HEIC และ PDF: ระบบทำสำเนาที่ลบตำแหน่ง อุปกรณ์ และชื่อผู้สร้างออก คณะผู้รับเรื่องเปิดสำเนานี้ก่อน ลายน้ำและรอยเครื่องพิมพ์ลบไม่ได้',
    en: 'JPG, PNG, WebP and HEIC pictures and PDF: a copy is made without place, device and author, and the panel opens that first. Watermarks and printer marks stay.',
  },
  'w.files.office': {
    th: 'ไฟล์ Word Excel PowerPoint เสียง และวิดีโอที่รู้จัก: ระบบทำสำเนาที่ลบข้อมูลแฝงให้เช่นกัน',
    en: 'Known Word, Excel, PowerPoint, sound and video files: such a copy is made as well.',
  },
  'w.files.notCleaned': {
    th: 'ไฟล์ชนิดอื่นลบข้อมูลแฝงไม่ได้ (เช่น {kinds}) จะส่งไปตามที่เป็น ชื่อผู้เขียนและเวลาอาจอยู่ในไฟล์ ถ่ายภาพหน้าเอกสารแทนจะปลอดภัยกว่า',
    en: 'Other kinds cannot be cleaned (such as {kinds}) and go as they are: an author’s name and times may be inside. A photo of the page is safer.',
  },
  'w.files.kindsWithTool': { th: 'โปรแกรม ไฟล์บีบอัดบางชนิด', en: 'programs, some archives' },
  'w.files.kinds': { th: 'Word Excel เสียง วิดีโอ ZIP', en: 'Word, Excel, sound, video, ZIP' },
  'w.files.names': {
    th: 'ชื่อไฟล์ส่งไปด้วย ตรวจดูว่าไม่มีชื่อของท่าน',
    en: 'File names are sent along: check that yours is not in them.',
  },
  'w.files.cleanOnly': {
    th: 'ไม่เก็บต้นฉบับ เก็บเฉพาะสำเนาที่ลบข้อมูลแฝงแล้ว',
    en: 'Do not keep the original, only the cleaned copy',
  },
  'w.files.cleanOnlyText': {
    th: 'ต้นฉบับมีน้ำหนักเป็นหลักฐานมากกว่า แต่มีข้อมูลแฝงที่อาจบอกว่าท่านเป็นใคร',
    en: 'An original is stronger evidence, but holds hidden data that may tell who you are.',
  },
  'w.file.bothKept': { th: 'มีสำเนาที่ลบข้อมูลแฝงแล้ว และต้นฉบับ', en: 'cleaned copy and original' },
  'w.file.cleanOnly': { th: 'เฉพาะสำเนาที่ลบข้อมูลแฝงแล้ว', en: 'cleaned copy only' },
  'w.file.asSent': { th: 'ตามที่ส่งมา ไม่ได้ลบข้อมูลแฝง', en: 'as sent, not cleaned' },
  'w.files.have': { th: 'ไฟล์ที่ส่งแล้ว', en: 'Files you sent' },
  'w.arrived.bothKept': {
    th: '“{name}” ได้รับแล้ว พร้อมสำเนาที่ลบข้อมูลแฝง',
    en: '“{name}” is here, with a cleaned copy.',
  },
  'w.arrived.cleanOnly': {
    th: '“{name}” ได้รับแล้ว เก็บเฉพาะสำเนาที่ลบข้อมูลแฝง',
    en: '“{name}” is here, as a cleaned copy only.',
  },
  'w.arrived.asSent': {
    th: '“{name}” ได้รับแล้วตามที่ส่งมา ไม่ได้ลบข้อมูลแฝง',
    en: '“{name}” is here as it was sent, not cleaned.',
  },
  'w.arrived.tooLarge': {
    th: '“{name}” ใหญ่กว่า {megabytes} MB จึงไม่ได้เก็บ',
    en: '“{name}” is larger than {megabytes} MB and was not kept.',
  },
  'w.arrived.empty': { th: '“{name}” เป็นไฟล์ว่าง จึงไม่ได้เก็บ', en: '“{name}” is empty and was not kept.' },
  'w.arrived.tooMany': {
    th: '“{name}” เกิน {files} ไฟล์ จึงไม่ได้เก็บ',
    en: '“{name}” is beyond {files} files and was not kept.',
  },
  'w.arrived.broken': {
    th: '“{name}” มาไม่ครบเพราะสายหลุด ส่งใหม่อีกครั้ง',
    en: '“{name}” did not arrive whole. Please send it again.',
  },
  'w.arrived.notCleaned': {
    th: '“{name}” ลบข้อมูลแฝงไม่ได้ และท่านเลือกไม่เก็บต้นฉบับ จึงไม่ได้เก็บ',
    en: '“{name}” cannot be cleaned, and you chose not to keep originals: it was not kept.',
  },
  'w.arrived.diskFull': {
    th: '“{name}” ไม่ได้เก็บเพราะที่เก็บเต็ม ลองใหม่ภายหลัง',
    en: '“{name}” was not kept: there is no room. Please try later.',
  },
  'w.arrived.signedOut': {
    th: '“{name}” ไม่ได้เก็บเพราะหมดเวลา เลือกใหม่อีกครั้ง',
    en: '“{name}” was not kept: your time was over. Choose it again.',
  },
  'w.arrived.switched': {
    th: '“{name}” ยังไม่ได้ส่ง เลือกใหม่อีกครั้ง',
    en: '“{name}” has not been sent. Choose it again.',
  },

  'w.identity.text': {
    th: 'ท่านบอกภายหลังได้ทุกเมื่อ ชื่อจะถูกปิดผนึกแยก เปิดได้เมื่อคณะผู้รับเรื่องสองคนยินยอมและมีบันทึกไว้ บอกแล้วถอนคืนไม่ได้',
    en: 'You can do this at any later time. It is sealed apart and opened only when two members agree, on record. It cannot be taken back.',
  },
  'w.identity.label': { th: 'ชื่อและวิธีติดต่อ', en: 'Your name and how to reach you' },
  'w.identity.send': { th: 'ปิดผนึกและส่งชื่อ', en: 'Seal and send my name' },
  'w.identity.done': { th: 'ปิดผนึกและส่งชื่อของท่านแล้ว', en: 'Your name is sealed and sent.' },
  'w.identity.given': { th: 'ท่านบอกชื่อไว้แล้ว ปิดผนึกอยู่', en: 'You have given your name. It is sealed.' },
  'w.identity.tooFew': {
    th: 'ขณะนี้มีผู้อ่านได้ไม่ถึงสองคน จึงยังไม่รับชื่อ ชื่อไม่ได้ถูกเก็บ',
    en: 'Fewer than two can read it at present, so your name was not taken or kept.',
  },
  'w.retaliation.day30': {
    th: 'ผ่านไป 30 วันแล้ว ท่านรู้สึกว่าถูกกลั่นแกล้งหรือตอบโต้เพราะเรื่องนี้หรือไม่',
    en: 'It has been 30 days. Do you feel retaliated against because of this?',
  },
  'w.retaliation.day90': {
    th: 'ผ่านไป 90 วันแล้ว ท่านรู้สึกว่าถูกกลั่นแกล้งหรือตอบโต้เพราะเรื่องนี้หรือไม่',
    en: 'It has been 90 days. Do you feel retaliated against because of this?',
  },
  'w.retaliation.no': { th: 'ไม่', en: 'No' },
  'w.retaliation.yes': { th: 'ใช่', en: 'Yes' },
  'w.retaliation.unsure': { th: 'ไม่แน่ใจ', en: 'I am not sure' },
  'w.retaliation.text': { th: 'เกิดอะไรขึ้น (ไม่จำเป็น)', en: 'What happened (not needed)' },
  'w.retaliation.send': { th: 'ส่งคำตอบ', en: 'Send the answer' },
  'w.retaliation.missing': { th: 'เลือกคำตอบหนึ่งข้อ', en: 'Choose one answer' },
  'w.retaliation.done': { th: 'ส่งคำตอบแล้ว', en: 'Your answer is sent.' },

  'w.left.heading': { th: 'ออกแล้ว เรื่องของท่านยังอยู่', en: 'You have left. Your report is still there' },
  'w.left.text': {
    th: 'กลับมาอ่านคำตอบด้วยรหัส 24 หลักได้ทุกเมื่อ ปิดแท็บนี้และลบประวัติของเบราว์เซอร์หากใช้เครื่องร่วมกับผู้อื่น',
    en: 'Come back for the answer with your code at any time. Close this tab, and clear the browser’s history if you share the device.',
  },

  'w.error.heading': { th: 'เปิดหน้านี้ไม่ได้', en: 'This page cannot be shown' },
  'w.error.notFound': {
    th: 'ไม่มีหน้านี้ กลับไปหน้าแรกแล้วเริ่มใหม่',
    en: 'There is no such page. Go back to the first one.',
  },
  'w.error.tooLarge': {
    th: 'ข้อมูลใหญ่เกินไป กดย้อนกลับ ข้อความที่พิมพ์มักยังอยู่ แล้วส่งให้สั้นลง',
    en: 'That is too large. Go back (what you typed is usually still there) and send less.',
  },
  'w.error.diskFull': {
    th: 'ขณะนี้ไม่มีที่เก็บ เรื่องยังไม่ได้รับ ลองใหม่ภายหลังหรือแจ้งหน่วยงานภายนอก โทร. 1205',
    en: 'There is no room at present and nothing was taken in. Try later, or tell a body outside, tel. 1205.',
  },
  'w.error.forbidden': {
    th: 'คำสั่งนี้มาจากเว็บไซต์อื่น จึงไม่ได้ทำ',
    en: 'This came from another website, so it was not done.',
  },
  'w.error.other': {
    th: 'เกิดข้อผิดพลาด กดย้อนกลับแล้วลองใหม่ หากยังไม่มีรหัส 24 หลัก แปลว่าเรื่องยังไม่ได้รับ',
    en: 'Something went wrong. Go back and try again. Without a 24-digit code, nothing has been taken in.',
  },
}
