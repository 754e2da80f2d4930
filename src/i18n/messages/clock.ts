import type { Text } from '../text.ts'

export const clockMessages = {
  'clock.dueBy': { th: 'เสร็จภายใน', en: 'Done by' },
  'clock.dayOf': { th: 'วันนี้เป็นวันที่ {n} จาก {total}', en: 'Today is day {n} of {total}' },
  'clock.onTime': { th: 'ตรงตามกำหนด', en: 'On time' },
  'clock.late': { th: 'ช้า {n} วัน', en: 'Late by {n} d' },
  'clock.lateToday': { th: 'เลยเวลาที่กำหนดของวันนี้แล้ว', en: 'Past the time promised for today' },
  'clock.paused': {
    th: 'หยุดนับเวลา รอเอกสารจากท่าน หากส่งตอนนี้จะเสร็จภายในวันข้างต้น',
    en: 'The clock stands still until you send what is missing. If you send it now, the date above holds',
  },
  'clock.done': { th: 'เสร็จแล้วตามกำหนด', en: 'Done on time' },
  'clock.doneLate': { th: 'เสร็จแล้ว ช้ากว่ากำหนด', en: 'Done, later than promised' },
  'clock.stopped': { th: 'หยุดนับเวลาแล้ว', en: 'The clock has stopped' },
  'clock.extended': { th: 'ขยายเวลาอีก {duration} เพราะ {reason}', en: 'Extended by {duration}: {reason}' },
  'clock.howCounted': { th: 'นับวันอย่างไร', en: 'How was this counted?' },
  'clock.receivedAt': { th: 'ถือว่ารับเมื่อ {day} เวลา {time}', en: 'Deemed received {day}, {time}' },
  'clock.missingYears': {
    th: 'ยังไม่มีวันหยุดของปี {years} วันครบกำหนดที่ตกในปีนั้นอาจเร็วกว่าความจริง',
    en: 'No holidays are entered for {years}: due dates in that time may be too early',
  },

  'clock.cell.filed': { th: 'รับ', en: 'In' },
  'clock.cell.off': { th: 'หยุด', en: 'Off' },
  'clock.cell.paused': { th: 'รอ', en: 'Wait' },
  'clock.cell.due': { th: 'ครบ', en: 'Due' },
  'clock.cell.late': { th: 'ช้า', en: 'Late' },

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
  'clock.why.extended': { th: 'นับเป็นวันที่ {n} เวลาที่ขยาย', en: 'Counted as day {n}, of the extension' },
  'clock.why.minutes': { th: 'นับเวลาทำการของวันนี้', en: 'The working time of this day is counted' },
  'clock.why.rolled': {
    th: 'วันครบกำหนดตรงกับวันหยุด จึงเลื่อนมาวันทำการถัดไป',
    en: 'The last day was a day off, so it moves to this working day',
  },
  'clock.why.atOnce': { th: 'เสร็จภายในวันที่รับคำขอ', en: 'Done on the day of receipt' },
  'clock.why.late': { th: 'เลยกำหนดมา {n} วัน', en: '{n} d past the due day' },
} as const satisfies Record<string, Text>
