import { Readable } from 'node:stream'
import { notFound } from '../../errors.ts'
import type { FileNote } from '../entries.ts'
import type { Bytes } from '../primitives.ts'
import { firstReading } from './first-reading.ts'
import type { Gate } from './gate.ts'
import type { MemberVisit, PanelParts } from './visit.ts'

const SANDBOX = "default-src 'none'; sandbox"
const PICTURES = ['image/jpeg', 'image/png', 'image/webp']
/** Of a copy that we drew ourselves: its type is ours, not the sender's word. */
export const isPicture = (type: string): boolean => PICTURES.includes(type)

/**
 * The files of a report. What is opened by default is the copy that was made anew; the original may carry what the
 * reporter does not know of, or what harms the reader's machine, and each opening of one is recorded.
 */
export function fileRoutes(gate: Gate, { panel }: PanelParts): void {
  gate.members.get('/reports/:id/files/:n', (visit) => clean(visit, (note) => ({ note, isShown: false })))

  gate.members.get('/reports/:id/files/:n/view', (visit) =>
    clean(visit, (note) => {
      if (!isPicture(note.type)) throw notFound()
      return { note, isShown: true }
    }),
  )

  gate.members.get('/reports/:id/files/:n/original', async (visit) => {
    const report = await reportOf(visit)
    if (!report) return firstReading(visit, panel)
    const n = placeOf(visit)
    const attachment = report.thread.attachments[n]
    if (!attachment?.original) throw notFound()
    const { name, size } = attachment.original
    return visit.show('panel/original', {
      ...{ id: report.id, n, name, size },
      hasClean: attachment.clean !== undefined,
    })
  })

  gate.members.post('/reports/:id/files/:n/original', async (visit) => {
    const report = await reportOf(visit)
    if (!report) return firstReading(visit, panel, { carry: true })
    const which = { n: placeOf(visit), copy: 'original' } as const
    const { note, bytes } = await panel.attachment(visit.member, report.id, which)
    return send(visit, note, bytes, false)
  })

  async function clean(visit: MemberVisit, as: (note: FileNote) => { note: FileNote; isShown: boolean }) {
    const report = await reportOf(visit)
    if (!report) return firstReading(visit, panel)
    const which = { n: placeOf(visit), copy: 'clean' } as const
    const found = await panel.attachment(visit.member, report.id, which)
    const { note, isShown } = as(found.note)
    return send(visit, note, found.bytes, isShown)
  }

  const reportOf = ({ member, params }: MemberVisit) => panel.opened(member, params['id'] ?? '')
}

function placeOf({ params }: MemberVisit): number {
  const typed = params['n'] ?? ''
  if (!/^\d{1,3}$/.test(typed)) throw notFound()
  return Number(typed)
}

/** Handed over, under no type a browser would run, and if it did, with nothing allowed. */
function send(
  { reply }: MemberVisit,
  { name, size, type }: FileNote,
  bytes: AsyncIterable<Bytes>,
  isShown: boolean,
) {
  return reply
    .header('content-security-policy', SANDBOX)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store')
    .header('content-length', size)
    .header('content-disposition', `${isShown ? 'inline' : 'attachment'}; ${namesOf(name)}`)
    .type(isShown ? type : 'application/octet-stream')
    .send(Readable.from(bytes, { objectMode: false }))
}

/** The name twice: for old programs in plain letters, for all others as it is (RFC 6266). */
function namesOf(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const full = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `filename="${plain}"; filename*=UTF-8''${full}`
}
