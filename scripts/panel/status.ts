import type { Whistle } from '../../src/whistle/whistle.ts'

const FAULTS = {
  missing: 'ยังไม่มีบัญชีที่ลงนาม หรือยังไม่ได้ pin / no signed roster, or no pin',
  badSignature: 'ลายมือชื่อบนบัญชีไม่ตรงกับ pin / the roster is not signed with the pinned key',
  tooOld: 'บัญชีเก่ากว่าที่ pin กำหนด / the roster is older than the pin allows',
  malformed: 'บัญชีเสียหาย / the roster is damaged',
}

/** Who is here, and whether what is in the database is what was signed. 1 where somebody has to act. */
export async function showStatus(panel: Whistle['panel']): Promise<number> {
  const [state, whole, deeds] = [await panel.state(), await panel.log.isWhole(), await panel.log.ofPanel()]
  const onRoster = new Set('panel' in state ? state.panel.present.map(({ id }) => id) : [])
  for (const { id, name, fingerprint, waiting } of await panel.fingerprints()) {
    say(`${onRoster.has(id) ? '✓' : '–'} ${id}  ${name}\n    ${fingerprint}`)
    if (waiting) say(`    กุญแจใหม่ รอบัญชี / new keys, waiting for a roster: ${waiting}`)
  }
  if ('fault' in state) say(`ช่องทางปิดอยู่ / THE CHANNEL IS SHUT: ${FAULTS[state.fault]}`)
  else sayRoster(state)
  const digest = deeds.findLast(({ what }) => what === 'digestMade')
  say(`จดหมายประจำวันล่าสุด / last daily letter: ${digest?.day ?? '–'}`)
  say(whole ? 'บันทึกครบถ้วน / the log is whole' : 'บันทึกถูกแก้ไข / THE LOG HAS BEEN CHANGED')
  const lost = await panel.unopenable()
  if (lost > 0)
    say(
      `${lost} เรื่องเปิดไม่ได้: ไม่มีกุญแจใน shred.db – นำ shred.db จากที่เก็บกุญแจกลับมา ก่อนคืนนี้ / REPORTS THAT CANNOT BE OPENED: ${lost}, for want of their keys in shred.db; put the newest copy of it back, before tonight`,
    )
  const isOpen = 'panel' in state && state.panel.swapped.length === 0 && state.panel.present.length > 1
  return whole && isOpen && lost === 0 ? 0 : 1
}

type State = Extract<Awaited<ReturnType<Whistle['panel']['state']>>, { panel: unknown }>

function sayRoster({ panel: { roster, present, swapped }, absent }: State) {
  const [version, here] = [roster.version, present.length]
  const isOpen = here > 1
  say(
    `${isOpen ? 'ช่องทางเปิดรับเรื่อง / the channel is open' : 'ช่องทางปิดอยู่ / THE CHANNEL IS SHUT'}: บัญชีรุ่นที่ ${version} (${roster.signedOn}) · ${here} คน / members`,
  )
  if (swapped.length > 0)
    say(
      `กุญแจไม่ตรงบัญชี / KEYS THAT WERE NOT SIGNED: ${swapped.join(', ')} – ตั้งกุญแจใหม่และรอบัญชีใหม่ หรือมีผู้แก้ฐานข้อมูล`,
    )
  if (absent.length > 0) say(`อยู่ในบัญชีแต่ไม่มีกุญแจ / on the roster without keys: ${absent.join(', ')}`)
}

const say = (text: string) => console.log(text)
