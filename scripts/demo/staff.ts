import { randomBytes } from 'node:crypto'
import { ROLE_TEXTS } from '../../src/officers/officer.ts'
import type { Newcomer } from '../../src/officers/links.ts'
import type { Officers } from '../../src/officers/parts.ts'

/** Invented people. `example` is a name no mail can ever be sent to. */
const STAFF: Newcomer[] = [
  someone('อำนาจ ดูแลดี', 'นักวิชาการคอมพิวเตอร์', 'amnat', 'administrator', null),
  someone('ปราณี จัดสรร', 'เจ้าพนักงานธุรการ สำนักปลัดเทศบาล', 'pranee', 'triage', null),
  someone('สมหญิง ตรวจการ', 'นักวิชาการตรวจสอบภายใน', 'somying', 'auditor', null),
  someone('วิเชียร มั่นคง', 'ผู้อำนวยการกองช่าง', 'wichian', 'head', 'public-works'),
  someone('มาลี ช่างคิด', 'นายช่างโยธา', 'malee', 'officer', 'public-works'),
  someone('ธนา สว่างไฟ', 'นายช่างไฟฟ้า', 'thana', 'officer', 'public-works'),
  someone('จันทร์เพ็ญ รักษ์ดี', 'ผู้อำนวยการกองสาธารณสุขและสิ่งแวดล้อม', 'chanpen', 'head', 'health'),
  someone('อนันต์ ใสสะอาด', 'นักวิชาการสาธารณสุข', 'anan', 'officer', 'health'),
  someone('สุดา นับถ้วน', 'ผู้อำนวยการกองคลัง', 'suda', 'head', 'treasury'),
  someone('ประเสริฐ เก็บดี', 'เจ้าพนักงานพัสดุ', 'prasert', 'officer', 'treasury'),
  someone('กมล ประสานใจ', 'หัวหน้าสำนักปลัดเทศบาล', 'kamon', 'head', 'clerk'),
  someone('วิภา บริการ', 'นักพัฒนาชุมชน', 'wipha', 'officer', 'clerk'),
]

function someone(
  name: string,
  title: string,
  account: string,
  role: Newcomer['role'],
  division: string | null,
): Newcomer {
  return { name, title, email: `${account}@sala.example`, role, division }
}

/** Everybody comes in by a link, as in an office; what is returned is one line for each, ready to be shown. */
export async function hire({ links }: Officers): Promise<string[]> {
  const lines: string[] = []
  for (const newcomer of STAFF) {
    const { issued } = await links.invite(null, newcomer)
    const guest = await links.find(issued.address.split('/').at(-1) ?? '')
    if (!guest) throw new Error('an invitation opens nothing')
    const password = `sala-${randomBytes(6).toString('hex')}`
    await links.accept(guest, password)
    const role = ROLE_TEXTS[newcomer.role].th
    lines.push([role, newcomer.name, newcomer.email, password].join('  ·  '))
  }
  return lines
}
