import type { MultipartFile } from '@fastify/multipart'
import { UserError } from '../../errors.ts'
import type { FileField, Page } from '../../forms/definition.ts'
import { say } from '../../i18n/text.ts'
import type { Application } from '../application.ts'
import { slotOf } from '../draft-input.ts'
import { faultText } from '../uploads/faults.ts'
import type { ApplyOptions } from './options.ts'
import type { Visit } from './visit.ts'

/** `fault` is the sentence for the person. */
export type UploadOutcome = 'stored' | 'nothing' | { fault: string }

/** The way of one file of a form into its draft. A part that is no answer to this page is read and dropped. */
export function makeUploads({ applications, receive, limits }: ApplyOptions) {
  return async function keepUpload(
    { application, lang }: Visit,
    page: Page,
    rowId: string | undefined,
    key: string,
    part: MultipartFile,
  ): Promise<UploadOutcome> {
    const field = uploadField(application, page, key)
    if (!field || part.filename === '') {
      part.file.resume()
      return 'nothing'
    }
    const { accept, maxFiles } = field
    const rules = { accept, maxFiles, maxBytes: limits.fileBytes, maxTotalBytes: limits.draftBytes }
    const received = await receive(part, rules)
    if (!received.ok) return { fault: say(received.sentence, lang) }
    const { name, type, size, sha256 } = received
    const slot = slotOf(key, rowId)
    try {
      await applications.attach(application, { field: slot, name, type, size, sha256 }, maxFiles)
      return 'stored'
    } catch (error) {
      if (!(error instanceof UserError) || error.kind !== 'tooLarge') throw error
      const { attachments } = await applications.reload(application)
      const isFull = attachments.filter((attachment) => attachment.field === slot).length >= maxFiles
      return { fault: say(faultText(isFull ? 'tooMany' : 'quota', rules), lang) }
    }
  }
}

export function uploadField({ form }: Application, page: Page, key: string): FileField | undefined {
  const field = page.fields.includes(key) ? form.fields[key] : undefined
  return field?.kind === 'file' ? field : undefined
}
