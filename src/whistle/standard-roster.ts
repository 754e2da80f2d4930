import type { ConflictRule, OutsideBody, Position } from './roster.ts'

// A beginning for a subdistrict municipality; each office changes it to its own chart before it is signed.

/**
 * Who must not see content, existence, attachments or statistics of a report about whom. Its cause: the lawyer, the
 * complaints desk and personnel all sit in the Palad's own office (structure of a real municipality), so that
 * the usual intake is the accused's own staff.
 */
export const STANDARD_RULES: ConflictRule[] = [
  {
    about: 'officer',
    keptOut: ['self', 'desk', 'head'],
    handledBy: { th: 'นิติกรและปลัดเทศบาล', en: 'the lawyer and the Palad' },
  },
  {
    about: 'head',
    keptOut: ['self', 'division'],
    handledBy: { th: 'นิติกรและปลัดเทศบาล', en: 'the lawyer and the Palad' },
  },
  {
    about: 'lawyer',
    keptOut: ['self', 'desk'],
    handledBy: { th: 'ปลัดเทศบาลและผู้รับผิดชอบอื่น', en: 'the Palad and another member' },
  },
  {
    about: 'auditor',
    keptOut: ['self', 'division'],
    handledBy: { th: 'ปลัดเทศบาลและนิติกร', en: 'the Palad and the lawyer' },
  },
  {
    about: 'finance',
    keptOut: ['self', 'division', { division: 'finance' }],
    handledBy: { th: 'คณะผู้รับผิดชอบและหน่วยตรวจสอบภายใน', en: 'the panel and internal audit' },
  },
  {
    about: 'administrator',
    keptOut: ['self', 'desk', { kind: 'administrator' }],
    handledBy: { th: 'คณะผู้รับผิดชอบ', en: 'the panel' },
  },
  {
    about: 'deputyPalad',
    keptOut: ['self', { kind: 'deputyPalad' }],
    handledBy: { th: 'ปลัดเทศบาลและนิติกร', en: 'the Palad and the lawyer' },
  },
  {
    about: 'palad',
    keptOut: ['self', { division: 'palad-office' }, { kind: 'deputyPalad' }],
    handledBy: { th: 'นายกเทศมนตรีและหน่วยตรวจสอบภายใน', en: 'the mayor and internal audit' },
  },
  {
    about: 'executive',
    keptOut: ['everyone'],
    handledBy: { th: 'นายอำเภอ ป.ป.ช. หรือ ป.ป.ท.', en: 'the district chief, NACC or PACC' },
  },
  {
    about: 'councillor',
    keptOut: ['self', { division: 'council' }, { kind: 'councillor' }],
    handledBy: { th: 'ปลัดเทศบาล แล้วส่งนายอำเภอ', en: 'the Palad, then the district chief' },
  },
  {
    about: 'unknownStaff',
    keptOut: [
      { division: 'palad-office' },
      { division: 'finance' },
      { kind: 'deputyPalad' },
      { kind: 'head' },
    ],
    handledBy: { th: 'นายกเทศมนตรีและหน่วยตรวจสอบภายใน', en: 'the mayor and internal audit' },
  },
  {
    about: 'unknown',
    keptOut: ['everyone'],
    handledBy: { th: 'นายอำเภอ ป.ป.ช. หรือ ป.ป.ท.', en: 'the district chief, NACC or PACC' },
  },
]

