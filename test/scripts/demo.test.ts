import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { DEMO_REQUESTS, fillPortal } from '../../scripts/demo/fill.ts'
import { readConfig } from '../../src/config.ts'
import { ROLES, ROLE_TEXTS } from '../../src/officers/officer.ts'
import { STATUSES } from '../../src/requests/status.ts'
import { openEngine } from '../../src/storage/open.ts'

const CHEAP = { memory: 1024, passes: 2 }

test(
  'a demonstration shows every role, every state, and two divisions that are late',
  { timeout: 240_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sala-test-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const config = readConfig({ DATA_DIR: folder })
    const until = new Date('2026-11-20T04:00:00.000Z')
    const lines = await fillPortal(config, until, { passwordCost: CHEAP })
    for (const role of ROLES) expect(lines.some((line) => line.startsWith(ROLE_TEXTS[role].th))).toBe(true)
    for (const line of lines) expect(line).toMatch(/@sala\.example {2}· {2}\S{12,}$/)

    const engine = await openEngine(config.databaseUrl)
    const rows = await engine.db.select().from(engine.tables.request)
    const events = await engine.db.select().from(engine.tables.requestEvent)
    await engine.close()
    expect(rows).toHaveLength(DEMO_REQUESTS)
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(STATUSES))
    expect(events.every(({ at }) => at <= until.toISOString())).toBe(true)
    const lateShare = (division: string) => {
      const open = rows.filter((row) => row.division === division && row.finishedAt === null)
      return open.filter(({ dueAt }) => (dueAt ?? '') < until.toISOString()).length
    }
    expect(lateShare('public-works')).toBeGreaterThan(3)
    expect(lateShare('health')).toBeGreaterThan(3)
    expect(lateShare('clerk') + lateShare('treasury')).toBeLessThan(4)
  },
)
