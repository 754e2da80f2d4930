import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { eachEngine } from '../../support/engines.ts'
import { at, openOffice } from './office.ts'

eachEngine('a case whose officer works elsewhere', (open) => {
  it('is nobody’s again, and is brought to the head in its time; those of who stayed are left alone', async () => {
    const engine = await open()
    const office = await openOffice(engine)
    const { officer, request, requestEvent } = engine.tables
    await office.file('r1', at('2026-11-02', '09:00'))
    await office.file('r2', at('2026-11-02', '09:00'))
    office.clock.set(at('2026-11-02', '10:00'))
    for (const id of ['r1', 'r2'])
      await office.happen(id, { kind: 'claimed', data: {} }, id === 'r1' ? 'malee' : 'wichai')
    const instance = office.instance()
    await instance.run('escalate')
    const rows = () => engine.db.select().from(request).orderBy(request.id)
    expect((await rows()).map(({ claimedBy }) => claimedBy)).toEqual(['malee', 'wichai'])

    await engine.atomically((tx) => [
      tx.update(officer).set({ division: 'health' }).where(eq(officer.id, 'malee')),
    ])
    office.clock.set(at('2026-11-03', '10:00'))
    await instance.run('escalate')
    const [moved, stayed] = await rows()
    expect(moved).toMatchObject({ claimedBy: null, queuedAt: at('2026-11-03', '10:00') })
    expect(stayed).toMatchObject({ claimedBy: 'wichai', queuedAt: null })
    office.clock.set(at('2026-11-05', '10:00'))
    await instance.run('escalate')
    const kinds = (await engine.db.select().from(requestEvent).where(eq(requestEvent.requestId, 'r1'))).map(
      ({ kind, actor }) => [kind, actor],
    )
    expect(kinds).toEqual([
      ['filed', null],
      ['claimed', 'malee'],
      ['released', null],
      ['escalated', null],
    ])
  })
})
