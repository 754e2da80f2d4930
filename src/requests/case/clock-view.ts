import { dayOf, formatDay, formatTime } from '../../calendar/dates.ts'
import { durationText } from '../../catalogue/totals.ts'
import { message } from '../../i18n/messages.ts'
import { say, type Lang } from '../../i18n/text.ts'
import type { DeskRules } from '../desk/acts.ts'
import type { CaseFile } from '../desk/case.ts'
import { timeLeft, timeLeftText } from '../desk/time-left.ts'
import { statusOf, FINISHED_STATUSES } from '../status.ts'

/** Where the clock stands, as those who must keep it need it said. */
export function caseClock(
  file: CaseFile,
  { now, calendar }: Pick<DeskRules, 'now' | 'calendar'>,
  lang: Lang,
) {
  const { clock, events } = file
  const isFinished = FINISHED_STATUSES.includes(statusOf(events))
  return {
    state: isFinished ? 'done' : clock.state,
    isFinished,
    dueDay: clock.dueDay,
    dueTime: clock.unit === 'minutes' ? formatTime(new Date(clock.dueAt), lang) : '',
    standing: standing(file, isFinished, { now, calendar }, lang),
    counted: isFinished ? '' : counted(file, lang),
    /** The applicant's own last day, while they are asked. */
    applicantDay: isFinished ? '' : (clock.applicantDay ?? ''),
    explained: explained(file, lang),
  }
}

function standing(
  { clock }: CaseFile,
  isFinished: boolean,
  { now, calendar }: Pick<DeskRules, 'now' | 'calendar'>,
  lang: Lang,
): string {
  const { daysLate: days, late } = clock
  if (isFinished) return message(late ? 'case.clock.endedLate' : 'case.clock.ended', lang, { days })
  if (clock.state === 'paused') return message('case.clock.paused', lang)
  const due = new Date(clock.dueAt)
  return timeLeftText(timeLeft(due, now, calendar), due, lang)
}

/** How much of what was promised has been counted, in the promise’s own unit. */
function counted({ clock: { dayNumber: n, dayTotal, total } }: CaseFile, lang: Lang): string {
  if (dayTotal === 0) return message('case.clock.minutes', lang)
  const unit = total.days > 0 ? 'days' : 'workingDays'
  return message(`case.clock.counted.${unit}`, lang, { n, total: dayTotal })
}

/** Why the day is that day: what was added, and for how long nothing was counted. */
function explained({ clock, unannounced }: CaseFile, lang: Lang): string[] {
  const pausedDays = clock.days.filter(({ kind, isPast }) => kind === 'paused' && isPast).length
  const years = unannounced.map((year) => (lang === 'th' ? year : year - 543)).join(', ')
  return [
    ...(clock.receivedAt === clock.filedAt
      ? []
      : [
          message('case.clock.deemed', lang, {
            day: formatDay(dayOf(new Date(clock.receivedAt)), lang, 'full'),
          }),
        ]),
    ...(pausedDays > 0 ? [message('case.clock.pausedDays', lang, { days: pausedDays })] : []),
    ...(clock.pausedSince
      ? [
          message('case.clock.pausedSince', lang, {
            day: formatDay(dayOf(new Date(clock.pausedSince)), lang, 'full'),
          }),
        ]
      : []),
    ...clock.extensions.map((extension) =>
      message('case.clock.extended', lang, {
        duration: say(durationText(extension), lang),
        reason: extension.reason,
        day: formatDay(dayOf(new Date(extension.at)), lang, 'full'),
      }),
    ),
    ...(years ? [message('track.holidays', lang, { years })] : []),
  ]
}
