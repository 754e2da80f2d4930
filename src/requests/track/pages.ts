import { dayOf, formatDay, formatTime } from '../../calendar/dates.ts'
import type { Division } from '../../catalogue/published.ts'
import type { Step } from '../../catalogue/service.ts'
import { durationText, totalText } from '../../catalogue/totals.ts'
import { answerGroups } from '../../forms/table.ts'
import { message } from '../../i18n/messages.ts'
import { say, type Lang } from '../../i18n/text.ts'
import { publicEvents } from '../events.ts'
import { isOpen, type Followed } from '../following.ts'
import { FINISHED_STATUSES, STATUS_TEXTS, statusOf, stepStates } from '../status.ts'
import { missingView } from './asked.ts'
import { clockView, dayCell } from './clock-view.ts'
import { filesOf, happening } from './happened.ts'

// Plain data for the templates of following a request: no HTTP, no storage.

const MOST_CELLS = 42

export function trackPage(
  followed: Followed,
  divisions: Division[],
  filePath: (id: string) => string,
  lang: Lang,
) {
  const { request, published, events, attachments, clock } = followed
  const { definition } = published
  const cells = clock.days.slice(0, MOST_CELLS)
  return {
    reference: request.reference,
    service: say(definition.title, lang),
    manualPath: `/services/${published.serviceId}`,
    isOpen: isOpen(followed),
    statusText: say(STATUS_TEXTS[statusOf(events)], lang),
    clock: clockView(clock, lang),
    // While the applicant is awaited, theirs is the date that counts; the office's own would only be a guess.
    sendBy: missingView(followed)?.dueDay ?? '',
    holidayNote: holidayNote(followed, lang),
    days: cells.map((day) => dayCell(day, lang)),
    hasMoreDays: clock.days.length > cells.length,
    moreDays: clock.days.length - cells.length,
    steps: stepsNow(followed).map(({ step, state, doneAt }) => ({
      title: say(step.title, lang),
      state,
      stateText: message(`track.step.${state}`, lang),
      detail: [
        nameOf(divisions, step.unit, lang),
        doneAt
          ? momentText(doneAt, lang)
          : `${atMost(step.duration, lang)} ${outsideClock(step.clock, lang)}`.trim(),
      ]
        .filter(Boolean)
        .join(' · '),
    })),
    happened: publicEvents(events)
      .reverse()
      .map((event) => happening(event, followed, divisions, filePath, lang)),
    groups: answerGroups(definition.form, request.answers, lang),
    files: filesOf(
      attachments.filter((attachment) => attachment.eventId === null),
      filePath,
    ),
  }
}

/** Until an officer marks a step, the first one that nobody has passed over is the one the office is at. */
function stepsNow(followed: Followed) {
  const states = stepStates(followed.published.definition.manual.steps, followed.events)
  if (!isOpen(followed) || states.some(({ state }) => state === 'now')) return states
  const first = states.findIndex(({ state }) => state === 'next')
  return states.map((one, index) => (index === first ? { ...one, state: 'now' as const } : one))
}

export function receiptPage(followed: Followed, divisions: Division[], lang: Lang) {
  const { request, published, clock } = followed
  const { definition } = published
  return {
    reference: request.reference,
    service: say(definition.title, lang),
    filedDay: dayOf(new Date(request.filedAt)),
    filedAt: request.filedAt,
    unit: nameOf(divisions, request.division, lang),
    clock: clockView(clock, lang),
    holidayNote: holidayNote(followed, lang),
    hasEmail: request.applicantEmail !== null,
    steps: definition.manual.steps.map((step) => ({
      title: say(step.title, lang),
      duration: `${atMost(step.duration, lang)} ${outsideClock(step.clock, lang)}`.trim(),
    })),
  }
}

export function countedPage(followed: Followed, lang: Lang) {
  const { request, clock } = followed
  return {
    reference: request.reference,
    total: say(totalText(clock.total), lang),
    clock: clockView(clock, lang),
    holidayNote: holidayNote(followed, lang),
    list: clock.days.map((day) => ({
      day: day.day,
      n: day.n ?? 0,
      reason: say(day.reason, lang),
      isDue: day.isDue,
      isToday: day.isToday,
    })),
  }
}

/** Said wherever a due day is: the count cannot know of holidays nobody has announced. */
function holidayNote({ unannounced, events }: Followed, lang: Lang): string {
  if (unannounced.length === 0 || FINISHED_STATUSES.includes(statusOf(events))) return ''
  const years = unannounced.map((year) => (lang === 'th' ? year : year - 543)).join(', ')
  return message('track.holidays', lang, { years })
}

const momentText = (instant: string, lang: Lang) =>
  `${formatDay(dayOf(new Date(instant)), lang, 'short')} ${formatTime(new Date(instant), lang)}`

const atMost = (duration: Parameters<typeof durationText>[0], lang: Lang) =>
  message('track.step.atMost', lang, { duration: say(durationText(duration), lang) })

/** Steps that are not the office's own time, so that the durations of the others add up to the promise. */
function outsideClock(clock: Step['clock'], lang: Lang): string {
  if (clock === 'counts') return ''
  return message(clock === 'external' ? 'track.step.external' : 'track.step.waits', lang)
}

function nameOf(divisions: Division[], id: string, lang: Lang): string {
  const division = divisions.find((one) => one.id === id)
  return division ? say(division.name, lang) : ''
}
