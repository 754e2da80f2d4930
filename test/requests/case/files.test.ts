import { expect, test } from 'vitest'
import { eq } from 'drizzle-orm'
import { fileLight, pdf, png } from '../../support/journey.ts'
import { auditOf, becomes, done, openDesk } from './desk.ts'

async function deskWithFiles() {
  const desk = await openDesk()
  const malee = await desk.staff.malee()
  const files = [
    { field: 'files', name: 'ผลงาน "ก่อน".png', bytes: await png() },
    { field: 'files', name: 'ใบงาน.pdf', bytes: await pdf() },
  ]
  await done(malee, desk.filed, 'deliver', { text: 'ซ่อมแล้ว' }, files)
  const { attachment } = desk.engine.tables
  const [picture, document] = await desk.engine.db.select().from(attachment).orderBy(attachment.position)
  return { ...desk, malee, picture: picture!, document: document! }
}

test('a picture and a PDF are shown as what they are, with nothing allowed to run', async () => {
  const { malee, here, picture, document } = await deskWithFiles()
  for (const [file, type] of [
    [picture, 'image/png'],
    [document, 'application/pdf'],
  ] as const) {
    const answer = await malee.get(`${here}/files/${file.id}`)
    expect(answer.status).toBe(200)
    expect(answer.headers).toMatchObject({
      'content-type': type,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    expect(answer.headers['content-disposition']).toMatch(/^inline; filename="/)
    expect(answer.bytes.length).toBe(file.size)
  }
})

test('a file is handed over under its own name when asked for', async () => {
  const { malee, here, picture } = await deskWithFiles()
  const answer = await malee.get(`${here}/files/${picture.id}?download=1`)
  const disposition = String(answer.headers['content-disposition'])
  expect(disposition).toMatch(/^attachment; /)
  expect(disposition).toContain(`filename*=UTF-8''${encodeURIComponent(picture.name)}`)
})

test('anything else, even what calls itself a page, only downloads', async () => {
  const { engine, malee, here, picture } = await deskWithFiles()
  const { attachment } = engine.tables
  for (const type of ['text/html', 'image/svg+xml', 'application/xhtml+xml']) {
    await engine.atomically((tx) => [
      tx.update(attachment).set({ type }).where(eq(attachment.id, picture.id)),
    ])
    const answer = await malee.get(`${here}/files/${picture.id}`)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-security-policy': "default-src 'none'; sandbox",
    })
    expect(answer.headers['content-disposition']).toMatch(/^attachment; /)
    expect((await malee.get(here)).body).not.toContain(`<img src="${here}/files/${picture.id}"`)
  }
})

test('opening a file is written down', async () => {
  const desk = await deskWithFiles()
  await desk.malee.get(`${desk.here}/files/${desk.document.id}`)
  expect((await auditOf(desk, desk.filed.reference)).at(-1)).toMatchObject({
    deed: 'case.fileOpened',
    actor: desk.malee.officer.id,
    data: JSON.stringify({ file: desk.document.id }),
  })
})

test('a file of another case opens under no other number', async () => {
  const desk = await deskWithFiles()
  const other = await fileLight(desk.somchai)
  const there = `/desk/cases/${other.reference}/files`
  expect((await desk.malee.get(`/desk/cases/${other.reference}`)).status).toBe(200)
  expect((await desk.malee.get(`${there}/${desk.picture.id}`)).status).toBe(404)
  await becomes(desk, desk.filed, { division: 'health' })
  expect((await desk.malee.get(`${desk.here}/files/${desk.picture.id}`)).status).toBe(404)
  expect((await desk.malee.get(`${there}/${desk.picture.id}`)).status).toBe(404)
  expect((await (await desk.staff.anan()).get(`${desk.here}/files/${desk.picture.id}`)).status).toBe(200)
})
