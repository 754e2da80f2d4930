import type { Text } from '../text.ts'

/** Why a day was counted, or was not. */
export const clockMessages = {
  'clock.why.filed': { th: 'วันที่ยื่น ไม่นับเป็นวันแรก', en: 'The day of filing is not counted' },
  'clock.why.filedCounted': { th: 'วันที่ยื่น เริ่มนับเวลาในวันนี้', en: 'The day of filing: the time begins' },
  'clock.why.deemed': {
    th: 'ถือว่ารับคำขอในวันนี้ ไม่นับเป็นวันแรก',
    en: 'Deemed received on this day, which is not counted',
  },
  'clock.why.afterHours': {
    th: 'ยื่นนอกเวลาทำการ นับจากวันทำการถัดไป',
    en: 'Filed outside office hours: counted from the next working day',
  },
  'clock.why.beforeOpening': {
    th: 'ยื่นก่อนเวลาเปิดทำการ นับวันนี้เป็นวันที่ 1',
    en: 'Filed before opening: this day is day 1',
  },
  'clock.why.weekend': { th: 'วันหยุดประจำสัปดาห์', en: 'Weekly day off' },
  'clock.why.waiting': {
    th: 'รอเอกสารหรือข้อมูลจากท่าน จึงไม่นับวันนี้',
    en: 'Waiting for what was missing: this day is not counted',
  },
  'clock.why.ended': {
    th: 'คำขอสิ้นสุดไว้ก่อนเปิดอีกครั้ง จึงไม่นับวันนี้',
    en: 'The request was closed before it was opened again: this day is not counted',
  },
  'clock.why.counted': { th: 'นับเป็นวันที่ {n}', en: 'Counted as day {n}' },
  'clock.why.countedDayOff': {
    th: 'นับเป็นวันที่ {n} เพราะกำหนดนี้นับวันหยุดด้วย',
    en: 'Counted as day {n}: this promise counts days off too',
  },
  'clock.why.countedHoliday': {
    th: 'นับเป็นวันที่ {n} ({name}) เพราะกำหนดนี้นับวันหยุดด้วย',
    en: 'Counted as day {n} ({name}): this promise counts days off too',
  },
  'clock.why.extended': { th: 'นับเป็นวันที่ {n} เวลาที่ขยาย', en: 'Counted as day {n}, of the extension' },
  'clock.why.minutes': { th: 'นับเวลาทำการของวันนี้', en: 'The working time of this day is counted' },
  'clock.why.rolled': {
    th: 'วันครบกำหนดตรงกับวันหยุด จึงเลื่อนมาวันทำการถัดไป',
    en: 'The last day was a day off, so it moves to this working day',
  },
  'clock.why.atOnce': { th: 'เสร็จภายในวันที่รับคำขอ', en: 'Done on the day of receipt' },
  'clock.why.late': { th: 'เลยกำหนดมา {n} วัน', en: '{n} d past the due day' },
} as const satisfies Record<string, Text>
