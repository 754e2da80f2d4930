import type { Position } from '../../src/whistle/roster.ts'
import { Wrong } from '../operator.ts'

/** The position of this id or title, in Thai or English. Wrong, with the whole table, for a word that is none or several. */
export function positionOf(positions: Position[], typed: string): string {
  const word = plain(typed)
  const found = positions.filter(({ id, title }) => [id, title.th, title.en].map(plain).includes(word))
  const [only] = found
  if (only && found.length === 1) return only.id
  const many = `มีหลายตำแหน่งชื่อ “${typed}” โปรดใช้รหัส / Several positions are called “${typed}”; use the id`
  const none = `ไม่มีตำแหน่ง “${typed}” ในบัญชี / There is no position “${typed}”`
  throw new Wrong(`${found.length > 1 ? many : none}\n${positionTable(positions)}`)
}

/** A line each: `auditor = นักวิชาการตรวจสอบภายใน`. */
export const positionTable = (positions: Position[]): string =>
  positions.map(({ id, title }) => `  ${id} = ${title.th}`).join('\n')

/** `นักวิชาการตรวจสอบภายใน (auditor)`; an id that is not on the roster stands alone. */
export const titled =
  (positions: Position[]) =>
  (id: string): string => {
    const position = positions.find((each) => each.id === id)
    return position ? `${position.title.th} (${id})` : id
  }

const plain = (words: string) => words.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase()
