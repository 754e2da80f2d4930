import type { MultipartFile } from '@fastify/multipart'
import { UserError } from '../../errors.ts'
import type { FileField, Page } from '../../forms/definition.ts'
import { say } from '../../i18n/text.ts'
import type { Application } from '../application.ts'
import { slotOf } from '../draft-input.ts'
import { faultText, type UploadFault } from '../uploads/faults.ts'
import type { ApplyOptions } from './options.ts'
import type { Visit } from './visit.ts'

/** `fault` is the sentence for the person. */
export type UploadOutcome = 'stored' | 'nothing' | { fault: string }

type UploadParts = Pick<ApplyOptions, 'receive' | 'discard' | 'limits'> & {
  applications: Pick<ApplyOptions['applications'], 'attach' | 'reload'>
}

/** The way of one file of a form into its draft. A part that is no answer to this page is read and dropped. */
export function makeUploads({ applications, receive, discard, limits }: UploadParts) {
  return async function keepUpload(
    { application, lang }: Pick<Visit, 'application' | 'lang'>,
    page: Page,
    rowId: string | undefined,
    key: string,
    part: MultipartFile,
  ): Promise<UploadOutcome> {
    const field = uploadField(application, page, key)
    if (!field || !part.filename) {
      part.file.resume()
      return 'nothing'
    }
    const { accept, maxFiles } = field
    const slot = slotOf(key, rowId)
    const rules = { accept, maxFiles, maxBytes: limits.fileBytes, maxTotalBytes: limits.draftBytes }
    const named = (sentence: string) => `“${part.filename}”: ${sentence}`
    const refuse = (fault: UploadFault): UploadOutcome => ({
      fault: named(say(faultText(fault, rules), lang)),
    })
    const full = await isFull(application, slot, maxFiles)
    if (full) {
      part.file.resume()
      return refuse(full)
    }
    const received = await receive(part, rules)
    if (!received.ok) return refuse(received.fault)
    const { name, type, size, sha256 } = received
    try {
      await applications.attach(application, { field: slot, name, type, size, sha256 }, maxFiles)
      return 'stored'
    } catch (error) {
      if (!(error instanceof UserError) || error.kind !== 'tooLarge') throw error
      await discard([sha256])
      return refuse((await isFull(application, slot, maxFiles)) ?? 'quota')
    }
  }

  /** Asked before a file is read: what would be refused is not stored first. */
  async function isFull(
    application: Application,
    slot: string,
    maxFiles: number,
  ): Promise<UploadFault | undefined> {
    const { attachments } = await applications.reload(application)
    if (attachments.filter(({ field }) => field === slot).length >= maxFiles) return 'tooMany'
    const bytes = attachments.reduce((sum, { size }) => sum + size, 0)
    return bytes >= limits.draftBytes ? 'quota' : undefined
  }
}

export function uploadField({ form }: Application, page: Page, key: string): FileField | undefined {
  const field = page.fields.includes(key) ? form.fields[key] : undefined
  return field?.kind === 'file' ? field : undefined
}