export const STANDARD_POSITIONS: Position[] = [
  { id: 'mayor', title: { th: 'นายกเทศมนตรี', en: 'Mayor' }, kind: 'executive', division: 'executive' },
  { id: 'deputy-mayor', title: { th: 'รองนายกเทศมนตรี', en: 'Deputy mayor' }, kind: 'executive', division: 'executive' },
  { id: 'adviser', title: { th: 'ที่ปรึกษานายกเทศมนตรี', en: 'Adviser to the mayor' }, kind: 'executive', division: 'executive' },
  { id: 'secretary', title: { th: 'เลขานุการนายกเทศมนตรี', en: 'Secretary to the mayor' }, kind: 'executive', division: 'executive' },
  { id: 'councillor', title: { th: 'สมาชิกสภาเทศบาล', en: 'Councillor' }, kind: 'councillor', division: 'council' },
  { id: 'palad', title: { th: 'ปลัดเทศบาล', en: 'Palad (municipal clerk)' }, kind: 'palad', division: 'palad-office' },
  { id: 'deputy-palad', title: { th: 'รองปลัดเทศบาล', en: 'Deputy Palad' }, kind: 'deputyPalad', division: 'palad-office' },
  { id: 'chief-of-office', title: { th: 'หัวหน้าสำนักปลัด', en: 'Chief of the Palad’s office' }, kind: 'head', division: 'palad-office' },
  { id: 'lawyer', title: { th: 'นิติกร', en: 'Lawyer' }, kind: 'lawyer', division: 'palad-office', desk: 'legal', head: 'chief-of-office' },
  { id: 'palad-officer', title: { th: 'เจ้าหน้าที่สำนักปลัด', en: 'Officer of the Palad’s office' }, kind: 'officer', division: 'palad-office', desk: 'general', head: 'chief-of-office' },
  { id: 'finance-head', title: { th: 'ผู้อำนวยการกองคลัง', en: 'Director of finance' }, kind: 'finance', division: 'finance' },
  { id: 'procurement', title: { th: 'เจ้าพนักงานพัสดุ', en: 'Procurement officer' }, kind: 'finance', division: 'finance', head: 'finance-head' },
  { id: 'finance-officer', title: { th: 'เจ้าหน้าที่กองคลัง', en: 'Officer of finance' }, kind: 'finance', division: 'finance', head: 'finance-head' },
  { id: 'works-head', title: { th: 'ผู้อำนวยการกองช่าง', en: 'Director of public works' }, kind: 'head', division: 'works' },
  { id: 'works-officer', title: { th: 'นายช่าง/เจ้าหน้าที่กองช่าง', en: 'Officer of public works' }, kind: 'officer', division: 'works', desk: 'works', head: 'works-head' },
  { id: 'education-head', title: { th: 'ผู้อำนวยการกองการศึกษา', en: 'Director of education' }, kind: 'head', division: 'education' },
  { id: 'education-officer', title: { th: 'เจ้าหน้าที่กองการศึกษา', en: 'Officer of education' }, kind: 'officer', division: 'education', desk: 'education', head: 'education-head' },
  { id: 'auditor', title: { th: 'นักวิชาการตรวจสอบภายใน', en: 'Internal auditor' }, kind: 'auditor', division: 'audit' },
  { id: 'administrator', title: { th: 'ผู้ดูแลระบบหรือผู้รับจ้างดูแลระบบ', en: 'System administrator or vendor' }, kind: 'administrator', division: 'palad-office', desk: 'systems' },
  { id: 'unknown-staff', title: { th: 'เจ้าหน้าที่ แต่ไม่ทราบว่าตำแหน่งใด', en: 'An officer, I do not know which' }, kind: 'unknownStaff', division: 'unknown' },
  { id: 'unknown', title: { th: 'ไม่ทราบ หรือเกี่ยวข้องหลายระดับ', en: 'I do not know, or several levels' }, kind: 'unknown', division: 'unknown' },
] // prettier-ignore

export const STANDARD_OUTSIDE: OutsideBody[] = [
  {
    id: 'nacc',
    name: { th: 'สำนักงาน ป.ป.ช.', en: 'National Anti-Corruption Commission (NACC)' },
    contact: { th: 'โทร. 1205 · wbs.nacc.go.th', en: 'Tel. 1205 · wbs.nacc.go.th' },
  },
  {
    id: 'pacc',
    name: { th: 'สำนักงาน ป.ป.ท.', en: 'Public Sector Anti-Corruption Commission (PACC)' },
    contact: { th: 'โทร. 1206 · pacc.go.th', en: 'Tel. 1206 · pacc.go.th' },
  },
  {
    id: 'district',
    name: { th: 'นายอำเภอ (ศูนย์ดำรงธรรมอำเภอ)', en: 'District chief (Damrongdhama centre)' },
    contact: { th: 'โทร. 1567', en: 'Tel. 1567' },
  },
]
