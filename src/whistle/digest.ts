import type { IsoDay } from '../calendar/dates.ts'

export type DigestLetter = { subject: string; text: string }

/**
 * The panel's daily letter: the same subject, words and length every day, whether or not anything came, since whoever
 * sees the letters pass, and a member who is kept out of a report, must learn nothing from them. `tip` is the
 * log's last mark: it changes every day, and two of them show whether lines of the log have been cut off.
 */
export function digestLetter(day: IsoDay, tip: string, panelAddress: string): DigestLetter {
  return {
    subject: 'ประจำวัน: งานที่รอท่านในระบบ / Daily: your work in the system',
    text: [
      'โปรดเข้าสู่ระบบเพื่อดูงานที่รอท่าน จดหมายนี้ส่งทุกวันไม่ว่ามีงานใหม่หรือไม่',
      'Please sign in to see what waits for you. This letter is sent every day, whether or not there is anything new.',
      panelAddress,
      `${day} · ${tip}`,
      '',
    ].join('\n\n'),
  }
}
