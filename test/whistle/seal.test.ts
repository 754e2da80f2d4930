import fc from 'fast-check'
import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { openFile, padme, sealFile } from '../../src/whistle/file-seal.ts'
import { keyPair, pad, random, unpad, utf8 } from '../../src/whistle/primitives.ts'
import {
  BLOCK,
  GRANT_BYTES,
  GRANT_SLOTS,
  openEntry,
  openGrants,
  sealEntry,
  sealGrants,
} from '../../src/whistle/seal.ts'
import { allOf, piecesOf } from './support.ts'

test('each reader opens the key, nobody else does, and one reader looks like eight', () => {
  const [reportKey, pairs] = [random(32), Array.from({ length: GRANT_SLOTS }, () => keyPair())]
  for (let n = 1; n <= GRANT_SLOTS; n++) {
    const grants = sealGrants(
      reportKey,
      pairs.slice(0, n).map(({ publicKey }) => publicKey),
    )
    expect(grants).toHaveLength(GRANT_SLOTS * GRANT_BYTES)
    const found = pairs.map((pair) => openGrants(grants, pair)?.reportKey)
    expect(found.map((key) => key && Buffer.compare(key, reportKey) === 0)).toEqual(
      pairs.map((_, at) => (at < n ? true : undefined)),
    )
  }
  expect(() =>
    sealGrants(
      reportKey,
      Array.from({ length: 9 }, () => keyPair().publicKey),
    ),
  ).toThrow(RangeError)
})

test('an entry opens in its own place only', () => {
  const [key, place] = [random(32), { reportId: 'a', epoch: 1, seq: 2, role: 'panel' as const }]
  const sealed = sealEntry(key, place, 'ข้อความ')
  expect(openEntry(key, place, sealed)).toBe('ข้อความ')
  expect(openEntry(random(32), place, sealed)).toBeUndefined()
  for (const other of [{ reportId: 'b' }, { epoch: 2 }, { seq: 3 }, { role: 'reporter' as const }])
    expect(openEntry(key, { ...place, ...other }, sealed)).toBeUndefined()
  for (let at = 0; at < sealed.length; at += 97) {
    const changed = Uint8Array.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(openEntry(key, place, changed)).toBeUndefined()
  }
})

test('texts of many lengths have few sizes, and come back whole', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 9000 }), (text) => {
      const padded = pad(utf8(text), BLOCK, 2 * BLOCK)
      expect(padded.length % BLOCK).toBe(0)
      expect(padded.length).toBeGreaterThanOrEqual(2 * BLOCK)
      expect(Buffer.from(unpad(padded)!).toString()).toBe(Buffer.from(utf8(text)).toString())
    }),
    { numRuns: 100 },
  )
})

test('a file of any length comes back as it was, in however many pieces it came', async () => {
  for (const size of [0, 1, 4095, 4096, 65_535, 65_536, 65_537, 131_072, 200_001]) {
    const bytes = randomBytes(size)
    const { bytes: sealed, facts } = sealFile(piecesOf(bytes, 7001), {
      name: 'ใบเสร็จ.pdf',
      type: 'a/b',
      mostBytes: 1e6,
    })
    const all = await allOf(sealed)
    expect(all.length).toBeLessThan(padme(Math.max(size, 4096)) + 3000)
    for (const piece of [999, 70_000])
      expect(Buffer.compare(await allOf(openFile(piecesOf(all, piece), facts())), bytes)).toBe(0)
  }
})

test('files of nearly the same length have the same size, at most an eighth longer', async () => {
  const sizeOf = async (length: number) => {
    const { bytes } = sealFile(Readable.from([randomBytes(length)]), { name: 'a', type: 'b', mostBytes: 1e8 })
    return (await allOf(bytes)).length
  }
  expect(await sizeOf(1)).toBe(await sizeOf(4000))
  expect(await sizeOf(1_000_000)).toBe(await sizeOf(1_000_500))
  for (let length = 4096; length < 30_000_000; length = Math.ceil(length * 1.37))
    expect(padme(length) / length).toBeLessThan(1.125)
})

test('another name, type or size than was sealed is refused at the end', async () => {
  const { bytes, facts } = sealFile(Readable.from([utf8('abc')]), { name: 'a', type: 'b', mostBytes: 10 })
  const all = await allOf(bytes)
  for (const change of [{ name: 'c' }, { type: 'c' }, { size: 2 }, { size: 5000 }])
    await expect(allOf(openFile(piecesOf(all), { ...facts(), ...change }))).rejects.toThrow(
      'changed or cut off',
    )
})
