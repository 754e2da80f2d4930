import type { Person } from './person.ts'

// Somchai's street light once more, for cases that are about something else.

export const APPLY = '/services/street-light-repair/apply'

/** Begins a new request; on its first page. */
export async function beginLight(person: Person) {
  await person.go(APPLY)
  await person.press('เริ่มกรอก')
}

/** From the first page to the page where everything is checked, in Thai. */
export async function answerLight(person: Person) {
  await person.choose('ดับ')
  await person.fill('จำนวนดวง', '2')
  await person.press('ถัดไป')
  await person.fill('จุดที่ไฟเสีย', 'หน้าวัดโป่งแดง')
  await person.press('ถัดไป')
  await person.press('ถัดไป')
  await person.fill('ชื่อ–สกุล', 'สมชาย ใจดี')
  await person.press('ถัดไป')
}

/** Ticks the declaration and sends; on the receipt. */
export async function sendLight(person: Person) {
  await person.choose(/^ข้าพเจ้าขอรับรอง/)
  await person.press('ส่งคำขอ')
}
