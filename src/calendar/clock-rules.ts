import type { Text } from '../i18n/text.ts'

/** Every number of the legal clock, so that a change of law or custom is a change of data. */
export type ClockRules = {
  /** Whether the working day on which a filing made outside office hours is deemed received is day 1. */
  deemedDayIsDayOne: boolean
  /** Whether the office's own last day, falling on a day off, moves to the next working day. */
  officeLastDayMoves: boolean
  /** Calendar days the applicant has to supply what is missing, unless the officer sets another date. */
  deficiencyDays: number
  /** The nearest day an officer may set for it, in working days after the day of asking. */
  deficiencyWorkingDaysAtLeast: number
  /** The furthest day an officer may set for it, in calendar days. */
  deficiencyDaysAtMost: number
  /** How often an officer may list what is missing without a legal reason from a supervisor. */
  deficiencyRecords: number
  /** Days by which one request may be extended, all its extensions together. */
  extensionDaysAtMost: number
  /** Calendar days after its end within which an applicant may have a request opened again. */
  reopenDays: number
  /** Calendar days within which the applicant is told of a finished decision. */
  tellResultDays: number
  /** A late request owes the applicant a written reason each time this many days have passed. */
  lateLetterEveryDays: number
  /** Working days after which a request that no officer took on is brought to the head of its division. */
  claimWithinDays: number
  /** Working days before the due day on which whoever has the request is reminded. */
  remindDaysBefore: number
  /** Working days past the due day after which the head, and then the Palad, is told. */
  headAfterDaysLate: number
  paladAfterDaysLate: number
  /** The list of days of one request is cut here; it is for reading. */
  listedDays: number
}

export const STANDARD_CLOCK_RULES: ClockRules = {
  deemedDayIsDayOne: true,
  officeLastDayMoves: true,
  deficiencyDays: 15,
  deficiencyWorkingDaysAtLeast: 1,
  deficiencyDaysAtMost: 90,
  deficiencyRecords: 1,
  extensionDaysAtMost: 90,
  reopenDays: 30,
  tellResultDays: 7,
  lateLetterEveryDays: 7,
  claimWithinDays: 1,
  remindDaysBefore: 2,
  headAfterDaysLate: 1,
  paladAfterDaysLate: 3,
  listedDays: 800,
}

/** Where each rule comes from. Those without a section are the municipality's to choose. */
export const CLOCK_RULE_SOURCES: Record<keyof ClockRules, Text> = {
  deemedDayIsDayOne: {
    th: 'พ.ร.บ.การปฏิบัติราชการทางอิเล็กทรอนิกส์ พ.ศ. 2565 มาตรา 10 ประกอบ ป.พ.พ. มาตรา 193/3 วรรคสอง และ พ.ร.บ.วิธีปฏิบัติราชการทางปกครอง พ.ศ. 2539 มาตรา 64 วรรคหนึ่ง',
    en: 'E-Government Act B.E. 2565, section 10, with Civil and Commercial Code, section 193/3, second paragraph, and Administrative Procedure Act B.E. 2539, section 64, first paragraph',
  },
  officeLastDayMoves: {
    th: 'ป.พ.พ. มาตรา 193/8 ทั้งนี้ พ.ร.บ.วิธีปฏิบัติราชการทางปกครอง พ.ศ. 2539 มาตรา 64 วรรคสอง ให้นับวันสุดท้ายของเจ้าหน้าที่แม้เป็นวันหยุด ให้นิติกรยืนยัน',
    en: 'Civil and Commercial Code, section 193/8. Administrative Procedure Act B.E. 2539, section 64, second paragraph, counts an authority’s last day even on a day off: to be confirmed by the legal officer',
  },
  deficiencyDays: {
    th: 'พ.ร.บ.การอำนวยความสะดวกฯ พ.ศ. 2558 มาตรา 8 (จำนวนวันเทศบาลกำหนดเอง)',
    en: 'Licensing Facilitation Act B.E. 2558, section 8 (the number of days is the municipality’s own)',
  },
  deficiencyWorkingDaysAtLeast: { th: 'เทศบาลกำหนดเอง', en: 'The municipality’s own' },
  deficiencyDaysAtMost: { th: 'เทศบาลกำหนดเอง', en: 'The municipality’s own' },
  extensionDaysAtMost: {
    th: 'เทศบาลกำหนดเอง กฎหมายเฉพาะอาจกำหนดไว้ เช่น พ.ร.บ.ควบคุมอาคาร พ.ศ. 2522 มาตรา 25 ขยายได้ไม่เกิน 2 คราว คราวละไม่เกิน 45 วัน',
    en: 'The municipality’s own. Special law may set it, as Building Control Act B.E. 2522, section 25: twice, 45 days each at most',
  },
  reopenDays: { th: 'เทศบาลกำหนดเอง', en: 'The municipality’s own' },
  deficiencyRecords: {
    th: 'พ.ร.บ.การอำนวยความสะดวกฯ พ.ศ. 2558 มาตรา 8',
    en: 'Licensing Facilitation Act B.E. 2558, section 8',
  },
  tellResultDays: {
    th: 'พ.ร.บ.การอำนวยความสะดวกฯ พ.ศ. 2558 มาตรา 10',
    en: 'Licensing Facilitation Act B.E. 2558, section 10',
  },
  lateLetterEveryDays: {
    th: 'พ.ร.บ.การอำนวยความสะดวกฯ พ.ศ. 2558 มาตรา 10',
    en: 'Licensing Facilitation Act B.E. 2558, section 10',
  },
  claimWithinDays: { th: 'เทศบาลกำหนดเอง', en: 'The municipality’s own' },
  remindDaysBefore: { th: 'เทศบาลกำหนดเอง', en: 'The municipality’s own' },
  headAfterDaysLate: { th: 'เทศบาลกำหนดเอง', en: 'The municipality’s own' },
  paladAfterDaysLate: { th: 'เทศบาลกำหนดเอง', en: 'The municipality’s own' },
  listedDays: { th: 'เทศบาลกำหนดเอง', en: 'The municipality’s own' },
}

/**
 * The standard rules with those the municipality has set otherwise. A name that is no rule, or a value
 * of the wrong sort, is a fault told to whoever keeps the settings; the standard rule then stands.
 */
export function readClockRules(own: Record<string, unknown>): { rules: ClockRules; faults: Text[] } {
  const known = Object.entries(own).filter(([name, value]) => isRule(name, value))
  const faults = Object.entries(own)
    .filter(([name, value]) => !isRule(name, value))
    .map(([name]) => ({ th: `กฎการนับเวลา “${name}” ใช้ไม่ได้`, en: `The clock rule “${name}” cannot be used` }))
  return { rules: { ...STANDARD_CLOCK_RULES, ...Object.fromEntries(known) }, faults }
}

function isRule(name: string, value: unknown): boolean {
  if (!Object.hasOwn(STANDARD_CLOCK_RULES, name)) return false
  const standard = STANDARD_CLOCK_RULES[name as keyof ClockRules]
  if (typeof standard === 'boolean') return typeof value === 'boolean'
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 10_000
}
