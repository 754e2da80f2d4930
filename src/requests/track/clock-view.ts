import { dayOf, formatDay, formatTime, weekday, type IsoDay } from '../../calendar/dates.ts'
import { message } from '../../i18n/messages.ts'
import { say, type Lang, type Text } from '../../i18n/text.ts'
import type { Clock } from '../clock.ts'
import type { ClockDay } from '../clock-days.ts'

/** The clock as the applicant reads it: a sentence, and a cell for each day. */
export function clockView(clock: Clock, lang: Lang) {
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
export function dayCell(day: ClockDay, lang: Lang) {
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

const dayOfMonth = (day: IsoDay) => String(Number(day.slice(8)))
