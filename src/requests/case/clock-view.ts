import { dayOf, formatDay, formatTime } from '../../calendar/dates.ts'
import { durationText } from '../../catalogue/totals.ts'
import { message } from '../../i18n/messages.ts'
import { say, type Lang } from '../../i18n/text.ts'
import type { CaseFile } from '../desk/case.ts'
import { statusOf, FINISHED_STATUSES } from '../status.ts'

/** Where the clock stands, as those who must keep it need it said. */
export function caseClock(file: CaseFile, lang: Lang) {
  const { clock, events } = file
  const isFinished = FINISHED_STATUSES.includes(statusOf(events))
  return {
    state: isFinished ? 'done' : clock.state,
    isFinished,
    dueDay: clock.dueDay,
    dueTime: clock.unit === 'minutes' ? formatTime(new Date(clock.dueAt), lang) : '',
    standing: standing(file, isFinished, lang),
    /** The applicant's own last day, while they are asked. */
    applicantDay: clock.pausedSince && !isFinished ? (lastAsked(file) ?? '') : '',
    explained: explained(file, lang),
  }
}

function standing({ clock }: CaseFile, isFinished: boolean, lang: Lang): string {
  const { daysLate, dayNumber, dayTotal, late } = clock
  if (isFinished) return message(late ? 'case.clock.endedLate' : 'case.clock.ended', lang, { days: daysLate })
  if (clock.state === 'late')
    return message(daysLate > 0 ? 'case.clock.late' : 'case.clock.lateToday', lang, { days: daysLate })
  if (clock.state === 'paused') return message('case.clock.paused', lang)
  if (dayTotal === 0) return message('case.clock.minutes', lang)
  return message('case.clock.running', lang, { n: dayNumber, total: dayTotal, left: dayTotal - dayNumber })
}

const lastAsked = ({ events }: CaseFile) =>
  events.findLast((event) => event.kind === 'deficiency')?.data.dueDay

/** Why the day is that day: what was added, and for how long nothing was counted. */
function explained({ clock, unannounced }: CaseFile, lang: Lang): string[] {
  const pausedDays = clock.days.filter(({ kind, isPast }) => kind === 'paused' && isPast).length
  const years = unannounced.map((year) => (lang === 'th' ? year : year - 543)).join(', ')
  return [
    ...(clock.receivedAt === clock.filedAt
      ? []
      : [
          message('case.clock.deemed', lang, {
            day: formatDay(dayOf(new Date(clock.receivedAt)), lang, 'short'),
          }),
        ]),
    ...(pausedDays > 0 ? [message('case.clock.pausedDays', lang, { days: pausedDays })] : []),
    ...(clock.pausedSince
      ? [
          message('case.clock.pausedSince', lang, {
            day: formatDay(dayOf(new Date(clock.pausedSince)), lang, 'short'),
          }),
        ]
      : []),
    ...clock.extensions.map((extension) =>
      message('case.clock.extended', lang, {
        duration: say(durationText(extension), lang),
        reason: extension.reason,
        day: formatDay(dayOf(new Date(extension.at)), lang, 'short'),
      }),
    ),
    ...(years ? [message('track.holidays', lang, { years })] : []),
  ]
}
