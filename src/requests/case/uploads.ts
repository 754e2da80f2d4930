import type { FileType } from '../../forms/definition.ts'
import { message } from '../../i18n/messages.ts'
import { say } from '../../i18n/text.ts'
import type { FormBody } from '../../web/body.ts'
import { one, readForm } from '../../web/form-body.ts'
import type { Upload } from '../application.ts'
import { openKept } from '../track/kept.ts'
import type { CaseOptions } from './options.ts'
import type { Req, Visit } from './visit.ts'

export const MOST_FILES = 10
/** A few too many are told in words; beyond these the form is refused unread. */
const MOST_PARTS = 30
const TYPES: FileType[] = ['pdf', 'jpg', 'png', 'webp', 'heic']

export type Sent = { body: FormBody; uploads: Upload[]; faults: string[] }

/** Reads the form of an act with its files, and those that came with an earlier sending of the same form. */
export function makeReading({ receive, limits, key }: CaseOptions) {
  const rules = { accept: TYPES, maxBytes: limits.fileBytes, maxFiles: MOST_FILES }
  const most = { files: MOST_PARTS, fileBytes: limits.fileBytes }
  const bodies = new WeakMap<Req, FormBody>()

  async function read({ file, request, lang }: Visit): Promise<Sent> {
    const faults: string[] = []
    const arrived: Upload[] = []
    const body = await readForm(
      request,
      async (field, part) => {
        if (field !== 'files' || !part.filename) return void part.file.resume()
        const received = await receive(part, rules)
        if (!received.ok) return void faults.push(`“${part.filename}”: ${say(received.sentence, lang)}`)
        const { name, type, size, sha256 } = received
        arrived.push({ field: 'desk', name, type, size, sha256 })
      },
      most,
    )
    bodies.set(request, body)
    const uploads = [...keptOf(body, file.request.id), ...arrived]
    if (uploads.length > MOST_FILES) faults.push(message('track.add.mostFiles', lang, { max: MOST_FILES }))
    return { body, faults, uploads: uploads.slice(0, MOST_FILES) }
  }

  /** Those that came before, without the one a button leaves out. */
  function keptOf(body: FormBody, requestId: string): Upload[] {
    const [what, dropped] = one(body, 'prepare').split(':')
    const kept = openKept(key, requestId, one(body, 'kept'))
    return what === 'drop' ? kept.filter((_, index) => String(index) !== dropped) : kept
  }

  /** The words of a form whose case is not there, its files unread; also once it has been read. */
  async function body(request: Req): Promise<FormBody> {
    return bodies.get(request) ?? (await readForm(request, async (_, part) => void part.file.resume(), most))
  }

  return { read, body }
}
