import { expect, it } from 'vitest'
import { makeDraftStore } from '../../src/requests/draft-store.ts'
import { eachEngine } from '../support/engines.ts'
import type { OpenEmpty } from '../support/engines.ts'
import { AT, attachmentRow, draftRow, IN_TWO_WEEKS, LATER, putService, tokenHash } from '../support/rows.ts'

const GENEROUS = { maxFiles: 5, maxBytes: 10_000 }
const conflict = { kind: 'conflict' }

async function begin(open: OpenEmpty) {
  const engine = await open()
  await putService(engine)
  const drafts = makeDraftStore(engine)
  const draft = draftRow('somchai')
  await drafts.create(draft)
  return { engine, drafts, draft }
}

eachEngine('a draft', (open) => {
  it('is found as it was left, by its token or its resume link', async () => {
    const { drafts, draft } = await begin(open)
    await drafts.setResume(draft.id, tokenHash('link'))
    const found = { ...draft, resumeHash: tokenHash('link') }
    expect(await drafts.find(draft.id)).toEqual(found)
    expect(await drafts.findByResume(tokenHash('link'))).toEqual(found)
    expect(await drafts.find(tokenHash('anan'))).toBeUndefined()
  })

  it('is no longer opened by a resume link that a later one replaced', async () => {
    const { drafts, draft } = await begin(open)
    await drafts.setResume(draft.id, tokenHash('first'))
    await drafts.setResume(draft.id, tokenHash('second'))
    expect(await drafts.findByResume(tokenHash('first'))).toBeUndefined()
    expect(await drafts.findByResume(tokenHash('second'))).toMatchObject({ id: draft.id })
  })

  it('saved in two tabs from the same state is kept from the first; the second is a conflict', async () => {
    const { drafts, draft } = await begin(open)
    const save = (place: string) =>
      drafts.save({ ...draft, input: { raw: { place }, rows: {} }, updatedAt: LATER })
    await save('หน้าวัด')
    await expect(save('หลังวัด')).rejects.toMatchObject(conflict)
    expect(await drafts.find(draft.id)).toMatchObject({
      revision: 1,
      updatedAt: LATER,
      input: { raw: { place: 'หน้าวัด' } },
    })
  })

  it('keeps what nobody expects in a text', async () => {
    const { drafts, draft } = await begin(open)
    const input = { raw: { place: 'น้ำ "\'; DROP TABLE draft;-- \u0000 🙏 \ud800' }, rows: {} }
    await drafts.save({ ...draft, input })
    expect((await drafts.find(draft.id))?.input).toEqual(input)
  })

  it('forgotten leaves neither words nor uploads, and names the files to sweep', async () => {
    const { engine, drafts, draft } = await begin(open)
    await drafts.addAttachment(attachmentRow('a', draft.id), GENEROUS)
    expect(await drafts.remove(draft.id)).toEqual([tokenHash('a')])
    expect(await drafts.find(draft.id)).toBeUndefined()
    expect(await engine.db.$count(engine.tables.attachment)).toBe(0)
    expect(await drafts.usedFiles([tokenHash('a')])).toEqual(new Set())
    await expect(drafts.save(draft)).rejects.toMatchObject(conflict)
    expect(await drafts.remove(draft.id)).toEqual([])
  })

  it('is swept once it has run out, not before, and no other with it', async () => {
    const { drafts, draft } = await begin(open)
    await drafts.create(draftRow('anan', { expiresAt: '2027-01-01T00:00:00.000Z' }))
    await drafts.addAttachment(attachmentRow('a', draft.id), GENEROUS)
    await drafts.addAttachment(attachmentRow('b', tokenHash('anan')), GENEROUS)
    expect(await drafts.sweep(LATER)).toEqual([])
    expect(await drafts.find(draft.id)).toBeDefined()
    expect(await drafts.sweep(IN_TWO_WEEKS)).toEqual([tokenHash('a')])
    expect(await drafts.find(draft.id)).toBeUndefined()
    expect(await drafts.find(tokenHash('anan'))).toBeDefined()
    expect(await drafts.usedFiles([tokenHash('a'), tokenHash('b')])).toEqual(new Set([tokenHash('b')]))
  })
})

