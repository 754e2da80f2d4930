import { expect, it } from 'vitest'
import { makeSavedStore } from '../../../src/requests/inbox/saved-store.ts'
import { makeSaved, MOST_VIEWS } from '../../../src/requests/inbox/saved.ts'
import { eachEngine } from '../../support/engines.ts'
import { anan, malee, NOW, putOffice } from './office.ts'

eachEngine('a list that an officer keeps', (open) => {
  async function lists() {
    const engine = await open()
    await putOffice(engine)
    let n = 0
    const parts = { newId: () => `view-${++n}`, now: () => new Date(NOW.getTime() + n) }
    return makeSaved({ store: makeSavedStore(engine), ...parts })
  }

  it('is theirs alone, by name and filters', async () => {
    const saved = await lists()
    expect(await saved.save(malee, '  ไฟที่ช้า ', { show: 'open', due: 'late', q: 'ไฟ' })).toBeUndefined()
    expect(await saved.save(anan, 'ไฟที่ช้า', { show: 'finished' })).toBeUndefined()
    const [own, ...more] = await saved.of(malee)
    expect(own).toMatchObject({ name: 'ไฟที่ช้า', query: 'q=%E0%B9%84%E0%B8%9F&due=late' })
    expect(more).toEqual([])
    await expect(saved.remove(anan, own!.id)).rejects.toMatchObject({ kind: 'notFound' })
    expect(await saved.of(malee)).toHaveLength(1)
    await saved.remove(malee, own!.id)
    expect(await saved.of(malee)).toEqual([])
    await expect(saved.remove(malee, own!.id)).rejects.toMatchObject({ kind: 'notFound' })
  })

  it('needs a name that is short and not taken', async () => {
    const saved = await lists()
    const problem = async (name: string) => (await saved.save(malee, name, { show: 'finished' }))?.th
    expect(await problem(' \u200b ')).toBe('ตั้งชื่อรายการก่อนบันทึก')
    expect(await problem('ก'.repeat(61))).toBe('ชื่อรายการต้องไม่เกิน 60 ตัวอักษร')
    expect(await problem('ก'.repeat(60))).toBeUndefined()
    expect(await problem('ก'.repeat(60))).toMatch(/^มีรายการชื่อ/)
    expect(await saved.of(malee)).toHaveLength(1)
  })

  it('is one of a few', async () => {
    const saved = await lists()
    for (let n = 0; n < MOST_VIEWS; n++)
      expect(await saved.save(malee, `รายการ ${n}`, { show: 'open' })).toBeUndefined()
    expect((await saved.save(malee, 'อีกหนึ่ง', { show: 'open' }))?.en).toBe(
      'At most 20 lists can be saved: delete one first',
    )
    expect(await saved.of(malee)).toHaveLength(MOST_VIEWS)
    expect(await saved.save(anan, 'อีกหนึ่ง', { show: 'open' })).toBeUndefined()
  })
})
