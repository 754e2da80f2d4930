import type { Text } from '../i18n/text.ts'

export const ROLES = ['administrator', 'triage', 'head', 'officer', 'auditor'] as const
export type Role = (typeof ROLES)[number]

export const ROLE_TEXTS: Record<Role, Text> = {
  administrator: { th: 'ผู้ดูแลระบบ', en: 'Administrator' },
  triage: { th: 'สำนักปลัด (คัดกรองเรื่อง)', en: 'Palad’s office (triage)' },
  head: { th: 'ผู้อำนวยการกอง', en: 'Head of division' },
  officer: { th: 'เจ้าหน้าที่', en: 'Officer' },
  auditor: { th: 'ผู้ตรวจสอบ (อ่านอย่างเดียว)', en: 'Auditor (read only)' },
}

export const OFFICER_STATES = ['invited', 'active', 'ended'] as const
export type OfficerState = (typeof OFFICER_STATES)[number]

/** Someone who works here. `title` is the post as printed on letters; instants are UTC ISO. */
export type Officer = {
  id: string
  /** In lower case: the name they sign in with. */
  email: string
  name: string
  title: string
  role: Role
  /** Heads and officers always have one. */
  division: string | null
  state: OfficerState
  createdAt: string
  endedAt: string | null
}

export const RIGHTS = [
  'own',
  'cases.read',
  'cases.act',
  'cases.assign',
  'cases.supervise',
  'counter.file',
  'overview.read',
  'replies.edit',
  'people.manage',
  'office.manage',
  'audit.read',
  'jobs.read',
] as const
export type Right = (typeof RIGHTS)[number]

/**
 * What each role may do. Who keeps the machine and the accounts reads no resident's case: the two are different
 * trusts, and a person who holds both has two accounts.
 */
const RIGHTS_OF: Record<Role, readonly Right[]> = {
  administrator: ['own', 'people.manage', 'office.manage', 'audit.read', 'jobs.read', 'replies.edit'],
  triage: [
    'own',
    'cases.read',
    'cases.act',
    'cases.assign',
    'cases.supervise',
    'counter.file',
    'overview.read',
    'replies.edit',
    'jobs.read',
  ],
  head: [
    'own',
    'cases.read',
    'cases.act',
    'cases.assign',
    'cases.supervise',
    'counter.file',
    'overview.read',
    'replies.edit',
  ],
  officer: ['own', 'cases.read', 'cases.act', 'counter.file'],
  auditor: ['own', 'cases.read', 'overview.read', 'audit.read', 'jobs.read'],
}

export function may(officer: Pick<Officer, 'role' | 'state'>, right: Right): boolean {
  return officer.state === 'active' && RIGHTS_OF[officer.role].includes(right)
}

/** The one division whose cases they see; null for those who see every division's. */
export function divisionSeenBy(officer: Pick<Officer, 'role' | 'division'>): string | null {
  return officer.role === 'head' || officer.role === 'officer' ? officer.division : null
}

/** Whoever manages accounts or sees every case proves it with a second factor. */
export function needsSecondFactor({ role }: Pick<Officer, 'role'>): boolean {
  return role === 'administrator'
}
