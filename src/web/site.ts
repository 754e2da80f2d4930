import { message, messageText } from '../i18n/messages.ts'
import { fill, type Lang, type Text } from '../i18n/text.ts'
import type { Hours, Municipality } from '../municipality.ts'
import { inLanguage, languageOf, withoutLanguage } from './language.ts'
import type { PageData, View } from './view.ts'

/** The view and what every page shows beside its own content. */
export type Site = {
  view: View
  /** `municipality`, `path`, `otherLang` for the page at this address (as the visitor typed it). */
  page: (originalUrl: string, options?: { keepQuery: boolean }) => PageData
}

/** `hours` are asked for with every page, for they change while the program runs. */
export function makeSite(view: View, municipality: Municipality, hours = () => municipality.hours): Site {
  const lasting = {
    ...municipality,
    dial: municipality.phone.replace(/[^\d+]/g, ''),
    place: placeOf(municipality),
  }
  return {
    view,
    page(originalUrl, { keepQuery } = { keepQuery: true }) {
      const address = withoutLanguage(originalUrl)
      const query = address.indexOf('?')
      const path = query < 0 ? address : address.slice(0, query)
      const lang = languageOf(originalUrl)
      const shown = { ...lasting, openingHours: openingHours(hours()) }
      return { municipality: shown, path, otherLang: otherLang(keepQuery ? address : path, lang) }
    },
  }
}

function otherLang(address: string, lang: Lang) {
  const other: Lang = lang === 'th' ? 'en' : 'th'
  // An address of another site written as `//host` must not become a link.
  const href = inLanguage(address.startsWith('//') ? '/' : address, other)
  return { lang: other, href, name: message('site.inOtherLanguage', lang) }
}

function placeOf({ address, subdistrict, district, province, postcode }: Municipality): Text {
  return {
    th: `${address.th} ตำบล${subdistrict.th} อำเภอ${district.th} จังหวัด${province.th} ${postcode}`,
    en: `${address.en}, ${subdistrict.en} Subdistrict, ${district.en} District, ${province.en} ${postcode}`,
  }
}

const WEEKDAYS: Text[] = [
  { th: 'อาทิตย์', en: 'Sunday' },
  { th: 'จันทร์', en: 'Monday' },
  { th: 'อังคาร', en: 'Tuesday' },
  { th: 'พุธ', en: 'Wednesday' },
  { th: 'พฤหัสบดี', en: 'Thursday' },
  { th: 'ศุกร์', en: 'Friday' },
  { th: 'เสาร์', en: 'Saturday' },
]

/** As in “จันทร์–ศุกร์ 08:30–16:30 น.”; days that do not follow each other are listed. */
export function openingHours({ weekdays, opens, closes, lunch }: Hours): Text {
  const days = [...weekdays].sort()
  const first = days[0] ?? 1
  const last = days.at(-1) ?? 5
  const unbroken = days.length > 2 && last - first === days.length - 1
  const named = (unbroken ? [first, last] : days).map((day) => WEEKDAYS[day] ?? { th: '', en: '' })
  const join = (lang: Lang) => named.map((day) => day[lang]).join(unbroken ? '–' : ', ')
  const hours = messageText(lunch ? 'site.hours.lunch' : 'site.hours')
  const times = { opens, closes, from: lunch?.from ?? '', to: lunch?.to ?? '' }
  return {
    th: fill(hours, { days: join('th'), ...times }).th,
    en: fill(hours, { days: join('en'), ...times }).en,
  }
}
