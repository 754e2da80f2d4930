import { expect, it } from 'vitest'
import { publish } from '../../src/catalogue/actions.ts'
import { intakeOn } from '../../src/catalogue/published.ts'
import { loadStarter, starterHolidays, starterServices } from '../../src/catalogue/starter.ts'
import { makeCatalogue, type Catalogue } from '../../src/catalogue/store.ts'
import type { Engine } from '../../src/storage/engine.ts'
import { divisions, starterDefinition } from '../support/catalogue.ts'
import { eachEngine } from '../support/engines.ts'

const AT = '2026-11-23T02:00:00.000Z'
const now = () => new Date(AT)
const light = starterDefinition('street-light-repair')
const by = 'malee'

async function withDivisions(engine: Engine): Promise<Catalogue> {
  const catalogue = makeCatalogue(engine)
  await catalogue.addDivisions(divisions)
  return catalogue
}

eachEngine('the catalogue', (open) => {
  it('puts a first version in force and shows the service', async () => {
    const catalogue = await withDivisions(await open())
    expect(await catalogue.all()).toEqual([])
    await catalogue.publish({ definition: light, division: 'public-works', by, note: 'first', at: AT })
    const service = await catalogue.bySlug('street-light-repair')
    expect(service).toMatchObject({ state: 'live', division: { id: 'public-works' } })
    expect(service?.current).toMatchObject({ version: 1, publishedBy: by, note: 'first', publishedAt: AT })
    expect(service?.current.definition).toEqual(light)
  })

  it('keeps the earlier version as it was when a next one is published', async () => {
    const catalogue = await withDivisions(await open())
    await catalogue.publish({ definition: light, division: 'public-works', by, note: 'first', at: AT })
    const changed = { ...light, confirmed: true }
    await catalogue.publish({ definition: changed, division: 'public-works', by, note: 'confirmed', at: AT })
    expect((await catalogue.bySlug(light.id))?.current).toMatchObject({
      version: 2,
      definition: { confirmed: true },
    })
    expect((await catalogue.version(light.id, 1))?.definition).toEqual(light)
    expect((await catalogue.versions(light.id)).map(({ note }) => note)).toEqual(['first', 'confirmed'])
    expect(await catalogue.version(light.id, 3)).toBeUndefined()
  })

  it('lets only one of two officers publish the same next version', async () => {
    const engine = await open()
    const [one, other] = [await withDivisions(engine), makeCatalogue(engine)]
    await one.publish({ definition: light, division: 'public-works', by, note: 'first', at: AT })
    await other.all()
    await one.publish({ definition: light, division: 'public-works', by, note: 'second', at: AT })
    const late = other.publish({ definition: light, division: 'public-works', by: 'anan', note: 'x', at: AT })
    await expect(late).rejects.toMatchObject({ kind: 'conflict' })
    expect((await one.versions(light.id)).map(({ note }) => note)).toEqual(['first', 'second'])
  })

  it('gives out frozen definitions, the same object each time', async () => {
    const catalogue = await withDivisions(await open())
    await catalogue.publish({ definition: light, division: 'public-works', by, note: 'first', at: AT })
    const definition = (await catalogue.bySlug(light.id))?.current.definition
    expect(() => definition?.synonyms.push('x')).toThrow(TypeError)
    expect((await catalogue.bySlug(light.id))?.current.definition).toBe(definition)
    expect((await catalogue.version(light.id, 1))?.definition).toBe(definition)
  })

  it('shows the manual of a closed service but lists it no more', async () => {
    const catalogue = await withDivisions(await open())
    await catalogue.publish({ definition: light, division: 'public-works', by, note: 'first', at: AT })
    const before = await catalogue.edition()
    await catalogue.setIntake(light.id, { state: 'closed', opensAt: null, closesAt: null })
    expect(await catalogue.all()).toEqual([])
    const service = await catalogue.bySlug(light.id)
    expect(service && intakeOn(service, '2026-11-23')).toBe('closed')
    expect(await catalogue.edition()).not.toBe(before)
  })

  it('hides a service that is a draft again', async () => {
    const catalogue = await withDivisions(await open())
    await catalogue.publish({ definition: light, division: 'public-works', by, note: 'first', at: AT })
    await catalogue.setIntake(light.id, { state: 'draft', opensAt: null, closesAt: null })
    expect(await catalogue.bySlug(light.id)).toBeUndefined()
    expect((await catalogue.byId(light.id))?.state).toBe('draft')
  })

  it('says conflict when a service that does not exist is to be closed', async () => {
    const catalogue = await withDivisions(await open())
    const change = catalogue.setIntake('nowhere', { state: 'closed', opensAt: null, closesAt: null })
    await expect(change).rejects.toMatchObject({ kind: 'conflict' })
  })

  it('refuses through the gate what names a division that is not there, and says why', async () => {
    const catalogue = await withDivisions(await open())
    const document = { ...light, route: [{ to: 'palace' }] }
    const outcome = await publish(catalogue, { document, by, note: 'x', now })
    expect(outcome.version).toBeUndefined()
    expect(outcome.tasks.find((task) => task.task === 'divisions')?.ok).toBe(false)
    expect(await catalogue.all()).toEqual([])
    await expect(publish(catalogue, { document: 'nonsense', by, note: 'x', now })).resolves.toMatchObject({
      tasks: expect.anything(),
    })
  })

  it('fills an empty municipality with divisions, holidays and every starter service', async () => {
    const catalogue = makeCatalogue(await open())
    const report = await loadStarter(catalogue, now)
    expect(report.refused).toEqual([])
    expect(report.services.length).toBe(starterServices().length)
    expect(report.holidays).toBe(starterHolidays().length)
    expect((await catalogue.divisions()).map(({ id }) => id)).toEqual(divisions.map(({ id }) => id))
    expect((await catalogue.all())[0]?.slug).toBe('street-light-repair')
  })

  it('never overwrites at the next start what the municipality has changed', async () => {
    const engine = await open()
    const catalogue = makeCatalogue(engine)
    await loadStarter(catalogue, now)
    await catalogue.publish({
      definition: { ...light, confirmed: true },
      division: 'clerk',
      by,
      note: 'confirmed',
      at: AT,
    })
    await catalogue.setIntake('waste-bin', { state: 'closed', opensAt: null, closesAt: null })
    const { holiday } = engine.tables
    await engine.atomically((tx) => [tx.delete(holiday)])
    await engine.atomically((tx) => [
      tx.insert(holiday).values({
        id: 'own',
        day: '2026-05-01',
        name: '{"th":"วันของเรา","en":"Our day"}',
        kind: 'special',
        scope: 'office',
        scopeName: null,
        source: 'own',
        enteredBy: by,
        enteredAt: AT,
      }),
    ])
    const again = makeCatalogue(engine)
    const report = await loadStarter(again, now)
    expect(report).toMatchObject({ divisions: [], services: [], refused: [] })
    expect((await again.bySlug(light.id))?.current).toMatchObject({
      version: 2,
      definition: { confirmed: true },
    })
    expect((await again.bySlug('waste-bin'))?.state).toBe('closed')
    const days = await engine.db.select({ day: holiday.day }).from(holiday)
    expect(days.filter(({ day }) => day.startsWith('2026-'))).toEqual([{ day: '2026-05-01' }])
  })
})

it('takes applications from the opening day to the closing day, both included', () => {
  const service = { state: 'live', opensAt: '2026-12-01', closesAt: '2026-12-31' } as const
  expect(intakeOn(service, '2026-11-30')).toBe('notYet')
  expect(intakeOn(service, '2026-12-01')).toBe('open')
  expect(intakeOn(service, '2026-12-31')).toBe('open')
  expect(intakeOn(service, '2027-01-01')).toBe('closed')
})
