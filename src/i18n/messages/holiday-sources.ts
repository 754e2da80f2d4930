import type { Text } from '../text.ts'

/** Where the holidays that come with the program were found; the English is what stands beside each of them. */
export const holidaySources = {
  'holiday.source.list2568': {
    th: 'รายการวันหยุด พ.ศ. 2568 ที่หน่วยงานภายนอกเผยแพร่ โปรดตรวจกับประกาศสำนักเลขาธิการคณะรัฐมนตรี',
    en: 'List of the holidays of พ.ศ. 2568 published by a third party; check against the Cabinet notice',
  },
  'holiday.source.lists2569': {
    th: 'รายการวันหยุด พ.ศ. 2569 ที่หน่วยงานภายนอกเผยแพร่ ฉบับหนึ่งอ้างสำนักเลขาธิการคณะรัฐมนตรี โปรดตรวจกับประกาศ',
    en: 'Lists of the holidays of พ.ศ. 2569 published by third parties, one naming the Secretariat of the Cabinet; check against the Cabinet notice',
  },
  'holiday.source.added2568': {
    th: 'ไม่อยู่ในรายการของ พ.ศ. 2568 ที่ใช้ เพิ่มจากความรู้ทั่วไป รอยืนยันกับประกาศ',
    en: 'Not on the list of พ.ศ. 2568 used here; added from general knowledge, awaiting confirmation against the Cabinet notice',
  },
  'holiday.source.press': {
    th: 'ข่าวมติคณะรัฐมนตรีเรื่องวันที่ 2 มกราคม 2569 โปรดตรวจกับประกาศ',
    en: 'Press report of the Cabinet resolution on 2 January 2569; check against the Cabinet notice',
  },
  'holiday.source.conflict': {
    th: 'รายการของ พ.ศ. 2569 ไม่ตรงกัน สี่ฉบับว่า 13 พฤษภาคม สองฉบับว่า 11 พฤษภาคม ซึ่งฉบับหนึ่งอ้างสำนักเลขาธิการคณะรัฐมนตรี รอยืนยัน',
    en: 'The lists of พ.ศ. 2569 conflict: four say 13 May, two say 11 May, one of these naming the Secretariat of the Cabinet; awaiting confirmation',
  },
  'holiday.source.bangkok': {
    th: 'รายการของ พ.ศ. 2569 สองฉบับให้หยุดเฉพาะกรุงเทพมหานคร โปรดตรวจกับประกาศ',
    en: 'Two of the lists of พ.ศ. 2569 give this day for Bangkok only; check against the Cabinet notice',
  },
} as const satisfies Record<string, Text>
