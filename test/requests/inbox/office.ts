import type { Officer, Role } from '../../../src/officers/officer.ts'
import { foldedKey } from '../../../src/i18n/thai.ts'
import type { Reference, Request } from '../../../src/requests/request.ts'
import type { Engine } from '../../../src/storage/engine.ts'
import { putService, requestRow } from '../../support/rows.ts'

/** Monday 16 November 2569, ten in the morning. */
export const NOW = new Date('2026-11-16T03:00:00.000Z')

const person = (id: string, name: string, role: Role, division: string | null): Officer => ({
  id,
  email: `${id}@kham.example.go.th`,
  name,
  title: '-',
  role,
  division,
  state: 'active',
  createdAt: '2026-01-05T02:00:00.000Z',
  endedAt: null,
})

export const malee = person('malee', 'มาลี ศรีสุข', 'officer', 'public-works')
export const anan = person('anan', 'อนันต์ แก้วดี', 'officer', 'health')
export const pranee = person('pranee', 'ปราณี ใจงาม', 'triage', null)
export const somying = person('somying', 'สมหญิง ตรวจดี', 'auditor', null)
export const amnat = person('amnat', 'อำนาจ รักษา', 'administrator', null)
const EVERYBODY = [malee, anan, pranee, somying, amnat]

/** Three divisions, a service, and everybody who works there. */
export async function putOffice(engine: Engine): Promise<void> {
  await putService(engine)
  const { division, officer } = engine.tables
  const row = { passwordHash: null, passwordAt: null, totpSecret: null, totpStep: null }
  await engine.atomically((tx) => [
    tx.insert(division).values([
      { id: 'health', name: '{"th":"กองสาธารณสุข"}', work: '{}', position: 2 },
      { id: 'finance', name: '{"th":"กองคลัง"}', work: '{}', position: 3 },
    ]),
    tx.insert(officer).values(EVERYBODY.map((one) => ({ ...one, ...row }))),
  ])
}

let made = 0

/** A request whose words are found as those of a filed one are. */
export function row(changes: Partial<Request> = {}): Request {
  const id = changes.id ?? `r${String(++made).padStart(6, '0')}`
  const reference = (changes.reference ?? `69-${id}`) as Reference
  const words = [reference, reference.replaceAll('-', ''), changes.phoneKey ?? '', changes.search ?? '']
  return requestRow(id, { ...changes, id, reference, search: foldedKey(words.join(' ')) })
}

export const finished = (changes: Partial<Request> = {}) =>
  row({ status: 'done', queuedAt: null, finishedAt: '2026-11-10T03:00:00.000Z', ...changes })

export async function put({ tables, atomically }: Engine, rows: Request[]): Promise<void> {
  const values = rows.map((one) => ({ ...one, answers: JSON.stringify(one.answers) }))
  for (let from = 0; from < values.length; from += 200)
    await atomically((tx) => [tx.insert(tables.request).values(values.slice(from, from + 200))])
}

export async function join(
  { tables, atomically }: Engine,
  requestId: string,
  division: string,
): Promise<void> {
  const joinedAt = NOW.toISOString()
  await atomically((tx) => [tx.insert(tables.requestJoined).values({ requestId, division, joinedAt })])
}
