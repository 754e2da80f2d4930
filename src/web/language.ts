import type { Lang } from '../i18n/text.ts'

const ENGLISH = '/en'

function isEnglish(url: string): boolean {
  if (!url.startsWith(ENGLISH)) return false
  const next = url.charAt(ENGLISH.length)
  return next === '' || next === '/' || next === '?'
}

/** The language an address asks for: English under `/en`, Thai everywhere else. */
export function languageOf(originalUrl: string): Lang {
  return isEnglish(originalUrl) ? 'en' : 'th'
}

/** The address as routes know it, without its language. */
export function withoutLanguage(url: string): string {
  if (!isEnglish(url)) return url
  const rest = url.slice(ENGLISH.length)
  return rest.startsWith('/') ? rest : `/${rest}`
}

/** The address of a path of ours in a language. */
export function inLanguage(path: string, lang: Lang): string {
  if (lang === 'th') return path
  return path === '/' ? ENGLISH : ENGLISH + path
}
