import type { Text } from '../text.ts'

export const webMessages = {
  'site.tagline': { th: 'บริการประชาชนออนไลน์', en: 'Online services for residents' },
  'site.skip': { th: 'ข้ามไปยังเนื้อหา', en: 'Skip to content' },
  'site.home': { th: 'หน้าแรก', en: 'Home' },
  'site.inOtherLanguage': { th: 'English', en: 'ไทย' },
  'site.phone': { th: 'โทร.', en: 'Tel.' },
  'site.hours': { th: '{days} {opens}–{closes} น.', en: '{days} {opens}–{closes}' },
  'site.hours.lunch': {
    th: '{days} {opens}–{closes} น. (ปิดพัก {from}–{to} น.)',
    en: '{days} {opens}–{closes} (closed {from}–{to})',
  },
  'site.report': { th: 'แจ้งเบาะแสการทุจริต', en: 'Report wrongdoing' },
  'site.unnamed': { th: 'ติดต่อโดยไม่ต้องบอกชื่อ', en: 'Contact without a name' },
  'site.privacy': { th: 'ประกาศความเป็นส่วนตัว', en: 'Privacy notice' },
  'site.openData': { th: 'ข้อมูลเปิด', en: 'Open data' },
  'site.track': { th: 'ติดตามคำขอ', en: 'Track a request' },
  'site.whereAmI': { th: 'ตำแหน่งของหน้านี้', en: 'Where this page is' },
  'site.services': { th: 'บริการทั้งหมด', en: 'All services' },

  'home.title': { th: 'ทำเรื่องกับเทศบาลโดยไม่ต้องเดินทาง', en: 'Town business, without the trip' },
  'home.lead': {
    th: 'ยื่นคำขอ แนบรูป รู้ขั้นตอนและวันเสร็จทุกเรื่อง',
    en: 'Apply, attach a photo, and know each step and the finishing date.',
  },
  'home.search': { th: 'ค้นหาบริการ', en: 'Find a service' },
  'home.search.example': {
    th: 'เช่น ไฟถนนดับ',
    en: 'For example: street light',
  },
  'home.search.button': { th: 'ค้นหา', en: 'Search' },
  'home.doors': { th: 'ทางลัด', en: 'Shortcuts' },
  'home.track.text': {
    th: 'ดูว่าเรื่องถึงขั้นตอนไหน เสร็จวันใด ด้วยเลขที่คำขอและรหัสติดตาม',
    en: 'See how far your request has come and when it will be done, with its number and code.',
  },
  'home.report.text': {
    th: 'รู้ช่องทางที่แจ้งได้ และสิ่งที่ควรรู้ก่อนแจ้ง',
    en: 'Who you can tell, and what to know before you do.',
  },
  'home.events': { th: 'เรื่องที่พบบ่อยในชีวิต', en: 'What life brings' },

  'report.title': { th: 'แจ้งเบาะแสการทุจริต', en: 'Report wrongdoing' },
  'report.own': { th: 'แจ้งเทศบาลโดยไม่ต้องบอกชื่อ', en: 'Tell the municipality without a name' },
  'report.own.text': {
    th: 'เลือกได้ว่าใครต้องไม่เห็น และกลับมาอ่านคำตอบได้ด้วยรหัส',
    en: 'You choose who must not see it, and come back for the answer with a code.',
  },
  'report.own.go': { th: 'ไปที่ช่องทางนี้', en: 'Go there' },
  'report.notOpen': {
    th: 'ช่องทางแจ้งโดยไม่เปิดเผยตัวตนของเทศบาลยังไม่เปิดให้ใช้',
    en: 'The municipality’s own anonymous channel is not open yet.',
  },
  'report.notOpen.text': {
    th: 'เราจะเปิดเมื่อพิสูจน์ได้ว่าปกป้องผู้แจ้งได้จริง ระหว่างนี้กรุณาอย่าส่งเรื่องทุจริตผ่านแบบคำขออื่นในเว็บไซต์นี้ เพราะเจ้าหน้าที่หลายคนอ่านได้',
    en: 'We will open it once it is proven to protect the people who use it. Until then, please do not report wrongdoing through the other forms on this site: many officers can read them.',
  },
  'report.outside': { th: 'แจ้งหน่วยงานภายนอกได้วันนี้', en: 'You can tell these bodies today' },
  'report.nacc': {
    th: 'สำนักงาน ป.ป.ช.',
    en: 'National Anti-Corruption Commission (NACC)',
  },
  'report.nacc.text': {
    th: 'การทุจริตของผู้บริหารท้องถิ่น สมาชิกสภา และเจ้าหน้าที่ของรัฐ',
    en: 'Corruption by mayors, councillors and state officials.',
  },
  'report.pacc': {
    th: 'สำนักงาน ป.ป.ท.',
    en: 'Public Sector Anti-Corruption Commission (PACC)',
  },
  'report.pacc.text': {
    th: 'การทุจริตและประพฤติมิชอบในภาครัฐ',
    en: 'Corruption and misconduct in the public sector.',
  },
  'report.damrong': { th: 'ศูนย์ดำรงธรรม', en: 'Damrongtham Centre' },
  'report.damrong.text': {
    th: 'เรื่องร้องเรียนและความเดือดร้อนทั่วไป ที่อำเภอหรือจังหวัด',
    en: 'Grievances of every kind, at the district or provincial hall.',
  },
  'report.call': { th: 'โทร. {number}', en: 'Call {number}' },
  'report.limits': { th: 'สิ่งที่ควรรู้ก่อนแจ้ง', en: 'Before you report' },
  'report.limit.device': {
    th: 'อย่าใช้คอมพิวเตอร์ โทรศัพท์ หรือไวไฟของเทศบาล',
    en: 'Do not use the municipality’s computers, phones or Wi-Fi.',
  },
  'report.limit.details': {
    th: 'ระวังรายละเอียดที่มีท่านรู้เพียงคนเดียว เพราะอาจบอกได้ว่าท่านเป็นใคร',
    en: 'Be careful with details that only you know: they can give you away.',
  },
  'report.limit.phone': {
    th: 'การโทรศัพท์ทิ้งร่องรอยไว้กับเครื่องและผู้ให้บริการ ถามหน่วยงานนั้นก่อนว่ารับเรื่องโดยไม่เปิดเผยชื่อได้หรือไม่',
    en: 'A call leaves traces on the phone and with its operator. Ask the body first whether it takes anonymous reports.',
  },
  'report.limit.history': {
    th: 'หน้านี้อยู่ในประวัติของเบราว์เซอร์ ลบได้หลังอ่าน',
    en: 'This page stays in your browser’s history. You can delete it after reading.',
  },

  'privacy.title': { th: 'ประกาศความเป็นส่วนตัว', en: 'Privacy notice' },
  'privacy.lead': {
    th: 'เว็บไซต์นี้เก็บเท่าที่ต้องใช้ทำเรื่องให้ท่าน และบอกไว้ตรงนี้ทั้งหมด',
    en: 'This site keeps what it needs to do your business, and says here what that is.',
  },
  'privacy.controller': { th: 'ใครดูแลข้อมูล', en: 'Who looks after your data' },
  'privacy.controller.text': {
    th: '{name} เป็นผู้ควบคุมข้อมูลส่วนบุคคลตามพระราชบัญญัติคุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562',
    en: '{name} is the data controller under the Personal Data Protection Act B.E. 2562 (2019).',
  },
  'privacy.visit': { th: 'เมื่อท่านเปิดดูเว็บไซต์', en: 'When you look around' },
  'privacy.visit.text': {
    th: 'หน้าที่อ่านอย่างเดียวไม่มีคุกกี้ ระหว่างกรอกคำขอเราใช้คุกกี้หนึ่งตัวเพื่อจำร่างไว้ในเครื่องนี้ตามจำนวนวันที่บอกในหน้าเริ่ม ไม่มีการติดตาม ไม่มีตัวอักษร แผนที่ หรือสคริปต์จากที่อื่น บันทึกของระบบมีเพียงชนิดของหน้า เวลา และผลลัพธ์ ไม่มีหมายเลขไอพี คำค้น หรือข้อความที่พิมพ์ ผู้ให้บริการอินเทอร์เน็ตอาจเก็บข้อมูลจราจรตามกฎหมายของตนเอง',
    en: 'Pages that are only read set no cookie. While you fill in a request, one cookie remembers the draft on this device for the days its first page names. There is no tracking, and no font, map or script from elsewhere. The system’s log holds the kind of page, the time and the outcome: no IP address, no search words, nothing you typed. Your internet provider may keep traffic data under its own legal duty.',
  },
  'privacy.apply': { th: 'เมื่อท่านยื่นคำขอ', en: 'When you apply' },
  'privacy.apply.text': {
    th: 'เราเก็บสิ่งที่ท่านกรอกและแนบ เพื่อทำเรื่องนั้นตามกฎหมายและแจ้งผลให้ท่าน เจ้าหน้าที่ของหน่วยงานที่รับเรื่องเป็นผู้อ่าน คู่มือของแต่ละบริการบอกกฎหมายที่ใช้',
    en: 'We keep what you fill in and attach, to handle that request under its law and to tell you the outcome. The officers of the division that handles it read it. Each service’s manual names its law.',
  },
  'privacy.keep': { th: 'เก็บนานเท่าใด', en: 'How long it is kept' },
  'privacy.keep.text': {
    th: 'แต่ละบริการกำหนดระยะเวลาเก็บไว้ เมื่อครบแล้วเจ้าหน้าที่ลบหรือทำให้ไม่รู้ว่าเป็นของใคร แบบคำขอที่กรอกค้างไว้ระบบลบให้เองเมื่อครบวันที่บอกไว้ในหน้าเริ่ม',
    en: 'Each service sets a period; after it, an officer deletes the data or makes it anonymous. A form left half-filled is deleted by the system after the days its first page names.',
  },
  'privacy.rights': { th: 'สิทธิของท่าน', en: 'Your rights' },
  'privacy.rights.text': {
    th: 'ท่านขอดู ขอสำเนา ขอแก้ไข ขอลบ ขอระงับ หรือคัดค้านการใช้ข้อมูลของท่านได้ และร้องเรียนต่อคณะกรรมการคุ้มครองข้อมูลส่วนบุคคลได้',
    en: 'You may see, copy, correct, delete, restrict or object to the use of your data, and complain to the Personal Data Protection Committee.',
  },
  'privacy.contact': { th: 'ติดต่อเรา', en: 'Contact us' },

  'error.notFound.title': { th: 'ไม่พบหน้านี้', en: 'Page not found' },
  'error.notFound.text': {
    th: 'ที่อยู่อาจพิมพ์ผิด หรือหน้านี้ไม่มีแล้ว ลองเริ่มจากหน้าแรกหรือค้นหาบริการ',
    en: 'The address may be mistyped, or the page is no longer here. Try the home page or search for a service.',
  },
  'error.gone.title': { th: 'หน้านี้หมดอายุแล้ว', en: 'This page has expired' },
  'error.gone.text': {
    th: 'สิ่งที่เคยอยู่ที่นี่ถูกลบตามระยะเวลาที่กำหนด ท่านเริ่มใหม่ได้จากหน้าแรก',
    en: 'What was here has been deleted as promised. You can start again from the home page.',
  },
  'error.conflict.title': { th: 'มีคนแก้ไขเรื่องนี้ไปแล้ว', en: 'Someone changed this already' },
  'error.conflict.text': {
    th: 'ข้อมูลเปลี่ยนไปหลังจากท่านเปิดหน้านี้ จึงยังไม่ได้บันทึกสิ่งที่ท่านส่ง กรุณากลับไปเปิดหน้าเดิมใหม่แล้วลองอีกครั้ง',
    en: 'It changed after you opened the page, so what you sent was not saved. Please go back, open the page again and retry.',
  },
  'error.forbidden.title': { th: 'ทำรายการนี้ไม่ได้', en: 'This is not allowed' },
  'error.forbidden.text': {
    th: 'ท่านไม่มีสิทธิ์ทำรายการนี้ หรือคำสั่งถูกส่งมาจากเว็บไซต์อื่น กรุณาเปิดหน้านั้นจากเว็บไซต์นี้แล้วลองใหม่',
    en: 'You do not have the right to do this, or it was sent from another website. Please open the page on this site and try again.',
  },
  'error.invalid.title': { th: 'อ่านสิ่งที่ส่งมาไม่ได้', en: 'We could not read that' },
  'error.invalid.text': {
    th: 'ข้อมูลที่ส่งมาไม่ครบหรือผิดรูปแบบ กรุณากลับไปหน้าเดิมแล้วลองใหม่',
    en: 'What was sent is incomplete or malformed. Please go back and try again.',
  },
  'error.tooLarge.title': { th: 'สิ่งที่ส่งมาใหญ่เกินไป', en: 'That is too large' },
  'error.tooLarge.text': {
    th: 'ยังไม่ได้บันทึก กรุณาลดขนาดหรือจำนวนไฟล์ แล้วส่งใหม่',
    en: 'It was not saved. Please send smaller or fewer files.',
  },
  'error.tooMany.title': { th: 'ส่งถี่เกินไป', en: 'Too many requests' },
  'error.tooMany.text': {
    th: 'กรุณารอสักครู่แล้วลองใหม่ หากรีบ โทรหาเราได้',
    en: 'Please wait a moment and try again, or call us if it is urgent.',
  },
  'error.diskFull.title': { th: 'ที่เก็บข้อมูลของเราเต็ม', en: 'Our storage is full' },
  'error.diskFull.text': {
    th: 'ยังไม่ได้บันทึกสิ่งที่ท่านส่ง เราเป็นฝ่ายผิดพลาด กรุณาโทรแจ้งเรา หรือลองใหม่ภายหลัง',
    en: 'What you sent was not saved. This is our fault. Please call us, or try again later.',
  },
  'error.fault.title': { th: 'ระบบขัดข้อง', en: 'Something went wrong' },
  'error.fault.text': {
    th: 'เราเป็นฝ่ายผิดพลาด หากท่านกำลังส่งข้อมูล อาจยังไม่ได้บันทึก กรุณาลองใหม่ หากยังไม่ได้ โปรดบอกรหัสนี้แก่เจ้าหน้าที่',
    en: 'This is our fault. If you were sending something, it may not have been saved. Please try again; if it keeps happening, tell us this code.',
  },
  'error.code': { th: 'รหัสเหตุขัดข้อง', en: 'Fault code' },
  'error.summary': { th: 'มีสิ่งที่ต้องแก้ไข', en: 'There is a problem' },
} as const satisfies Record<string, Text>
