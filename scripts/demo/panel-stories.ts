import type { Proposal, Stage } from '../../src/whistle/entries.ts'
import type { Outcome } from '../../src/whistle/outcomes.ts'
import type { QuestionId } from '../../src/whistle/report.ts'
import type { MemberId } from './panel.ts'

export type Step = { daysAgo: number } & (
  | { says: string }
  | { gives: string }
  | ({ by: MemberId } & (
      | { tells: string; asks?: boolean }
      | { notes: string }
      | { assigns: MemberId }
      | { reaches: Stage }
      | { refers: string }
      | { proposes: Proposal; reason: string }
      | { recuses: string }
      | { setsAside: true }
      | { closes: Outcome; reason: string; toReporter: string }
    ))
)

export type Story = {
  daysAgo: number
  subjects: string[]
  answers: Partial<Record<QuestionId, string>>
  /** The name of a picture that comes with it. */
  file?: string
  then: Step[]
  receiptIsShown?: true
}

// Invented from first to last. Between them the reports stand in every state the panel's pages can show.
export const STORIES: Story[] = [
  {
    daysAgo: 2,
    subjects: ['education-officer'],
    answers: {
      what: 'นมโรงเรียนที่ศูนย์พัฒนาเด็กเล็กมาไม่ครบ ใบตรวจรับลงว่าครบทุกวัน แต่เด็กได้ดื่มเพียงสามวันต่อสัปดาห์',
      when: 'ตั้งแต่เปิดเทอมนี้',
      where: 'ศูนย์พัฒนาเด็กเล็กของเทศบาล',
      evidenceWhere: 'ใบตรวจรับนมรายวันที่กองการศึกษา',
      stillGoingOn: 'ยังเป็นอยู่',
    },
    then: [],
  },
  {
    daysAgo: 4,
    subjects: ['palad'],
    answers: {
      what: 'ปลัดเทศบาลให้ผู้รับจ้างโครงการปรับปรุงถนนสายบ้านหนองขาม จ่ายเงินร้อยละสิบก่อนเซ็นตรวจรับงาน',
      who: 'ปลัดเทศบาล และผู้รับจ้างหนึ่งราย',
      when: 'ปลายเดือนที่แล้ว หลังประชุมตรวจรับงวดที่สอง',
      where: 'ห้องทำงานปลัด',
      how: 'ให้โอนเข้าบัญชีของญาติแล้วจึงลงนามในวันเดียวกัน',
      amount: 'ประมาณ 180,000 บาท',
      evidenceWhere: 'วันที่ในใบตรวจรับกับวันที่โอนเงินตรงกัน',
      circumstances: 'งวดแรกถูกแขวนไว้สองเดือนโดยไม่มีเหตุผลเป็นหนังสือ',
      witnesses: 'ผู้ควบคุมงานของผู้รับจ้าง',
    },
    then: [
      { daysAgo: 3, by: 'somying', assigns: 'somying' },
      { daysAgo: 3, by: 'somying', tells: 'ได้รับเรื่องแล้ว ผู้ที่ท่านแจ้งและผู้ใต้บังคับบัญชาจะไม่เห็นเรื่องนี้' },
      { daysAgo: 2, by: 'prasit', notes: 'ขอเอกสารตรวจรับงวดที่ 1 และ 2 ผ่านหน่วยตรวจสอบภายในตามแผนตรวจปกติ เพื่อไม่ให้ผิดสังเกต' },
    ],
  },
  {
    daysAgo: 24,
    subjects: ['procurement'],
    file: 'บิลค่าวัสดุ.jpg',
    receiptIsShown: true,
    answers: {
      what: 'ซื้อวัสดุสำนักงานจากร้านของญาติเจ้าหน้าที่พัสดุ ราคาแพงกว่าตลาดเท่าตัว และแบ่งซื้อเป็นหลายใบ',
      who: 'เจ้าหน้าที่พัสดุ',
      when: 'ไตรมาสที่ผ่านมา',
      amount: 'รวมประมาณ 95,000 บาท',
      evidence: 'รูปถ่ายบิลหนึ่งใบ',
      circumstances: 'ทุกใบไม่เกินวงเงินที่ต้องสืบราคา',
      witnesses: 'ร้านเครื่องเขียนอีกสองร้านในตลาด',
    },
    then: [
      { daysAgo: 23, by: 'noknoi', assigns: 'somying' },
      { daysAgo: 22, by: 'somying', tells: 'ได้รับเรื่องและรูปถ่ายแล้ว กำลังตรวจทะเบียนคุมการจัดซื้อ' },
      { daysAgo: 18, by: 'somying', reaches: 'considered' },
      { daysAgo: 6, by: 'somying', asks: true, tells: 'ท่านจำได้หรือไม่ว่าบิลใบอื่นเป็นของเดือนใด ตอบเป็นช่วงก็ได้ ไม่ต้องบอกว่าทราบจากใคร' },
    ],
  },
  {
    daysAgo: 47,
    subjects: ['works-officer'],
    answers: {
      what: 'ถูกขอเงินสองพันบาทเพื่อให้ได้ใบอนุญาตต่อเติมบ้านเร็วขึ้น',
      when: 'ต้นเดือนที่แล้ว',
      where: 'หน้าอาคารกองช่าง',
      how: 'เจ้าหน้าที่พูดว่า “ถ้าช่วยค่าน้ำมันก็ได้วันนี้”',
      amount: '2,000 บาท',
      witnesses: 'ช่างรับเหมาที่ไปด้วยกัน',
    },
    then: [
      { daysAgo: 46, by: 'noknoi', tells: 'ได้รับเรื่องแล้ว', asks: false },
      { daysAgo: 44, by: 'noknoi', assigns: 'noknoi' },
      { daysAgo: 41, by: 'noknoi', reaches: 'considered' },
      { daysAgo: 40, by: 'noknoi', asks: true, tells: 'ท่านจ่ายเงินไปแล้วหรือไม่ และได้รับใบเสร็จหรือไม่' },
      { daysAgo: 36, says: 'ยังไม่ได้จ่าย รอมาเกือบเดือนแล้ว ตอนนี้ใบอนุญาตก็ยังไม่ออก' },
      { daysAgo: 30, by: 'noknoi', reaches: 'ordered' },
      { daysAgo: 29, by: 'noknoi', tells: 'มีคำสั่งตั้งกรรมการสืบข้อเท็จจริงแล้ว และให้หัวหน้ากองเร่งพิจารณาใบอนุญาตตามลำดับ' },
      { daysAgo: 5, by: 'somying', proposes: { share: 'aree' }, reason: 'ขอกรรมการจากนอกสำนักปลัดและกองช่างมาร่วมพิจารณา' },
    ],
  },
  {
    daysAgo: 33,
    subjects: ['finance-officer'],
    answers: {
      what: 'เงินค่าขยะที่เก็บตามบ้านหมู่ 4 ไม่ลงทะเบียน บางบ้านไม่ได้ใบเสร็จ',
      where: 'หมู่ 4',
      evidence: 'สมุดจดของบ้านที่จ่ายเงินห้าหลัง',
      witnesses: 'เจ้าของบ้านทั้งห้าหลัง',
    },
    then: [
      { daysAgo: 32, by: 'somying', tells: 'ได้รับเรื่องแล้ว เราจะเทียบสำเนาใบเสร็จกับทะเบียนลูกหนี้' },
      { daysAgo: 31, by: 'somying', assigns: 'somying' },
      { daysAgo: 27, by: 'somying', reaches: 'considered' },
      { daysAgo: 15, gives: 'นางสมศรี ใจซื่อ (สมมุติ) หมู่ 4 ยินดีเป็นพยาน ขอให้นัดหลังหกโมงเย็น' },
      { daysAgo: 3, by: 'somying', proposes: { reveal: true }, reason: 'ผู้แจ้งยินดีเป็นพยาน จำเป็นต้องนัดสอบปากคำ' },
    ],
  },
  {
    daysAgo: 140,
    subjects: ['works-head'],
    answers: {
      what: 'รถบรรทุกเทศบาลขนดินถมที่ส่วนตัวในวันหยุด',
      who: 'ผู้อำนวยการกองช่าง',
      when: 'วันเสาร์สองครั้งติดกัน',
      where: 'ที่ดินท้ายหมู่ 7',
      evidence: 'ภาพรถติดตราเทศบาล',
      circumstances: 'ไม่มีงานของเทศบาลในวันนั้น',
      witnesses: 'คนขับรถสองคน',
    },
    then: [
      { daysAgo: 139, by: 'somying', tells: 'ได้รับเรื่องแล้ว' },
      { daysAgo: 134, by: 'somying', reaches: 'considered' },
      { daysAgo: 115, by: 'somying', reaches: 'ordered' },
      { daysAgo: 60, by: 'somying', closes: 'substantiated', reason: 'สมุดการใช้รถและน้ำมันไม่ตรงกับภารกิจ คณะกรรมการเห็นว่ามีมูล ส่งดำเนินการทางวินัย', toReporter: 'ตรวจแล้วพบว่ามีมูล เทศบาลส่งดำเนินการทางวินัยและเรียกค่าน้ำมันคืนแล้ว' },
    ],
  },
  {
    daysAgo: 170,
    subjects: ['education-head'],
    answers: {
      what: 'ค่าอาหารกลางวันเด็กเบิกเกินจำนวนเด็กที่มาเรียนจริง',
      when: 'ภาคเรียนก่อน',
      evidenceWhere: 'บัญชีเรียกชื่อเทียบกับฎีกาเบิกเงิน',
    },
    then: [
      { daysAgo: 169, by: 'noknoi', tells: 'ได้รับเรื่องแล้ว' },
      { daysAgo: 120, by: 'noknoi', closes: 'partly', reason: 'พบเบิกเกินสองสัปดาห์จากการไม่ปรับจำนวนเด็ก ไม่พบเจตนา เรียกเงินคืนและแก้วิธีเบิก', toReporter: 'พบว่าเบิกเกินจริงบางส่วน เรียกเงินคืนและแก้วิธีนับจำนวนเด็กแล้ว' },
    ],
  },
  {
    daysAgo: 205,
    subjects: ['finance-head'],
    answers: { what: 'ประเมินภาษีที่ดินบ้านของคนรู้จักต่ำกว่าบ้านข้างกัน', where: 'ซอยวัดเก่า' },
    then: [
      { daysAgo: 204, by: 'somying', tells: 'ได้รับเรื่องแล้ว' },
      { daysAgo: 165, by: 'somying', closes: 'unsubstantiated', reason: 'เนื้อที่และประเภทการใช้ที่ดินต่างกัน อัตราถูกต้องทั้งสองแปลง', toReporter: 'ตรวจแล้ว ภาษีต่างกันเพราะเนื้อที่และการใช้ที่ดินต่างกัน ไม่พบการเอื้อประโยชน์' },
    ],
  },
  {
    daysAgo: 400,
    subjects: ['works-officer'],
    answers: { what: 'มีคนในกองช่างรับเงิน' },
    then: [
      { daysAgo: 399, by: 'noknoi', asks: true, tells: 'ขอทราบว่าเป็นงานใด หรือช่วงเวลาใด เพื่อให้ตรวจสอบได้' },
      { daysAgo: 370, by: 'noknoi', closes: 'insufficient', reason: 'สอบถามแล้วไม่มีข้อมูลเพิ่มภายในสามสิบวัน', toReporter: 'ข้อมูลยังไม่พอให้ตรวจสอบ หากมีรายละเอียดเพิ่ม แจ้งเรื่องใหม่ได้เสมอ' },
      { daysAgo: 1, by: 'somying', proposes: { shred: true }, reason: 'ครบกำหนดเก็บรักษา' },
    ],
  },
  {
    daysAgo: 95,
    subjects: ['councillor'],
    answers: {
      what: 'สมาชิกสภาเทศบาลถือหุ้นในห้างที่เข้าเสนอราคาโครงการของเทศบาล',
      evidence: 'หนังสือรับรองห้างหุ้นส่วนที่เปิดเผยต่อสาธารณะ',
      circumstances: 'เปลี่ยนชื่อผู้ถือหุ้นก่อนยื่นซองหนึ่งเดือน',
      witnesses: 'นายทะเบียนพาณิชย์จังหวัด',
    },
    file: 'หนังสือรับรอง.jpg',
    then: [
      { daysAgo: 94, by: 'somying', tells: 'ได้รับเรื่องแล้ว' },
      { daysAgo: 90, by: 'noknoi', reaches: 'considered' },
      { daysAgo: 88, by: 'prasit', recuses: 'รู้จักครอบครัวของผู้ถูกกล่าวหา' },
      { daysAgo: 80, by: 'noknoi', refers: 'nacc' },
      { daysAgo: 79, by: 'noknoi', closes: 'referred', reason: 'อยู่ในอำนาจของ ป.ป.ช. ส่งสำนวนแล้ว', toReporter: 'เรื่องนี้อยู่ในอำนาจของ ป.ป.ช. เทศบาลส่งเรื่องไปแล้ว ไม่ได้ส่งข้อมูลว่าท่านเป็นใคร' },
    ],
  },
  {
    daysAgo: 63,
    subjects: ['works-officer'],
    answers: { what: 'เพื่อนบ้านเปิดเพลงเสียงดังหลังสี่ทุ่มทุกคืน อยากให้เทศบาลมาดู' },
    then: [
      { daysAgo: 62, by: 'noknoi', closes: 'outOfScope', reason: 'เป็นเหตุเดือดร้อนรำคาญ ไม่ใช่เรื่องทุจริต', toReporter: 'เรื่องเสียงดังแจ้งได้ที่หน้า “ร้องเรียนทั่วไป” ของเทศบาล เจ้าหน้าที่สาธารณสุขจะไปตรวจ' },
    ],
  },
  {
    daysAgo: 12,
    subjects: ['works-officer'],
    answers: { what: 'รับทำเว็บไซต์ ติดอันดับหนึ่งภายในเจ็ดวัน สนใจติดต่อกลับ' },
    then: [{ daysAgo: 11, by: 'noknoi', setsAside: true }],
  },
] // prettier-ignore

/** What a program sends: nearly the same each time, with a number in it. */
export const FLOOD_TEXTS: string[] = Array.from(
  { length: 14 },
  (_, n) => `ทดสอบระบบ ทดสอบระบบ เรื่องที่ ${n + 1} โกงกันทั้งนั้น ไม่ต้องตรวจ`,
)
