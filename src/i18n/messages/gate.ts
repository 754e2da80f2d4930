import type { Text } from '../text.ts'

/** The tasks of the publish gate and the sentences of its problems, for officers. */
export const gateMessages = {
  'gate.task.shape': {
    th: 'เอกสารครบทุกส่วนและอยู่ในรูปแบบที่ถูกต้อง',
    en: 'The document is complete and well formed',
  },
  'gate.task.texts': {
    th: 'ข้อความทุกข้อมีทั้งภาษาไทยและภาษาอังกฤษ',
    en: 'Every text is there in Thai and English',
  },
  'gate.task.ids': { th: 'รหัสไม่ซ้ำและไม่ใช้คำที่ระบบสงวนไว้', en: 'Ids are unique and none is reserved' },
  'gate.task.references': { th: 'ทุกชื่อที่อ้างถึงมีอยู่จริง', en: 'Every name referred to exists' },
  'gate.task.fieldPlaces': { th: 'คำถามแต่ละข้ออยู่ในหน้าเดียว', en: 'Every question is on exactly one page' },
  'gate.task.backwards': {
    th: 'เงื่อนไขอ้างถึงเฉพาะคำถามก่อนหน้า',
    en: 'Conditions look only at earlier questions',
  },
  'gate.task.options': { th: 'เงื่อนไขใช้ตัวเลือกที่มีอยู่', en: 'Conditions use options that exist' },
  'gate.task.operators': { th: 'การเปรียบเทียบเหมาะกับชนิดคำถาม', en: 'Comparisons fit the kind of question' },
  'gate.task.limits': { th: 'ค่าต่ำสุดและค่าสูงสุดใช้ได้จริง', en: 'Lower and upper limits can be met' },
  'gate.task.dateOrder': {
    th: 'วันที่ที่ต้องเรียงกันถามตามลำดับ',
    en: 'Dates that follow each other are asked in order',
  },
  'gate.task.reachable': { th: 'ทุกหน้าและทุกเงื่อนไขมีโอกาสเกิดขึ้น', en: 'Every page and condition can come up' },
  'gate.task.spoken': {
    th: 'เงื่อนไขของเอกสารและค่าธรรมเนียมมีคำอธิบาย',
    en: 'Conditions of documents and fees are put in words',
  },
  'gate.task.documents': { th: 'เอกสารที่ต้องใช้แนบในแบบคำขอได้', en: 'Documents can be handed in with the form' },
  'gate.task.fees': { th: 'ค่าธรรมเนียมมีกฎหมายรองรับ', en: 'Fees have a legal basis' },
  'gate.task.refusals': {
    th: 'บริการที่ขออนุญาตบอกเหตุที่อาจไม่อนุญาต',
    en: 'A permit names the grounds for refusing it',
  },
  'gate.task.timeline': { th: 'ขั้นตอนมีระยะเวลา', en: 'The steps take time' },
  'gate.task.divisions': { th: 'หน่วยงานที่ระบุมีอยู่จริง', en: 'The divisions named exist' },
  'gate.task.route': { th: 'คำขอทุกเรื่องมีหน่วยงานรับ', en: 'Every request reaches a division' },
  'gate.task.applicant': { th: 'ระบบรู้ว่าใครเป็นผู้ยื่น', en: 'The applicant can be told from the form' },
  'gate.task.columns': { th: 'คำถามทุกข้อมีคอลัมน์ส่งออกที่คงเดิม', en: 'Every question has a lasting export column' },
  'gate.task.history': { th: 'คำถามเดิมมีความหมายเดิม', en: 'Questions keep the meaning they had' },

  'gate.problem.partMissing': { th: 'ยังขาดส่วน “{name}”', en: 'The part “{name}” is missing' },
  'gate.problem.partUnknown': { th: 'ระบบไม่รู้จักส่วน “{name}”', en: 'There is no part called “{name}”' },
  'gate.problem.kindUnknown': { th: 'ระบบไม่รู้จักชนิด “{kind}”', en: 'There is no kind called “{kind}”' },
  'gate.problem.conditionUnknown': {
    th: 'เงื่อนไขนี้เขียนไม่ตรงตามรูปแบบใดเลย',
    en: 'This condition has none of the forms a condition may have',
  },
  'gate.problem.typeWrong': { th: 'ค่านี้ต้องเป็นชนิด {type}', en: 'This value has to be of type {type}' },
  'gate.problem.listEmpty': { th: 'รายการนี้ต้องมีอย่างน้อยหนึ่งข้อ', en: 'This list needs at least one entry' },
  'gate.problem.nameWrong': {
    th: 'ชื่อหรือค่า {name} ใช้ไม่ได้ ให้ใช้อักษรละติน ตัวเลข และเครื่องหมายตามที่กำหนด',
    en: 'The name or value {name} cannot be used: Latin letters, digits and the allowed marks only',
  },
  'gate.problem.valueWrong': { th: 'ค่านี้ไม่อยู่ในค่าที่ใช้ได้', en: 'This value is not one that can be used' },
  'gate.problem.thaiMissing': { th: 'ยังไม่มีข้อความภาษาไทย', en: 'The Thai text is missing' },
  'gate.problem.englishMissing': { th: 'ยังไม่มีข้อความภาษาอังกฤษ', en: 'The English text is missing' },
  'gate.problem.idTwice': { th: 'รหัส “{id}” ซ้ำกัน', en: 'The id “{id}” is there twice' },
  'gate.problem.pageIdReserved': {
    th: 'ระบบใช้ “{id}” เป็นที่อยู่หน้าอื่นแล้ว ตั้งรหัสหน้าเป็นคำอื่น',
    en: '“{id}” is already the address of another page: choose another page id',
  },
  'gate.problem.pageIdIsField': {
    th: 'หน้าที่ถามซ้ำใช้รหัส “{id}” ซึ่งเป็นชื่อคำถามแล้ว',
    en: 'The repeated page is called “{id}”, which is the name of a question already',
  },
  'gate.problem.conditionMissing': {
    th: 'ไม่มีเงื่อนไขชื่อ “{name}”',
    en: 'There is no condition called “{name}”',
  },
  'gate.problem.fieldMissing': { th: 'ไม่มีคำถามชื่อ “{key}”', en: 'There is no question called “{key}”' },
  'gate.problem.sectionMissing': { th: 'ไม่มีหมวดชื่อ “{id}”', en: 'There is no section called “{id}”' },
  'gate.problem.fieldNowhere': {
    th: 'คำถาม “{key}” ไม่อยู่ในหน้าใดเลย',
    en: 'The question “{key}” is on no page',
  },
  'gate.problem.fieldTwice': {
    th: 'คำถาม “{key}” อยู่มากกว่าหนึ่งแห่ง',
    en: 'The question “{key}” is asked in two places',
  },
  'gate.problem.repeatLimits': {
    th: 'จำนวนครั้งที่ถามซ้ำต้องไม่เกิน {most} และค่าต่ำสุดต้องไม่มากกว่าค่าสูงสุด',
    en: 'A page is repeated {most} times at most, and the least is not above the most',
  },
  'gate.problem.fileLimits': {
    th: 'จำนวนไฟล์ต้องเป็น 1 ถึง {most}',
    en: 'The number of files must be 1 to {most}',
  },
  'gate.problem.limitsCrossed': {
    th: 'ค่าต่ำสุดของคำถาม “{key}” มากกว่าค่าสูงสุด',
    en: 'The least of the question “{key}” is above its most',
  },
  'gate.problem.dateOrder': {
    th: '“{key}” ต้องไม่ก่อน “{other}” ซึ่งต้องเป็นคำถามวันที่ที่ถามก่อน และอยู่ในรายการเดียวกัน',
    en: '“{key}” must not be before “{other}”, which has to be a date asked earlier, in the same row if in one',
  },
  'gate.problem.circle': {
    th: 'เงื่อนไข “{name}” อ้างวนกลับมาที่ตัวเอง',
    en: 'The condition “{name}” leads back to itself',
  },
  'gate.problem.looksAhead': {
    th: 'เงื่อนไข “{name}” ใช้คำตอบของ “{key}” ซึ่งในตำแหน่งนี้ยังไม่ได้ถามหรือถามแยกเป็นรายการ',
    en: 'The condition “{name}” uses the answer to “{key}”, which at this place is not asked yet or differs by row',
  },
  'gate.problem.optionMissing': {
    th: 'คำถาม “{key}” ไม่มีตัวเลือก “{id}”',
    en: 'The question “{key}” has no option “{id}”',
  },
  'gate.problem.operatorUnfit': {
    th: 'คำตอบของ “{key}” เปรียบเทียบแบบ “{op}” ไม่ได้',
    en: 'The answer to “{key}” cannot be compared by “{op}”',
  },
  'gate.problem.pageNever': {
    th: 'หน้า “{id}” จะไม่ปรากฏแก่ผู้ใดเลย',
    en: 'The page “{id}” can never be shown to anyone',
  },
  'gate.problem.fieldNever': {
    th: 'คำถาม “{key}” จะไม่ปรากฏแก่ผู้ใดเลย',
    en: 'The question “{key}” can never be shown to anyone',
  },
  'gate.problem.conditionNever': {
    th: 'เงื่อนไข “{name}” ไม่มีทางเป็นจริง',
    en: 'The condition “{name}” can never hold',
  },
  'gate.problem.notInWords': {
    th: 'เงื่อนไข “{name}” ใช้กับเอกสารหรือค่าธรรมเนียม จึงต้องมีคำอธิบาย (say)',
    en: 'The condition “{name}” decides on a document or a fee, so it has to be put in words (say)',
  },
  'gate.problem.notAChoice': {
    th: 'เงื่อนไข “{name}” ใช้กับเอกสารหรือค่าธรรมเนียม จึงอ้างได้เฉพาะคำถามแบบเลือกตอบ ไม่ใช่ “{key}”',
    en: 'The condition “{name}” decides on a document or a fee, so it may rest on choices only, not on “{key}”',
  },
  'gate.problem.uploadMissing': {
    th: 'เอกสาร “{id}” ต้องใช้ แต่แบบคำขอไม่มีที่แนบ',
    en: 'The document “{id}” is needed, but the form has no place to attach it',
  },
  'gate.problem.originalOnly': {
    th: 'ต้นฉบับเอกสาร “{id}” ไม่มีที่แนบในแบบคำขอ ผู้ยื่นต้องนำมาที่สำนักงาน',
    en: 'The original “{id}” has no place in the form, so the applicant must bring it to the office',
  },
  'gate.problem.uploadNoFile': {
    th: 'คำถาม “{key}” ไม่ใช่คำถามแบบแนบไฟล์',
    en: 'The question “{key}” does not take files',
  },
  'gate.problem.uploadShownOtherwise': {
    th: 'เอกสาร “{id}” กับที่แนบ “{key}” ปรากฏในกรณีที่ต่างกัน',
    en: 'The document “{id}” and its place “{key}” in the form are shown in different cases',
  },
  'gate.problem.uploadUnnamed': {
    th: 'คู่มือไม่ได้ระบุเอกสารที่จะแนบในคำถาม “{key}”',
    en: 'The manual names no document for the upload “{key}”',
  },
  'gate.problem.feesEmpty': {
    th: 'ยังไม่ได้ระบุค่าธรรมเนียม หากไม่เก็บให้เพิ่มรายการชนิด none',
    en: 'No fee is stated: if there is none, add one of kind none',
  },
  'gate.problem.feeWithoutLaw': {
    th: 'ค่าธรรมเนียม “{id}” ยังไม่ระบุกฎหมายที่ให้เก็บ',
    en: 'The fee “{id}” names no law that allows it',
  },
  'gate.problem.refusalsMissing': {
    th: 'บริการขออนุญาตต้องระบุเหตุที่อาจไม่อนุญาตพร้อมข้อกฎหมาย ถ้าไม่มีรายการนี้ เจ้าหน้าที่จะไม่อนุญาตไม่ได้',
    en: 'A permit needs its grounds for refusing, each with its clause: without them nothing can be refused',
  },
  'gate.problem.timelineZero': {
    th: 'ขั้นตอนของเทศบาลรวมกันใช้เวลาเป็นศูนย์',
    en: 'The municipality’s own steps take no time at all',
  },
  'gate.problem.divisionUnknown': { th: 'ไม่มีหน่วยงานรหัส “{id}”', en: 'There is no division “{id}”' },
  'gate.problem.routeOpen': {
    th: 'ปลายทางสุดท้ายต้องไม่มีเงื่อนไข เพื่อให้คำขอทุกเรื่องมีหน่วยงานรับ',
    en: 'The last destination must have no condition, so that every request has somewhere to go',
  },
  'gate.problem.routeBlocked': {
    th: 'ปลายทางนี้ไม่มีเงื่อนไข ปลายทางถัดไปจึงไม่ถูกใช้เลย',
    en: 'This destination has no condition, so those after it are never used',
  },
  'gate.problem.applicantKind': {
    th: 'คำถาม “{key}” ไม่ใช่ชนิดที่ใช้เป็นชื่อ โทรศัพท์ หรืออีเมลของผู้ยื่นได้',
    en: 'The question “{key}” is not of the kind that holds this part of the applicant’s details',
  },
  'gate.problem.applicantInRow': {
    th: 'คำถาม “{key}” ถูกถามหลายครั้ง จึงใช้ระบุผู้ยื่นไม่ได้',
    en: 'The question “{key}” is asked several times, so it cannot name the applicant',
  },
  'gate.problem.columnMissing': {
    th: 'คำถาม “{key}” ยังไม่มีคอลัมน์ส่งออก',
    en: 'The question “{key}” has no export column',
  },
  'gate.problem.columnTwice': { th: 'คอลัมน์ “{column}” ใช้ซ้ำ', en: 'The column “{column}” is used twice' },
  'gate.problem.columnMoved': {
    th: 'คำถาม “{key}” เคยอยู่ในคอลัมน์ “{column}” และต้องอยู่ที่เดิม',
    en: 'The question “{key}” had the column “{column}” and has to keep it',
  },
  'gate.problem.columnTaken': {
    th: 'คอลัมน์ “{column}” เคยเป็นของคำถาม “{key}”',
    en: 'The column “{column}” belonged to the question “{key}”',
  },
  'gate.problem.serviceRenamed': {
    th: 'รหัสบริการต้องเป็น “{id}” เหมือนฉบับก่อน',
    en: 'The service has to keep its id “{id}”',
  },
  'gate.problem.kindChanged': {
    th: 'คำถาม “{key}” เคยเป็นชนิด “{kind}” หากเป็นคำถามใหม่ให้ตั้งชื่อใหม่',
    en: 'The question “{key}” was of kind “{kind}”: give a new question a new name',
  },
  'gate.problem.labelChanged': {
    th: 'ข้อความของคำถาม “{key}” เปลี่ยนไป ตรวจว่ายังมีความหมายเดิม',
    en: 'The wording of “{key}” has changed: make sure that it still asks the same',
  },
  'gate.problem.manyChanged': {
    th: 'คำถาม “{key}” เปลี่ยนจากเลือกข้อเดียวเป็นหลายข้อหรือกลับกันไม่ได้ ให้ตั้งคำถามใหม่',
    en: 'The question “{key}” cannot change between one answer and many: add a new question',
  },
  'gate.problem.optionChanged': {
    th: 'ตัวเลือก “{id}” ของ “{key}” เคยมีความหมายอื่น ให้ใช้รหัสใหม่',
    en: 'The option “{id}” of “{key}” meant something else before: use a new id',
  },
  'gate.problem.optionReworded': {
    th: 'ข้อความของตัวเลือก “{id}” ใน “{key}” เปลี่ยนไป ตรวจว่ายังมีความหมายเดิม',
    en: 'The wording of option “{id}” of “{key}” has changed: make sure that it still means the same',
  },

  'gate.diff.total': {
    th: 'ระยะเวลารวมเปลี่ยนจาก {from} เป็น {to}',
    en: 'The total time changes from {from} to {to}',
  },
  'gate.diff.stepAdded': {
    th: 'เพิ่มขั้นตอน “{name}” ใช้เวลา {figure}',
    en: 'New step “{name}”, taking {figure}',
  },
  'gate.diff.stepRemoved': { th: 'ตัดขั้นตอน “{name}” ({figure})', en: 'The step “{name}” ({figure}) is gone' },
  'gate.diff.stepDuration': {
    th: 'ขั้นตอน “{name}” เปลี่ยนเวลาจาก {from} เป็น {to}',
    en: 'The step “{name}” takes {to} instead of {from}',
  },
  'gate.diff.stepChanged': {
    th: 'แก้ไขรายละเอียดขั้นตอน “{name}”',
    en: 'The details of the step “{name}” change',
  },
  'gate.diff.stepsMoved': { th: 'เปลี่ยนลำดับขั้นตอน', en: 'The order of the steps changes' },
  'gate.diff.feeAdded': { th: 'เพิ่มค่าธรรมเนียม “{name}”: {figure}', en: 'New fee “{name}”: {figure}' },
  'gate.diff.feeRemoved': {
    th: 'ตัดค่าธรรมเนียม “{name}” ({figure})',
    en: 'The fee “{name}” ({figure}) is gone',
  },
  'gate.diff.feeAmount': {
    th: 'ค่าธรรมเนียม “{name}” เปลี่ยนจาก {from} เป็น {to}',
    en: 'The fee “{name}” changes from {from} to {to}',
  },
  'gate.diff.feeChanged': {
    th: 'แก้ไขรายละเอียดค่าธรรมเนียม “{name}”',
    en: 'The details of the fee “{name}” change',
  },
  'gate.diff.feesMoved': { th: 'เปลี่ยนลำดับค่าธรรมเนียม', en: 'The order of the fees changes' },
  'gate.diff.feeRow': { th: '{label} {amount}', en: '{label} {amount}' },
  'gate.diff.documentAdded': { th: 'เพิ่มเอกสาร “{name}” ({figure})', en: 'New document “{name}” ({figure})' },
  'gate.diff.documentRemoved': {
    th: 'ไม่ใช้เอกสาร “{name}” แล้ว',
    en: 'The document “{name}” is no longer needed',
  },
  'gate.diff.documentCopies': {
    th: 'เอกสาร “{name}” เปลี่ยนจาก {from} เป็น {to}',
    en: 'The document “{name}” changes from {from} to {to}',
  },
  'gate.diff.documentChanged': {
    th: 'แก้ไขรายละเอียดเอกสาร “{name}”',
    en: 'The details of the document “{name}” change',
  },
  'gate.diff.documentsMoved': { th: 'เปลี่ยนลำดับเอกสาร', en: 'The order of the documents changes' },
  'gate.diff.copies': {
    th: 'ฉบับจริง {originals} สำเนา {copies}',
    en: 'originals: {originals}, copies: {copies}',
  },
  'gate.diff.fieldAdded': { th: 'เพิ่มคำถาม “{name}”', en: 'New question “{name}”' },
  'gate.diff.fieldRemoved': { th: 'ตัดคำถาม “{name}”', en: 'The question “{name}” is gone' },
  'gate.diff.fieldRequired': {
    th: 'คำถาม “{name}” ต้องตอบ',
    en: 'The question “{name}” has to be answered now',
  },
  'gate.diff.fieldOptional': {
    th: 'คำถาม “{name}” ไม่ต้องตอบก็ได้',
    en: 'The question “{name}” may be left out now',
  },
  'gate.diff.fieldChanged': { th: 'แก้ไขคำถาม “{name}”', en: 'The question “{name}” changes' },
  'gate.diff.optionAdded': {
    th: 'คำถาม “{field}” เพิ่มตัวเลือก “{name}”',
    en: 'The question “{field}” gets the option “{name}”',
  },
  'gate.diff.optionRemoved': {
    th: 'คำถาม “{field}” ตัดตัวเลือก “{name}”',
    en: 'The question “{field}” loses the option “{name}”',
  },
  'gate.diff.optionChanged': {
    th: 'คำถาม “{field}” แก้ไขตัวเลือก “{name}”',
    en: 'The option “{name}” of the question “{field}” changes',
  },
  'gate.diff.optionsMoved': {
    th: 'คำถาม “{field}” เปลี่ยนลำดับตัวเลือก',
    en: 'The order of the options of “{field}” changes',
  },
  'gate.diff.pageAdded': { th: 'เพิ่มหน้า “{name}”', en: 'New page “{name}”' },
  'gate.diff.pageRemoved': { th: 'ตัดหน้า “{name}”', en: 'The page “{name}” is gone' },
  'gate.diff.pageChanged': { th: 'แก้ไขหน้า “{name}”', en: 'The page “{name}” changes' },
  'gate.diff.pagesMoved': { th: 'เปลี่ยนลำดับหน้า', en: 'The order of the pages changes' },
  'gate.diff.sectionAdded': { th: 'เพิ่มหมวด “{name}”', en: 'New section “{name}”' },
  'gate.diff.sectionRemoved': { th: 'ตัดหมวด “{name}”', en: 'The section “{name}” is gone' },
  'gate.diff.sectionChanged': { th: 'เปลี่ยนชื่อหมวดเป็น “{name}”', en: 'A section is now called “{name}”' },
  'gate.diff.sectionsMoved': { th: 'เปลี่ยนลำดับหมวด', en: 'The order of the sections changes' },
  'gate.diff.conditionChanged': { th: 'แก้ไขเงื่อนไข “{name}”', en: 'The condition “{name}” changes' },
  'gate.diff.part.title': { th: 'แก้ไขชื่อบริการ', en: 'The name of the service changes' },
  'gate.diff.part.summary': { th: 'แก้ไขคำอธิบายสั้น', en: 'The summary changes' },
  'gate.diff.part.confirmed': {
    th: 'เปลี่ยนสถานะการยืนยันข้อมูล',
    en: 'Whether the figures are confirmed changes',
  },
  'gate.diff.part.emergency': { th: 'แก้ไขข้อความกรณีเร่งด่วน', en: 'The notice for emergencies changes' },
  'gate.diff.part.criteria': { th: 'แก้ไขหลักเกณฑ์และเงื่อนไข', en: 'The criteria change' },
  'gate.diff.part.channels': { th: 'แก้ไขช่องทางให้บริการ', en: 'The ways to apply change' },
  'gate.diff.part.legalBasis': { th: 'แก้ไขกฎหมายที่เกี่ยวข้อง', en: 'The legal basis changes' },
  'gate.diff.part.result': { th: 'แก้ไขผลที่ผู้ยื่นได้รับ', en: 'What the applicant receives changes' },
  'gate.diff.part.complaints': { th: 'แก้ไขช่องทางร้องเรียน', en: 'The places to complain change' },
  'gate.diff.part.appeal': { th: 'แก้ไขข้อความการอุทธรณ์', en: 'The words on appeals change' },
  'gate.diff.part.refusals': { th: 'แก้ไขเหตุที่อาจไม่อนุญาต', en: 'The grounds for refusing change' },
  'gate.diff.part.declaration': { th: 'แก้ไขคำรับรองของผู้ยื่น', en: 'The declaration changes' },
  'gate.diff.part.route': { th: 'เปลี่ยนหน่วยงานที่รับคำขอ', en: 'The division that receives requests changes' },
  'gate.diff.part.applicant': {
    th: 'เปลี่ยนคำถามที่ใช้ระบุผู้ยื่น',
    en: 'The questions that name the applicant change',
  },
  'gate.diff.part.retention': { th: 'เปลี่ยนระยะเวลาเก็บข้อมูล', en: 'The time data is kept changes' },
  'gate.diff.part.export': { th: 'เปลี่ยนคอลัมน์ส่งออก', en: 'The export columns change' },
  'gate.diff.part.search': {
    th: 'แก้ไขหมวด คำค้น หรือเวลาที่ใช้กรอก',
    en: 'The groups, search words or minutes to fill in change',
  },
  'gate.diff.part.identity': { th: 'เปลี่ยนรหัสบริการ', en: 'The id of the service changes' },
} as const satisfies Record<string, Text>
