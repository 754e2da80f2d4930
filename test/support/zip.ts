import { crc32, inflateRawSync } from 'node:zlib'

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50

/** A zip archive of files as they are, not packed. */
export function zipOf(files: Record<string, string>): Buffer {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(files)) {
    const [nameBytes, bytes] = [Buffer.from(name), Buffer.from(text)]
    const about = aboutFile(nameBytes, bytes)
    const local = Buffer.concat([numbers([LOCAL, 4], [20, 2]), about, nameBytes, bytes])
    const place = numbers([0, 2], [0, 2], [0, 2], [0, 4], [at, 4])
    centrals.push(Buffer.concat([numbers([CENTRAL, 4], [20, 2], [20, 2]), about, place, nameBytes]))
    locals.push(local)
    at += local.length
  }
  const list = Buffer.concat(centrals)
  const count = centrals.length
  const end = numbers([END, 4], [0, 2], [0, 2], [count, 2], [count, 2], [list.length, 4], [at, 4], [0, 2])
  return Buffer.concat([...locals, list, end])
}

/** What an archive holds, by name; as its own list at the end says. */
export function unzipped(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  const end = zip.lastIndexOf(numbers([END, 4]))
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [size, nameLength] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28)]
    const local = zip.readUInt32LE(at + 42)
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const bytes = zip.subarray(from, from + size)
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    files.set(name, zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(bytes) : bytes)
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return files
}

/** The part that both headers of a file share: not packed, on 4 December 2026. */
function aboutFile(name: Buffer, bytes: Buffer): Buffer {
  return numbers(
    ...([
      [0, 2],
      [0, 2],
      [0, 2],
      [0x5d84, 2],
    ] as const),
    ...([
      [crc32(bytes), 4],
      [bytes.length, 4],
      [bytes.length, 4],
    ] as const),
    ...([
      [name.length, 2],
      [0, 2],
    ] as const),
  )
}

function numbers(...fields: (readonly [value: number, size: number])[]): Buffer {
  return Buffer.concat(
    fields.map(([value, size]) => {
      const bytes = Buffer.alloc(size)
      bytes.writeUIntLE(value, 0, size)
      return bytes
    }),
  )
}
