import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { testApp, temporaryFolder } from '../support/app.ts'
import { makeClient } from '../support/journey.ts'
import { emailOf, makePeople } from '../support/officers.ts'
import { startPortal } from '../support/process.ts'
import { makeVisitor } from '../support/visitor.ts'

const SCRIPTS = join(import.meta.dirname, '../../scripts')
const NEW = 'ทุ่งนาสีทองหลังฝน'

function run(script: 'officer' | 'audit', folder: string, ...args: string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(SCRIPTS, `${script}.ts`), ...args], {
    env: { PATH: process.env['PATH'] ?? '', DATA_DIR: folder },
    encoding: 'utf8',
  })
  return { status, out: stdout, err: stderr }
}

const linkIn = (out: string) =>
  new URL(/http:\/\/\S+\/desk\/link\/\S+/.exec(out)?.[0] ?? 'http://none').pathname

const MALEE = ['malee@kham.example.go.th', '--name', 'มาลี ศรีสุข', '--title', 'นายช่างโยธา', '--role', 'officer']

describe('npm run officer', () => {
  test('invites, makes links and ends, beside the running portal, and prints no password', async () => {
    const { app, config } = await testApp()
    const officer = (...args: string[]) => run('officer', config.dataDir, ...args)
    const client = makeClient(app)
    const invited = officer('invite', ...MALEE, '--division', 'public-works')
    expect([invited.status, invited.err]).toEqual([0, ''])
    const path = linkIn(invited.out)
    expect((await client.post(path, { password: NEW, repeat: NEW })).status).toBe(303)
    expect((await client.get('/desk/account')).status).toBe(200)
    expect(officer().out).toContain(
      'malee@kham.example.go.th  active  officer public-works  มาลี ศรีสุข (นายช่างโยธา)',
    )
    expect(officer('list').out).toContain('1 คน / people')

    const link = officer('link', 'Malee@kham.example.go.th', '--drop-factor')
    expect((await client.get('/desk/account')).status).toBe(303)
    expect((await client.get(linkIn(link.out))).status).toBe(200)
    expect(officer('end', 'malee@kham.example.go.th').out).toContain('มาลี ศรีสุข')
    expect((await client.get(linkIn(link.out))).status).toBe(404)
    expect(officer('link', 'malee@kham.example.go.th').status).toBe(1)
    for (const { out } of [invited, link]) expect(out).not.toMatch(/argon|รหัสผ่าน:/)
    expect(run('audit', config.dataDir).out).toMatch(/The log holds: 5 /)
  })

  test('says what is wrong in plain words, and ends badly', async () => {
    const { config, ...opened } = await testApp()
    const { officer } = makePeople({ ...opened, config })
    await officer('amnat')
    const wrong = (...args: string[]) => run('officer', config.dataDir, ...args)
    for (const [args, words] of [
      [['invite', ...MALEE], 'Choose a division'],
      [['invite', emailOf('amnat'), ...MALEE.slice(1, -1), 'auditor'], 'Somebody has this e-mail already'],
      [['invite', 'x', ...MALEE.slice(1)], 'Enter a complete e-mail'],
      [['end', emailOf('amnat')], 'the last administrator'],
      [['end', 'nobody@kham.example.go.th'], 'Nobody has this e-mail'],
      [['fire', 'x'], 'npm run officer'],
      [['end'], 'npm run officer'],
      [['--rank', 'x'], 'npm run officer'],
    ] as const) {
      const { status, err } = wrong(...args)
      expect([args, status, err]).toEqual([args, 1, expect.stringContaining(words)])
      expect(err).not.toMatch(/\n\s+at /)
    }
  })

  test('makes no database where there is none', () => {
    const folder = temporaryFolder()
    for (const script of ['officer', 'audit'] as const)
      expect(run(script, folder)).toMatchObject({
        status: 1,
        err: expect.stringContaining('There is no database yet'),
      })
  })
})

describe('npm run audit', () => {
  test('tells that the log holds, with what to note for the next time', async () => {
    const { config, ...opened } = await testApp()
    await makePeople({ ...opened, config }).malee()
    const first = run('audit', config.dataDir)
    const noted = /--noted (1:[0-9a-f]{64})/.exec(first.out)?.[1] ?? ''
    expect(run('audit', config.dataDir, '--noted', noted).status).toBe(0)
    expect(run('audit', config.dataDir, '--noted', `2${noted.slice(1)}`)).toMatchObject({
      status: 1,
      err: expect.stringContaining('Line 2'),
    })
    expect(run('audit', config.dataDir, '--noted', 'x').err).toContain('npm run audit')
  })

  test('names the first line that was changed behind the portal’s back', async () => {
    const { config, engine, ...opened } = await testApp()
    const people = makePeople({ ...opened, engine, config })
    await people.malee()
    await people.anan()
    for (const sql of [
      'DROP TRIGGER audit_entry_no_update',
      "UPDATE audit_entry SET deed = 'session.ended' WHERE seq = 2",
    ])
      await engine.atomically(() => [{ toSQL: () => ({ sql, params: [] }) }])
    expect(run('audit', config.dataDir)).toMatchObject({
      status: 1,
      err: 'บรรทัดที่ / Line 2 ถูกแก้ไข / was changed\n',
    })
  })
})

describe('the portal’s start', () => {
  test('prints the first administrator’s link to the console until there is one, and never to the log', async () => {
    const folder = temporaryFolder()
    const portal = await startPortal(folder)
    const visitor = makeVisitor(portal.url)
    const path = linkIn(portal.printed())
    expect((await visitor.get(path)).status).toBe(200)
    const logged = () =>
      portal
        .printed()
        .split('\n')
        .filter((line) => line.startsWith('{'))
    // A line is written after its answer.
    const log = await vi.waitUntil(() => (logged().length > 0 ? logged() : undefined), { timeout: 20_000 })
    expect(log.join('\n')).not.toContain(path.split('/').at(-1))
    await portal.stop()

    const second = await startPortal(folder)
    visitor.movedTo(second.url)
    expect((await visitor.get(path)).status).toBe(404)
    const self = { name: 'อำนาจ รักษา', title: 'นักวิชาการ', email: 'amnat@kham.example.go.th' }
    const entered = await visitor.post(linkIn(second.printed()), { ...self, password: NEW, repeat: NEW })
    expect(entered.status).toBe(303)
    await second.stop()

    const third = await startPortal(folder)
    expect(third.printed()).toContain('Sala is open')
    expect(third.printed()).not.toContain('/desk/link/')
    await third.stop()
  })
})
