import { CLEAN_FAULTS, MOST_MEGAPIXELS } from '../../files/faults.ts'
import type { FileType } from '../../forms/definition.ts'
import { uploadMessages } from '../../i18n/messages/uploads.ts'
import { fill, type Text } from '../../i18n/text.ts'

/** What can be wrong with an upload, each with a sentence that says what to do. */
export const UPLOAD_FAULTS = [
  'none',
  'wrongType',
  'tooBig',
  'empty',
  'infected',
  'scanFailed',
  'broken',
  ...CLEAN_FAULTS,
  'tooMany',
  'quota',
] as const
export type UploadFault = (typeof UPLOAD_FAULTS)[number]

/** What a file may be. `maxBytes` counts what is sent; `maxFiles` and `maxTotalBytes` are for their sentences only. */
export type UploadRules = { accept: FileType[]; maxBytes: number; maxFiles?: number; maxTotalBytes?: number }

const MEGABYTE = 1024 * 1024
export function faultText(fault: UploadFault, rules: UploadRules): Text {
  return fill(uploadMessages[`uploads.fault.${fault}`], {
    endings: rules.accept.map((type) => `.${type}`).join(' '),
    size: Math.floor(rules.maxBytes / MEGABYTE),
    files: rules.maxFiles ?? '',
    total: Math.floor((rules.maxTotalBytes ?? 0) / MEGABYTE),
    megapixels: MOST_MEGAPIXELS,
  })
}
