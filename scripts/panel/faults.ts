import { FEWEST_READERS, rosterFaults, type Roster } from '../../src/whistle/roster.ts'
import { GRANT_SLOTS } from '../../src/whistle/seal.ts'

/** What `rosterFaults` says before the colon, in Thai; `{}` is what stands behind it. */
const IN_THAI: Record<string, string> = {
  'position twice': 'ตำแหน่งซ้ำ: {}',
  'member twice': 'ผู้รับเรื่องซ้ำ: {}',
  'two members with one key': 'ผู้รับเรื่องสองคนใช้กุญแจดอกเดียวกัน',
  'no such position': 'ไม่มีตำแหน่ง {} ในบัญชี',
  'no position': 'ยังไม่ได้ระบุตำแหน่งของ {}: เติม --post {}=<ตำแหน่ง>',
  'an administrator may not read': 'ผู้ดูแลระบบเป็นผู้รับเรื่องไม่ได้: {}',
  'no rule for': 'ตำแหน่ง {} ไม่มีกฎว่าใครต้องไม่เห็นเรื่อง',
  [`more than ${GRANT_SLOTS} members`]: `ผู้รับเรื่องเกิน ${GRANT_SLOTS} คน`,
  'fewer than two members': `ผู้รับเรื่องไม่ถึง ${FEWEST_READERS} คน`,
  'an escrow needs three holders': 'กุญแจสำรองต้องระบุผู้ถือสามตำแหน่ง',
}

/** What is wrong with a roster, in Thai and English, a line each. */
export function faultsOf(roster: Roster): string[] {
  return rosterFaults(roster, GRANT_SLOTS).map((fault) => {
    const [kind = '', what = ''] = fault.split(': ')
    const thai = IN_THAI[kind]
    return thai ? `${thai.replaceAll('{}', what)} / ${fault}` : fault
  })
}
