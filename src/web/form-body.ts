import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { invalid, tooLarge } from '../errors.ts'
import type { FormBody } from './body.ts'

const MOST_FIELDS = 500
const FIELD_BYTES = 100_000

/**
 * Reads a form of either encoding. Each file is handed to `onFile` as a stream in the order it arrives
 * and must be consumed there. Throws `tooLarge` past the limits: an over-long field is refused, not cut; `invalid` for one that was cut off.
 */
export async function readForm(
  request: FastifyRequest,
  onFile: (field: string, part: MultipartFile) => Promise<void>,
  limits: { files: number; fileBytes: number; fields?: number; fieldBytes?: number },
): Promise<FormBody> {
  if (!request.isMultipart()) return plain(request.body)
  const body = Object.create(null) as FormBody
  const { fields = MOST_FIELDS } = limits
  try {
    const parts = request.parts({
      limits: {
        files: limits.files,
        // One byte more than is kept, so that whoever reads the stream sees that it was too long.
        fileSize: limits.fileBytes + 1,
        fields,
        fieldSize: limits.fieldBytes ?? FIELD_BYTES,
        parts: fields + limits.files,
      },
    })
    for await (const part of parts) {
      if (part.type === 'file') await onFile(part.fieldname, part)
      else if (part.fieldnameTruncated || part.valueTruncated) throw tooLarge()
      else add(body, part.fieldname, String(part.value))
    }
  } catch (error) {
    throw limitFault(error) ?? error
  }
  return body
}

function plain(body: unknown): FormBody {
  if (body === undefined || body === null) return {}
  if (typeof body !== 'object') throw invalid()
  return body as FormBody
}

function add(body: FormBody, name: string, value: string) {
  if (name === '__proto__') return
  if (name.includes('\0') || value.includes('\0')) throw invalid()
  const before = body[name]
  body[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value]
}

const LIMITS = ['FST_FILES_LIMIT', 'FST_FIELDS_LIMIT', 'FST_PARTS_LIMIT', 'FST_REQ_FILE_TOO_LARGE']
/** What the form reader says of a form that was cut off or never was one. */
const BROKEN_FORM =
  /^(Unexpected end of|Multipart: Boundary not found|Malformed|Unsupported content type|Premature close)/i

function limitFault(error: unknown) {
  if (!(error instanceof Error)) return undefined
  if ('code' in error && LIMITS.includes(String(error.code))) return tooLarge()
  const isGone =
    'code' in error && (error.code === 'ECONNRESET' || error.code === 'ERR_STREAM_PREMATURE_CLOSE')
  return isGone || BROKEN_FORM.test(error.message) ? invalid() : undefined
}

/** The first value of a name, or the empty string. */
export function one(body: FormBody, name: string): string {
  const value = body[name]
  return (Array.isArray(value) ? value[0] : value) ?? ''
}
