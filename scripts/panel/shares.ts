import { LINES, type ReadShares } from '../../src/whistle/printed-share.ts'

/** Which line of the typed shares is to be compared with the paper, and what is wrong with it. */
export function shareFault({ line, fault }: Exclude<ReadShares, { shares: string[] }>): string {
  return {
    length: `บรรทัดที่ ${line}: ต้องมี 6 กลุ่ม กลุ่มละ 4 ตัว / Line ${line}: it takes 6 groups of 4 letters`,
    check: `บรรทัดที่ ${line}: มีตัวที่พิมพ์ผิด โปรดเทียบกับกระดาษ / Line ${line}: a letter is wrong; compare it with the paper`,
    order: `บรรทัดที่ ${line}: สลับบรรทัด / Line ${line}: the lines are not in their order`,
    missing: `ส่วนสุดท้ายไม่ครบ ${LINES} บรรทัด / The last share has fewer than ${LINES} lines`,
  }[fault]
}
