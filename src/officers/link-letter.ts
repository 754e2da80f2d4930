import { dayOf, formatDay, formatTime } from '../calendar/dates.ts'
import { message } from '../i18n/messages.ts'
import { LANGUAGES, say, type Lang, type Text } from '../i18n/text.ts'
import type { LinkLetter } from './links.ts'

/** The letter with a link, in both languages: nobody has said yet which one they read. */
export function linkLetter({ to, name, purpose, address, until, key, at }: LinkLetter, municipality: Text) {
  const words = (lang: Lang) => {
    const end = new Date(until)
    const values = {
      name,
      municipality: say(municipality, lang),
      until: `${formatDay(dayOf(end), lang, 'long')} ${formatTime(end, lang)}`,
    }
    return [
      message(`desk.letter.${purpose}`, lang, values),
      address.replace('/desk/', lang === 'en' ? '/en/desk/' : '/desk/'),
      message('desk.letter.until', lang, values),
      message('desk.letter.unexpected', lang, values),
    ].join('\n\n')
  }
  return {
    key,
    toAddress: to,
    subject: message(`desk.letter.${purpose}.subject`, 'th', { municipality: municipality.th }),
    text: LANGUAGES.map(words).join('\n\n—\n\n'),
    createdAt: at,
  }
}