eachEngine('an upload of a draft', (open) => {
  it('is listed field by field, in its order, and the order can be changed', async () => {
    const { drafts, draft } = await begin(open)
    const add = (id: string, position: number, field = 'photos') =>
      drafts.addAttachment(attachmentRow(id, draft.id, { position, field }), GENEROUS)
    await add('b', 20)
    await add('a', 10)
    await add('c', 1, 'title-deed')
    const order = async () => (await drafts.attachments(draft.id)).map(({ id }) => id)
    expect(await order()).toEqual(['a', 'b', 'c'])
    const [a, b] = await drafts.attachments(draft.id)
    if (!a || !b) return expect.unreachable()
    await drafts.swapAttachments(draft.id, b, a)
    expect(await order()).toEqual(['b', 'a', 'c'])
    await expect(drafts.swapAttachments(draft.id, b, a)).rejects.toMatchObject(conflict)
    await expect(drafts.swapAttachments(tokenHash('anan'), a, b)).rejects.toMatchObject(conflict)
  })

  it('beyond the number its field takes is refused, and another field still takes its own', async () => {
    const { drafts, draft } = await begin(open)
    const limits = { maxFiles: 1, maxBytes: 10_000 }
    await drafts.addAttachment(attachmentRow('a', draft.id), limits)
    const second = drafts.addAttachment(attachmentRow('b', draft.id), limits)
    await expect(second).rejects.toMatchObject({ kind: 'tooLarge' })
    await drafts.addAttachment(attachmentRow('c', draft.id, { field: 'title-deed' }), limits)
    expect((await drafts.attachments(draft.id)).map(({ id }) => id)).toEqual(['a', 'c'])
  })

  it('beyond the bytes of the whole draft is refused; one that just fits is not', async () => {
    const { drafts, draft } = await begin(open)
    const limits = { maxFiles: 5, maxBytes: 2000 }
    await drafts.addAttachment(attachmentRow('a', draft.id, { size: 1500 }), limits)
    const over = attachmentRow('b', draft.id, { size: 501, field: 'title-deed' })
    await expect(drafts.addAttachment(over, limits)).rejects.toMatchObject({ kind: 'tooLarge' })
    await drafts.addAttachment({ ...over, size: 500 }, limits)
    expect(await drafts.attachments(draft.id)).toHaveLength(2)
  })

  it('sent from eight tabs at once stays within the limits', async () => {
    const { drafts, draft } = await begin(open)
    const limits = { maxFiles: 3, maxBytes: 10_000 }
    const tabs = Array.from({ length: 8 }, (_, n) =>
      drafts.addAttachment(attachmentRow(`a${n}`, draft.id), limits),
    )
    const results = await Promise.allSettled(tabs)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    expect(await drafts.attachments(draft.id)).toHaveLength(3)
  })

  it('of a draft that is gone is a conflict', async () => {
    const { drafts } = await begin(open)
    const lost = drafts.addAttachment(attachmentRow('a', tokenHash('anan')), GENEROUS)
    await expect(lost).rejects.toMatchObject(conflict)
  })

  it("can be taken away, but not from another's draft", async () => {
    const { drafts, draft } = await begin(open)
    await drafts.create(draftRow('anan'))
    await drafts.addAttachment(attachmentRow('a', draft.id, { createdAt: AT }), GENEROUS)
    await drafts.removeAttachment(tokenHash('anan'), 'a')
    expect(await drafts.attachments(draft.id)).toHaveLength(1)
    await drafts.removeAttachment(draft.id, 'a')
    expect(await drafts.attachments(draft.id)).toEqual([])
  })
})
