import type { Bytes } from './primitives.ts'

type Buffered<Row> = { [Name in keyof Row]: Row[Name] extends Bytes | undefined ? Buffer : Row[Name] }

/** The database driver takes Buffers; libsodium gives plain arrays. */
export function buffered<Row extends object>(row: Row): Buffered<Row> {
  const fields = Object.entries(row).map(([name, value]: [string, unknown]) => [
    name,
    value instanceof Uint8Array && !Buffer.isBuffer(value) ? Buffer.from(value) : value,
  ])
  return Object.fromEntries(fields) as Buffered<Row>
}
