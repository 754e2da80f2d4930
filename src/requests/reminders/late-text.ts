import { dayOf, formatDay } from '../../calendar/dates.ts'
import { message } from '../../i18n/messages.ts'
import { say, type Text } from '../../i18n/text.ts'
import type { Officer } from '../../officers/officer.ts'
import type { Followed } from '../following.ts'
import { showNumber } from './late-letter.ts'

type Written = {
  followed: Pick<Followed, 'request' | 'published' | 'clock'>
  municipality: Text
  reason: string
  everyDays: number
  /** Missing on a draft: it has no number and nobody's name yet. */
  signed?: { number: string; by: Pick<Officer, 'name' | 'title'>; at: Date }
}

/**
 * The letter of section 10 as it goes out, in the applicant's language: an empty line parts paragraphs. Neither link
 * nor code is in it, for a copy goes to ก.พ.ร.
 */
export function lateLetterText({ followed, municipality, reason, everyDays, signed }: Written): string {
  const { request, published, clock } = followed
  const { lang } = request
  const line = (key: string, values?: Record<string, string | number>) =>
    message(`reminders.late.letter.${key}`, lang, values)
  const office = say(municipality, lang)
  const head = signed
    ? [
        line('number', { number: showNumber(signed.number) }),
        line('day', { day: formatDay(dayOf(signed.at), lang, 'long') }),
      ]
    : []
  const about = {
    reference: request.reference,
    service: say(published.definition.title, lang),
    filed: formatDay(dayOf(new Date(request.filedAt)), lang, 'long'),
    due: formatDay(clock.dueDay, lang, 'long'),
    days: clock.daysLate,
    every: everyDays,
    office,
  }
  return [
    [office, ...head].join('\n'),
    [
      line('subject', about),
      request.applicantName ? line('to', { name: request.applicantName }) : line('toApplicant'),
    ].join('\n'),
    line('promised', about),
    `${line('late', about)}\n${reason}`,
    line('law', about),
    ...(signed ? [[line('regards'), signed.by.name, signed.by.title].filter(Boolean).join('\n')] : []),
    line('copy'),
  ].join('\n\n')
}
