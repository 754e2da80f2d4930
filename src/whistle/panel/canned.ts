import { message } from '../../i18n/messages.ts'
import type { Lang } from '../../i18n/text.ts'
import { QUESTION_IDS } from '../report.ts'

/** Beginnings that answer or ask without asking for what could tell who the reporter is. */
const GENERAL = ['received', 'progress', 'safety'] as const
const ALL: readonly string[] = [...GENERAL, ...QUESTION_IDS]

/** The sentence of a code in the reporter's language; nothing for a code there is not. */
export const cannedText = (code: string, lang: Lang): string =>
  ALL.includes(code) ? message(`panel.say.${code}`, lang) : ''

export const asksSomething = (code: string): boolean => (QUESTION_IDS as readonly string[]).includes(code)

export const generalSayings = (lang: Lang) =>
  GENERAL.map((code) => ({ code, title: message(`panel.say.${code}.title`, lang) }))
