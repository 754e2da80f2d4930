import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { loadStarter } from '../../src/catalogue/starter.ts'
import { makeCatalogue } from '../../src/catalogue/store.ts'
import { makeDraftStore } from '../../src/requests/draft-store.ts'
import { newToken, tokenHash } from '../../src/requests/reference.ts'
import { makeFileStore } from '../../src/storage/files.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { openEngine } from '../../src/storage/open.ts'

/** A service of five pages for whoever complains about a service; the page is one of them. */
export const SERVICE = 'general-complaint'
export const APPLY = `/services/${SERVICE}/apply`
export const QUESTION_PAGE = 'detail'

/** What is typed on each page, in order. */
export const TYPED: Record<string, Record<string, string>> = {
  topic: { topic: 'service' },
  detail: { detail: 'เจ้าหน้าที่ไม่รับโทรศัพท์ตลอดสัปดาห์ที่ผ่านมา', happens: 'often', wish: 'ขอให้โทรกลับ' },
  evidence: {},
  name: { nameKind: 'none' },
  contact: { phone: '0812345678', email: 'somchai@example.org' },
}

const DAY_MS = 86_400_000

/**
 * Puts whole forms, each with one upload, into the database of a data folder, which is made and filled when new.
 * Returns the tokens that open them.
 */
export async function prepareDrafts(folder: string, count: number): Promise<string[]> {
  const engine = await openEngine(join(folder, 'sala.sqlite'))
  await migrate(engine)
  await loadStarter(makeCatalogue(engine), () => new Date())
  const upload = await (
    await makeFileStore(join(folder, 'files'))
  ).put(Readable.from([Buffer.from('%PDF-1.4 bench')]))
  const drafts = makeDraftStore(engine)
  const at = new Date()
  const tokens = Array.from({ length: count }, newToken)
  await Promise.all(
    tokens.map((token) =>
      drafts.create({
        id: tokenHash(token),
        serviceId: SERVICE,
        serviceVersion: 1,
        revision: 0,
        input: { raw: Object.assign({}, ...Object.values(TYPED)) as object, rows: {} },
        lang: 'th',
        createdAt: at.toISOString(),
        updatedAt: at.toISOString(),
        expiresAt: new Date(at.getTime() + 14 * DAY_MS).toISOString(),
        resumeHash: null,
        requestId: null,
      }),
    ),
  )
  await Promise.all(
    tokens.map((token) =>
      drafts.addAttachment(
        {
          id: randomUUID(),
          draftId: tokenHash(token),
          requestId: null,
          eventId: null,
          field: 'evidence',
          row: null,
          position: at.getTime(),
          name: 'evidence.pdf',
          type: 'application/pdf',
          createdAt: at.toISOString(),
          ...upload,
        },
        { maxFiles: 1, maxBytes: upload.size },
      ),
    ),
  )
  await engine.close()
  return tokens
}
