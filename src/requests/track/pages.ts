import { dayOf, formatDay, formatTime, weekday, type IsoDay } from '../../calendar/dates.ts'
import type { Division } from '../../catalogue/published.ts'
import type { Step } from '../../catalogue/service.ts'
import { durationText, totalText } from '../../catalogue/totals.ts'
import { sizeText } from '../../forms/kinds/file.ts'
import { answerGroups } from '../../forms/table.ts'
import { message } from '../../i18n/messages.ts'
import { say, type Lang, type Text } from '../../i18n/text.ts'
import type { Clock } from '../clock.ts'
import type { ClockDay } from '../clock-days.ts'
import {
  eventSentence,
  FINISHED_STATUSES,
  publicEvents,
  STATUS_TEXTS,
  statusOf,
  stepStates,
  type RequestEvent,
} from '../events.ts'
import { isOpen, type Followed } from '../following.ts'
import type { Attachment } from '../request.ts'

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

/** Until an officer marks a step, the first one that is not done is the one the office is at. */
function stepsNow(followed: Followed) {
  const states = stepStates(followed.published.definition.manual.steps, followed.events)
  if (!isOpen(followed) || states.some(({ state }) => state === 'now')) return states
  const first = states.findIndex(({ state }) => state !== 'done')
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

function clockView(clock: Clock, lang: Lang) {
  return {
    state: clock.state,
    dueDay: clock.dueDay,
    dueTime: clock.unit === 'minutes' ? formatTime(new Date(clock.dueAt), lang) : '',
    sentence: say(clockSentence(clock), lang),
  }
}

/** Where the clock stands, in one sentence. Lateness is said in words, never by colour alone. */
function clockSentence(clock: Clock): Text {
  const { state, dayNumber, dayTotal, daysLate, receivedAt, filedAt } = clock
  const unit = dayTotal === 1 ? 'day' : 'days'
  const days = clock.total.days > 0 ? { th: 'วัน', en: unit } : { th: 'วันทำการ', en: `working ${unit}` }
  if (state === 'stopped' || state === 'done') return { th: 'หยุดนับแล้ว', en: 'The count has ended' }
  if (state === 'late') {
    return daysLate > 0
      ? { th: `ช้ากว่ากำหนด ${daysLate} วัน`, en: `${daysLate} days late` }
      : { th: 'เลยเวลากำหนดของวันนี้แล้ว', en: 'Past today’s due time' }
  }
  if (state === 'paused')
    return { th: 'หยุดนับระหว่างรอเอกสารจากท่าน', en: 'The count stands still: we are waiting for you' }
  if (dayTotal === 0) return { th: 'นับเป็นเวลาทำการ', en: 'Counted in office hours' }
  if (dayNumber > 0) {
    return {
      th: `วันนี้เป็นวันที่ ${dayNumber} จาก ${dayTotal} ${days.th} · ตรงตามกำหนด`,
      en: `Day ${dayNumber} of ${dayTotal} ${days.en} · on time`,
    }
  }
  const first = dayOf(new Date(receivedAt))
  return receivedAt === filedAt
    ? {
        th: `นับรวม ${dayTotal} ${days.th} เริ่มนับวันถัดไป`,
        en: `${dayTotal} ${days.en}, counted from the next day on`,
      }
    : {
        th: `ยื่นนอกเวลาทำการ ถือว่าได้รับ${formatDay(first, 'th', 'full')} นับรวม ${dayTotal} ${days.th}`,
        en: `Sent outside office hours: counts as received on ${formatDay(first, 'en', 'full')}; ${dayTotal} ${days.en} in all`,
      }
}

const WEEKDAYS = {
  th: ['อา.', 'จ.', 'อ.', 'พ.', 'พฤ.', 'ศ.', 'ส.'],
  en: ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'],
} as const

/** One cell of the grid: weekday, day of the month, and one short word that says what the colour says. */
function dayCell(day: ClockDay, lang: Lang) {
  return {
    kind: cellKind(day),
    now: day.isToday,
    weekday: WEEKDAYS[lang][weekday(day.day)] ?? '',
    number: dayOfMonth(day.day),
    label: cellLabel(day, lang),
  }
}

function cellKind(day: ClockDay): string {
  if (day.isToday) return 'today'
  if (day.isDue) return 'due'
  if (day.kind === 'late') return 'late'
  if (day.kind === 'weekend' || day.kind === 'holiday' || day.kind === 'paused') return 'off'
  return day.isPast ? 'counted' : 'ahead'
}

function cellLabel(day: ClockDay, lang: Lang): string {
  if (day.isDue) return message('track.day.due', lang)
  switch (day.kind) {
    case 'weekend':
    case 'holiday':
      return message('track.day.off', lang)
    case 'paused':
      return message('track.day.paused', lang)
    case 'late':
      return message('track.day.late', lang)
    case 'filed':
    case 'afterHours':
      return day.n === undefined ? message('track.day.filed', lang) : String(day.n)
    default:
      return day.n === undefined ? '' : String(day.n)
  }
}

function happening(
  event: RequestEvent,
  { published, attachments, clock }: Followed,
  divisions: Division[],
  filePath: (id: string) => string,
  lang: Lang,
) {
  const names = {
    step: (id: string) =>
      published.definition.manual.steps.find((step) => step.id === id)?.title ?? plain(id),
    division: (id: string) => divisions.find((division) => division.id === id)?.name ?? plain(id),
  }
  const isAfterHours = event.kind === 'filed' && clock.receivedAt !== clock.filedAt
  const sentence = say(eventSentence(event, names), lang)
  return {
    sentence: isAfterHours ? `${sentence} — ${say(AFTER_HOURS, lang)}` : sentence,
    day: dayOf(new Date(event.at)),
    at: event.at,
    text: wordsOf(event),
    files: filesOf(
      attachments.filter((attachment) => attachment.eventId === event.id),
      filePath,
    ),
  }
}

const AFTER_HOURS: Text = {
  th: 'ยื่นนอกเวลาทำการ นับจากเวลาทำการถัดไป',
  en: 'outside office hours; counted from the next working time',
}

const plain = (id: string): Text => ({ th: id, en: id })

/** What somebody wrote, in its lines; sentences of the system stand in the event's own text. */
function wordsOf(event: RequestEvent): string[] {
  const { data } = event
  const words =
    'text' in data && data.text ? data.text : event.kind === 'withdrawn' ? (event.data.reason ?? '') : ''
  return words === '' ? [] : words.split('\n')
}

function filesOf(attachments: Attachment[], filePath: (id: string) => string) {
  return attachments.map(({ id, name, size }) => ({ name, path: filePath(id), size: sizeText(size) }))
}

const dayOfMonth = (day: IsoDay) => String(Number(day.slice(8)))

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
