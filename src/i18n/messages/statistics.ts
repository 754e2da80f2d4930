import type { Text } from '../text.ts'

/** The public page of how many reports of wrongdoing came in, and what became of them. */
export const statisticsMessages: Record<string, Text> = {
  'stats.title': { th: 'สถิติการแจ้งเบาะแสการทุจริต', en: 'Reports of wrongdoing in figures' },
  'stats.lead': {
    th: 'จำนวนเรื่องที่แจ้งผ่านช่องทางไม่เปิดเผยชื่อของเทศบาล เฉพาะช่วงเวลาที่สิ้นสุดแล้ว',
    en: 'Reports that came through the municipality’s anonymous channel, of times that are over.',
  },
  'stats.link': { th: 'สถิติการแจ้งเบาะแส', en: 'Reports in figures' },
  'stats.notOpen': {
    th: 'ช่องทางนี้ยังไม่เปิดรับเรื่อง ตัวเลขจึงยังเป็นศูนย์',
    en: 'The channel is not open yet, so the figures are zero.',
  },
  'stats.caption': {
    th: 'เรื่องที่ได้รับและผล แยกตามปีงบประมาณ',
    en: 'Reports received and their outcome, by fiscal year',
  },
  'stats.year': { th: 'ปีงบประมาณ', en: 'Fiscal year' },
  'stats.yearName': { th: 'พ.ศ. {year}', en: 'B.E. {year}' },
  'stats.halfName': {
    th: 'พ.ศ. {year} หกเดือนแรก (ต.ค.–มี.ค.)',
    en: 'B.E. {year}, first six months (October–March)',
  },
  'stats.when': { th: 'ตัวเลขแสดงเมื่อใด', en: 'When figures are shown' },
  'stats.when.text': {
    th: 'ตัวเลขของหกเดือนแรกแสดงตั้งแต่ 20 เมษายน ให้ทันการประเมิน ITA และของทั้งปีตั้งแต่ 30 ตุลาคม วันเหล่านี้เหมือนกันทุกปี ไม่ว่าจะมีเรื่องหรือไม่ เพื่อไม่ให้ใครรู้จากตัวเลขว่าเพิ่งมีเรื่องเข้ามา',
    en: 'Figures of the first six months are shown from 20 April, in time for the transparency assessment, and those of a whole year from 30 October. These days are the same every year, whether or not anything came, so that nobody can tell from a figure that a report has just come.',
  },
  'stats.from': { th: 'แสดงตั้งแต่', en: 'shown from' },
  'stats.received': { th: 'ได้รับ', en: 'Received' },
  'stats.closed': { th: 'พิจารณาเสร็จ', en: 'Closed' },
  'stats.outcomes': { th: 'ผลของเรื่องที่พิจารณาเสร็จ', en: 'Outcome of those closed' },
  'stats.fewer': { th: 'น้อยกว่า {n}', en: 'fewer than {n}' },
  'stats.range': { th: '{least}–{most}', en: '{least}–{most}' },
  'stats.withYear': { th: 'แสดงพร้อมตัวเลขทั้งปี', en: 'shown with the whole year' },
  'stats.hidden': { th: 'ไม่แสดง เพราะจำนวนน้อย', en: 'not shown: too few' },
  'stats.outcomeLine': { th: '{name} {n} เรื่อง', en: '{name}: {n}' },
  'stats.nothingClosed': { th: 'ไม่มีเรื่องที่พิจารณาเสร็จ', en: 'none closed' },
  'stats.counted': { th: 'ตัวเลขนี้นับอะไร', en: 'What is counted' },
  'stats.counted.in': {
    th: 'นับทุกเรื่องที่ส่งผ่านช่องทางนี้ ตามวันที่ได้รับ รวมเรื่องที่พ้นกำหนดเก็บและลบไปแล้ว ปีงบประมาณเริ่ม 1 ตุลาคม',
    en: 'Every report sent through this channel, by the day it came, also those whose time is over and that have been destroyed. A fiscal year begins on 1 October.',
  },
  'stats.counted.out': {
    th: 'ไม่นับข้อความที่ไม่ใช่การแจ้งเรื่อง เช่น โฆษณา และไม่นับเรื่องที่แจ้งด้วยวิธีอื่นหรือแจ้งหน่วยงานภายนอกโดยตรง เทศบาลไม่ทราบจำนวนเรื่องเหล่านั้น',
    en: 'Messages that report nothing, such as advertising, are left out, and so is what was told in other ways or straight to outside bodies: the municipality does not know how many those are.',
  },
  'stats.small': { th: 'ทำไมไม่แสดงจำนวนน้อย', en: 'Why small numbers are hidden' },
  'stats.small.text': {
    th: 'ในหน่วยงานเล็ก ตัวเลข 1–{most} อาจทำให้เดาได้ว่าใครเป็นผู้แจ้งหรือผู้ถูกแจ้ง จึงแสดงเพียง “น้อยกว่า {n}” หรือช่วงของตัวเลข และไม่แสดงตัวเลขอื่นที่ใช้คำนวณย้อนกลับได้ ไม่แยกตามส่วนงานหรือตำแหน่งด้วยเหตุเดียวกัน',
    en: 'In a small office a number from 1 to {most} could point at who reported or who was reported. It is shown as “fewer than {n}” or as a range, and no number is shown that it could be worked out from. For the same reason nothing is split by division or post.',
  },
  'stats.data': { th: 'ข้อมูลเปิด (JSON)', en: 'Open data (JSON)' },
  'stats.report': { th: 'แจ้งเบาะแส', en: 'Report wrongdoing' },
}
