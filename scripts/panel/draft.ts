import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Text } from '../../src/i18n/text.ts'
import type { Roster } from '../../src/whistle/roster.ts'
import type { Whistle } from '../../src/whistle/whistle.ts'
import { Wrong } from '../operator.ts'
import { faultsOf } from './faults.ts'
import { positionOf, positionTable } from './posts.ts'

type Choices = { post: string[]; escrow: string[]; basis?: string }

/**
 * Writes the roster that is carried to the offline machine: the last one with everybody who has keys here, their posts
 * and the escrow's holders as given, by id or title. Wrong, and nothing written, where it could not be signed as it is:
 * nobody is to walk there for nothing.
 */
export async function writeDraft(
  panel: Whistle['panel'],
  out: string,
  choices: Choices,
  municipality: Text,
): Promise<number> {
  const basis = choices.basis === undefined ? undefined : readBasis(choices.basis)
  const draft = await panel.draft(basis)
  const postsIn = (list: string[]) => list.map((word) => positionOf(draft.positions, word))
  const posts = new Map(
    choices.post.map((word) => {
      const [id, list] = pairOf(word, '--post <id>=<post>,<post>')
      return [id, postsIn(list)]
    }),
  )
  const unknown = [...posts.keys()].filter((id) => !draft.members.some((member) => member.id === id))
  if (unknown.length > 0) throw new Wrong(`ยังไม่ได้ตั้งกุญแจ / has no keys here: ${unknown.join(', ')}`)
  const escrows = choices.escrow.map((word) => {
    const [name, holders] = pairOf(word, '--escrow <escrow.txt>=<post>,<post>,<post>')
    return { recipient: recipientIn(name), holders: postsIn(holders) }
  })
  const roster: Roster = {
    ...draft,
    municipality: draft.municipality.th === '' ? municipality : draft.municipality,
    members: draft.members.map((member) => ({
      ...member,
      positions: posts.get(member.id) ?? member.positions,
    })),
    ...(escrows.length > 0 && { escrows }),
  }
  const faults = faultsOf(roster)
  if (faults.length > 0)
    throw new Wrong(
      `ยังไม่ได้เขียนบัญชี แก้ก่อน / Nothing is written; put right first:\n- ${faults.join('\n- ')}\n` +
        `ตำแหน่ง ใช้รหัสหรือชื่อก็ได้ / posts, by id or title:\n${positionTable(roster.positions)}`,
    )
  writeFileSync(out, `${JSON.stringify(roster, null, 2)}\n`)
  console.log(`เขียนแล้ว / written: ${out}  (${roster.members.length} คน / members, version ${roster.version})`)
  if (roster.escrows.length === 0) console.log(NO_ESCROW)
  console.log('ต่อไป: นำไปเครื่องที่ไม่ต่อเครือข่าย / next, on the offline machine: npm run ceremony -- show')
  return 0
}

const NO_ESCROW =
  'ไม่มีกุญแจสำรอง: หากทุกคนลืมวลีลับและรหัสกู้คืน เรื่องจะเปิดไม่ได้อีก / No escrow: if everybody loses passphrase and recovery code, nothing can be opened'

function readBasis(file: string): Partial<Roster> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Partial<Roster>
  } catch {
    throw new Wrong(`อ่านแฟ้มนี้ไม่ได้ / This file cannot be read: ${file}`)
  }
}

function recipientIn(file: string): string {
  const text = existsSync(file) ? readFileSync(file, 'utf8').trim() : file
  if (/^age1[0-9a-z]{58}$/.test(text)) return text
  throw new Wrong(`ไม่ใช่แฟ้ม escrow.txt จากพิธี / This is not an escrow.txt of the ceremony: ${file}`)
}

function pairOf(word: string, form: string): [string, string[]] {
  const [name = '', list = ''] = word.split('=')
  if (name === '' || list === '') throw new Wrong(`${form}: ${word}`)
  return [name.trim(), list.split(',').map((each) => each.trim())]
}
