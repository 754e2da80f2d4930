import { message } from '../../i18n/messages.ts'
import type { Lang } from '../../i18n/text.ts'

/** What is wrong, beside which field. */
export type Fault = { id: string; text: string }

export function tooLong(id: string, text: string, longest: number, lang: Lang): Fault[] {
  return [...text].length > longest ? [{ id, text: message('panel.fault.tooLong', lang, { longest }) }] : []
}

export function missing(id: string, text: string, key: string, lang: Lang): Fault[] {
  return text.trim() === '' ? [{ id, text: message(key, lang) }] : []
}
