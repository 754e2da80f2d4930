import { describe, expect, test } from 'vitest'
import { starterServices } from '../../../src/catalogue/starter.ts'
import { makeReplies, starterReplies } from '../../../src/requests/replies/replies.ts'
import { fillReply, REPLY_ACTS, unknownPlaces } from '../../../src/requests/replies/reply.ts'
import type { Reference } from '../../../src/requests/request.ts'
import { eachEngine } from '../../support/engines.ts'
import { AT, putService } from '../../support/rows.ts'

const now = () => new Date(AT)

describe('the replies every municipality begins with', () => {
  const replies = starterReplies(AT)

  test('are for acts and services that exist, in both languages, with known places only', () => {
    const services = starterServices().map(({ id }) => id)
    expect(replies.filter(({ act }) => !REPLY_ACTS.includes(act))).toEqual([])
    expect(replies.filter(({ serviceId }) => serviceId !== null && !services.includes(serviceId))).toEqual([])
    expect(replies.flatMap(({ text }) => unknownPlaces(text))).toEqual([])
    expect(replies.filter(({ name, text }) => ![name.th, name.en, text.th, text.en].every(Boolean))).toEqual(
      [],
    )
    expect(new Set(replies.map(({ id }) => id)).size).toBe(replies.length)
  })

  test('leave no act without one that fits every service', () => {
    const covered = new Set(replies.filter(({ serviceId }) => serviceId === null).map(({ act }) => act))
    expect(REPLY_ACTS.filter((act) => !covered.has(act))).toEqual([])
  })
})

test('places are filled in the language of each text, and a nameless applicant is addressed all the same', () => {
  const about = {
    request: { applicantName: null, reference: '69-7KX-M4P' as Reference, filedAt: AT },
    service: { th: 'แจ้งซ่อมไฟ', en: 'Street light' },
    division: { th: 'กองช่าง', en: 'Public Works' },
    dueDay: '2026-11-10',
    today: '2026-11-03',
  }
  const text = '{name} {reference} {service} {division} {filedDay} {dueDay} {today} {x}'
  expect(fillReply({ th: text, en: text }, about)).toEqual({
    th: 'ผู้ยื่นคำขอ 69-7KX-M4P แจ้งซ่อมไฟ กองช่าง วันจันทร์ที่ 2 พฤศจิกายน 2569 วันอังคารที่ 10 พฤศจิกายน 2569 วันอังคารที่ 3 พฤศจิกายน 2569 {x}',
    en: 'Applicant 69-7KX-M4P Street light Public Works Monday 2 November 2026 Tuesday 10 November 2026 Tuesday 3 November 2026 {x}',
  })
})

test.each([
  ['{name} and {dueDay}', []],
  ['{dueday}', ['dueday']],
  ['{ชื่อ} {name}', ['ชื่อ']],
  ['{} { name }', ['', ' name ']],
  ['a brace { alone', []],
])('%s', (text, unknown) => expect(unknownPlaces({ th: text, en: '' })).toEqual(unknown))

eachEngine('ready replies', (open) => {
  const written = (id: string, changes = {}) => ({
    id,
    serviceId: null,
    act: 'close' as const,
    name: { th: id, en: id },
    text: { th: 'ข้อความ', en: 'words' },
    revision: 1,
    changedBy: null,
    changedAt: AT,
    ...changes,
  })

  test('of the service come before those of all, and a decision has those of either outcome', async () => {
    const engine = await open()
    await putService(engine)
    const replies = makeReplies({ engine, now })
    await engine.atomically((tx) => [
      replies.adding(tx, written('a')),
      replies.adding(tx, written('b', { serviceId: 'street-light' })),
      replies.adding(tx, written('c', { act: 'approve' })),
      replies.adding(tx, written('d', { act: 'refuse' })),
    ])
    const ids = async (service: string, act: string) => (await replies.for(service, act)).map(({ id }) => id)
    expect(await ids('street-light', 'close')).toEqual(['b', 'a'])
    expect(await ids('another', 'close')).toEqual(['a'])
    expect(await ids('street-light', 'decide')).toEqual(['c', 'd'])
    expect(await ids('street-light', 'claim')).toEqual([])
  })

  test('of the beginning are given once: what was removed does not come back', async () => {
    const engine = await open()
    const replies = makeReplies({ engine, now })
    await replies.loadStarter(() => false)
    const [first, ...rest] = await replies.list()
    expect(rest.length).toBeGreaterThan(10)
    await engine.atomically((tx) => [replies.removing(tx, first!.id, 1)])
    await makeReplies({ engine, now }).loadStarter(() => false)
    expect(await replies.list()).toEqual(rest)
  })

  test('changed since they were read are a conflict', async () => {
    const engine = await open()
    const replies = makeReplies({ engine, now })
    await engine.atomically((tx) => [replies.adding(tx, written('a'))])
    await engine.atomically((tx) => [
      replies.changing(tx, written('a', { name: { th: 'ใหม่', en: 'new' } }), 1),
    ])
    const late = engine.atomically((tx) => [replies.changing(tx, written('a'), 1)])
    await expect(late).rejects.toMatchObject({ kind: 'conflict' })
    expect(await replies.find('a')).toMatchObject({ revision: 2, name: { en: 'new' } })
    const gone = engine.atomically((tx) => [replies.removing(tx, 'a', 1)])
    await expect(gone).rejects.toMatchObject({ kind: 'conflict' })
  })
})
