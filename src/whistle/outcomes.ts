import { addDays, type IsoDay } from '../calendar/dates.ts'
import type { Text } from '../i18n/text.ts'
import { addMonths } from './clocks.ts'

export const OUTCOMES = [
  'substantiated',
  'partly',
  'unsubstantiated',
  'insufficient',
  'referred',
  'outOfScope',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** How long a closed report is kept. Records rule: Office of the Prime Minister's regulation on correspondence B.E. 2526, clause 57 (ten years); the shorter ones are our proposal, for the municipality to decide. */
export type OutcomeRule = { title: Text; keepMonths: number; source: Text }

const RECORDS: Text = {
  th: 'ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. 2526 ข้อ 57',
  en: 'Regulation of the Office of the Prime Minister on Correspondence B.E. 2526, clause 57',
}
const PROPOSED: Text = {
  th: 'ข้อเสนอของระบบ: เก็บข้อมูลบุคคลที่สามเท่าที่จำเป็น (พ.ร.บ.คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 มาตรา 37(3))',
  en: 'our proposal: keep third persons’ data no longer than needed (PDPA B.E. 2562, s.37(3))',
}

export const OUTCOME_RULES: Record<Outcome, OutcomeRule> = {
  substantiated: { title: { th: 'พบมูลความผิด', en: 'Substantiated' }, keepMonths: 120, source: RECORDS },
  partly: { title: { th: 'พบมูลบางส่วน', en: 'Partly substantiated' }, keepMonths: 120, source: RECORDS },
  unsubstantiated: { title: { th: 'ไม่พบมูล', en: 'Not substantiated' }, keepMonths: 24, source: PROPOSED },
  insufficient: {
    title: { th: 'ข้อมูลไม่เพียงพอให้ตรวจสอบ', en: 'Too little to examine' },
    keepMonths: 12,
    source: PROPOSED,
  },
  referred: {
    title: { th: 'ส่งหน่วยงานภายนอก', en: 'Referred to an outside body' },
    keepMonths: 120,
    source: RECORDS,
  },
  outOfScope: {
    title: { th: 'ไม่อยู่ในอำนาจหน้าที่', en: 'Outside this channel' },
    keepMonths: 12,
    source: PROPOSED,
  },
}

/** What one member put aside as junk is kept this long before two can destroy it, should the first have been mistaken. */
export const JUNK_DAYS = 30

/**
 * Stands for the day of a report that two members have agreed to destroy: it is being destroyed, and whoever comes by
 * next, the night too, carries it out. Earlier than any day there is.
 */
export const DOOMED: IsoDay = '0001-01-01'

export const isDoomed = ({ expiresOn }: { expiresOn: IsoDay | null }): boolean => expiresOn === DOOMED

export type Retention = Record<Outcome, number>

/** The day from which a closed report may be destroyed, when two members agree. */
export function expiryOf(outcome: Outcome | 'junk', closed: IsoDay, keep: Partial<Retention> = {}): IsoDay {
  if (outcome === 'junk') return addDays(closed, JUNK_DAYS)
  return addMonths(closed, keep[outcome] ?? OUTCOME_RULES[outcome].keepMonths)
}
