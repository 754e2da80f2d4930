import { sizeText } from '../../forms/kinds/file.ts'
import { message } from '../../i18n/messages.ts'
import type { Lang } from '../../i18n/text.ts'
import type { Attachment } from '../request.ts'

export type FileView = {
  name: string
  path: string
  downloadPath: string
  size: string
  /** What the link does, for those who do not see the picture. */
  act: string
  isPicture: boolean
  isDocument: boolean
}

/** Types a browser shows by itself, without running anything of ours. */
export const PICTURES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp']
export const DOCUMENTS: readonly string[] = ['application/pdf']

export function fileView({ id, name, type, size }: Attachment, here: string, lang: Lang): FileView {
  const isPicture = PICTURES.includes(type)
  const isDocument = DOCUMENTS.includes(type)
  return {
    name,
    path: `${here}/files/${id}`,
    downloadPath: `${here}/files/${id}?download=1`,
    size: sizeText(size),
    act: message(isPicture || isDocument ? 'case.file.open' : 'case.file.download', lang),
    isPicture,
    isDocument,
  }
}
