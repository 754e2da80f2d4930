import { message } from '../../i18n/messages.ts'
import { say, type Lang } from '../../i18n/text.ts'
import { daysBetween, type IsoDay } from '../../calendar/dates.ts'
import { CLOCK_RULES, CLOCKS } from '../clocks.ts'
import type { Duty } from '../inbox-line.ts'
import type { OpenedReport } from '../opened.ts'

/** Days left from which a duty is shown as near. */
const NEAR_DAYS = 2

export function leftWords(daysLeft: number, lang: Lang): string {
  if (daysLeft < 0) return message('panel.duty.late', lang, { n: -daysLeft })
  if (daysLeft === 0) return message('panel.duty.today', lang)
  return message('panel.duty.left', lang, { n: daysLeft })
}

export const deadlineClass = (daysLeft: number): string =>
  daysLeft < 0 ? 'sala-deadline--late' : daysLeft <= NEAR_DAYS ? 'sala-deadline--near' : ''

export function dutyWords({ clock, by, daysLeft }: Duty, lang: Lang) {
  return {
    title: message(`panel.duty.${clock}`, lang),
    by,
    left: leftWords(daysLeft, lang),
    look: deadlineClass(daysLeft),
  }
}

/** All four, with what they rest on. One that was not done before the report was closed fell away with it. */
export function dutiesInWords({ duties, state }: OpenedReport, today: IsoDay, lang: Lang) {
  const isOver = state === 'closed' || state === 'junk'
  return CLOCKS.map((clock) => {
    const { by, doneOn } = duties[clock]
    const { force, source } = CLOCK_RULES[clock]
    const daysLeft = daysBetween(today, by)
    return {
      title: message(`panel.duty.${clock}`, lang),
      by,
      doneOn: doneOn ?? '',
      wasLate: doneOn !== null && doneOn > by,
      isOver: isOver && doneOn === null,
      left: leftWords(daysLeft, lang),
      look: deadlineClass(daysLeft),
      force: message(`panel.duty.${force}`, lang),
      source: say(source, lang),
    }
  })
}
