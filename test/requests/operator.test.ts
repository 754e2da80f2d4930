import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeRequestStore } from '../../src/requests/store.ts'
import type { Reference } from '../../src/requests/request.ts'
import { temporaryFolder, testApp, type TestApp } from '../support/app.ts'
import {
  LIGHT,
  fileLight,
  filedAt,
  makeClient,
  makeClock,
  png,
  readyLight,
  sendChecked,
} from '../support/journey.ts'

const ROOT = join(import.meta.dirname, '../..')

/** The operator at the machine, with the settings the portal runs with. */
function operator(folder: string, ...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/requests.ts', ...words], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], DATA_DIR: folder },
    encoding: 'utf8',
  })
  return { status, out: stdout, err: stderr }
}

/** Three lights on three days, the first with a photo; the second was withdrawn. */
async function threeLights() {
  const clock = makeClock()
  const opened = await testApp({}, clock.now)
  const client = makeClient(opened.app)
  await readyLight(client, { place: 'หน้าวัด\u001b[31m', email: '' })
  await client.upload(`${LIGHT}/p/pictures`, { act: 'upload' }, [
    { field: 'photos', name: 'โคม.png', bytes: await png() },
  ])
  const one = filedAt((await sendChecked(client, await client.get(`${LIGHT}/check`))).location)
  clock.pass(24 * 60)
  const two = await fileLight(makeClient(opened.app))
  await client.post(`${two.path}/withdraw`, { reason: 'ไฟติดแล้ว' })
  clock.pass(24 * 60)
  const three = await fileLight(makeClient(opened.app))
  return {
    opened,
    folder: opened.config.dataDir,
    references: [one, two, three].map(({ reference }) => reference),
  }
}

describe('the operator', () => {
  test('sees the newest requests first, and those of one division or status when asked', async () => {
    const { folder, references } = await threeLights()
    const [one = '', two = '', three = ''] = references
    const all = operator(folder)
    expect([all.status, all.err]).toEqual([0, ''])
    expect(all.out.split('\n').map((line) => line.split(' ')[0])).toEqual([three, two, one, '3', ''])
    expect(all.out).toContain('แจ้งซ่อมไฟฟ้าสาธารณะ / Street-light repair')
    expect(all.out).toContain('2026-06-17 10:00  filed  public-works')
    expect(operator(folder, '--limit', '1').out).toMatch(new RegExp(`^${three} .*\n1 `))
    const withdrawn = operator(folder, 'list', '--status', 'withdrawn', '--division', 'public-works')
    expect(withdrawn.out).toMatch(new RegExp(`^${two} .*\n1 `))
    expect(operator(folder, '--division', 'finance').out).toMatch(/^0 /)
  })

  test('sees one request whole: answers in words, what happened, the due day, where the files lie', async () => {
    const { opened, folder, references } = await threeLights()
    await note(opened, references[0] ?? '')
    const { status, out } = operator(folder, 'show', (references[0] ?? '').toLowerCase().replaceAll('-', ' '))
    expect(status).toBe(0)
    expect(out).toContain(references[0])
    expect(out).toContain('อาการ: ดับ')
    expect(out).toContain('ชื่อ–สกุล: สมชาย ใจดี')
    expect(out).toContain('เบอร์โทรศัพท์: 08-1234-5678')
    expect(out).toContain('อีเมล: –')
    expect(out).toMatch(/due: .+ \(2026-06-\d\d\)/)
    expect(out).toContain('2026-06-15 10:00  ยื่นคำขอแล้ว / Request filed')
    expect(out).toContain('บันทึกภายใน / Internal note (malee)')
    expect(out).toContain('ต้นที่สาม')
    const path = /^ {2}โคม\.png {2}image\/png {2}\d+ B {2}(.+)$/m.exec(out)?.[1] ?? ''
    expect(path).toContain(join(folder, 'files'))
    expect(path).toMatch(/\/([0-9a-f]{2})\/\1[0-9a-f]{62}$/)
  })

  test('is shown no sign that would command the terminal, and no tracking code', async () => {
    const { folder, references, opened } = await threeLights()
    const { out } = operator(folder, 'show', references[0] ?? '')
    expect(out).toContain('หน้าวัด�[31m')
    expect(out).not.toMatch(/[^\P{Cc}\n]/u)
    const { dueAt } = (await opened.engine.db.select().from(opened.engine.tables.request))[0] ?? {}
    expect(dueAt).toBeTruthy()
    expect(out).not.toMatch(/[A-Z0-9]{16}/)
  })

  test('sees the reason of a withdrawal', async () => {
    const { folder, references } = await threeLights()
    const { out } = operator(folder, 'show', references[1] ?? '')
    expect(out).toContain('withdrawn – ยกเลิกคำขอแล้ว / Withdrawn')
    expect(out).toContain('ไฟติดแล้ว')
  })

  test('sees how many letters wait, went and failed', async () => {
    const { folder, opened } = await threeLights()
    expect(operator(folder, 'letters').out).toMatch(/waiting +3\n.*sent +0\n.*failed +0\n/)
    const { letter } = opened.engine.tables
    await opened.engine.atomically((tx) => [tx.update(letter).set({ state: 'failed' })])
    expect(operator(folder, 'letters').out).toMatch(/waiting +0\n.*sent +0\n.*failed +3\n/)
  })

  test('is told in plain words what is wrong with a command, a number or a place', async () => {
    const { folder } = await threeLights()
    for (const words of [
      ['show'],
      ['show', 'a', 'b'],
      ['delete'],
      ['--status', 'nonsense'],
      ['--limit', '0'],
      ['--limit', 'x'],
      ['--strange', 'x'],
      ['list', 'x'],
    ]) {
      const { status, out, err } = operator(folder, ...words)
      expect([words, status, out]).toEqual([words, 1, ''])
      expect(err).toContain('npm run requests')
      expect(err).not.toContain('    at ')
    }
    const unknown = operator(folder, 'show', '69-3CC-C3C')
    expect([unknown.status, unknown.out]).toEqual([1, ''])
    expect(unknown.err).toContain('ไม่พบคำขอเลขที่นี้')
    const empty = temporaryFolder()
    const nowhere = operator(empty)
    expect([nowhere.status, nowhere.out]).toEqual([1, ''])
    expect(nowhere.err).toContain('There is no database yet')
    expect(existsSync(join(empty, 'sala.sqlite'))).toBe(false)
  })
})

/** What an officer writes for colleagues only. */
async function note({ engine }: TestApp, reference: string) {
  const store = makeRequestStore(engine)
  const request = await store.findByReference(reference as Reference)
  if (!request) throw new Error('no such request')
  const { id: requestId, revision } = request
  const event = {
    id: `${requestId}-note`,
    requestId,
    seq: 2,
    kind: 'noted' as const,
    at: '2026-06-15T04:00:00.000Z',
    actor: 'malee',
    data: { text: 'ต้นที่สาม' },
  }
  await store.append({ requestId, revision, events: [event] })
}
