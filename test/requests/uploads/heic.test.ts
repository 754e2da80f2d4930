import { createRequire } from 'node:module'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { UploadRules } from '../../../src/requests/uploads/faults.ts'
import { makeReceiver } from '../../../src/requests/uploads/receive.ts'
import { makeFileStore } from '../../../src/storage/files.ts'
import { fileOf, folder, partOf } from '../../support/files.ts'

/** 64 by 48 pixels, red above and blue below, made for this test with an HEVC encoder. */
const heic = Buffer.from(
  [
    'AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAvxtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAA',
    'AAAAAAAAAA5waXRtAAAAAAACAAAAGGlkYXQAAAAAAEAAMAAAAAAAQAAwAAAAYGlsb2MBAAAAREAABAABAAAAAAAAAyAA',
    'AQAAAAAAAAArAAIAAQAAAAAAAAABAAAAAAAAAAgAAwAAAAAAAANLAAEAAAAAAAAAEgAEAAEAAAAAAAAAAQAAAAgAAAAI',
    'AAAAYmlpbmYAAAAAAAQAAAAVaW5mZQIAAAEAAQAAaHZjMQAAAAAVaW5mZQIAAAAAAgAAZ3JpZAAAAAAVaW5mZQIAAAEA',
    'AwAAaHZjMQAAAAAVaW5mZQIAAAAABAAAZ3JpZAAAAAGxaXBycAAAAYRpcGNvAAAAdmh2Y0MBA3AAAAAAAAAAAAAe8AD8',
    '/fj4AAAPAyAAAQAYQAEMAf//A3AAAAMAkAAAAwAAAwAeugJAIQABACpCAQEDcAAAAwCQAAADAAADAB6gIIEFlurkprm4',
    'EBAwIAAAAwAgAAADACEiAAEABkQBwXPAiQAAABRpc3BlAAAAAAAAAEAAAABAAAAAFGlzcGUAAAAAAAAAQAAAADAAAAAQ',
    'cGl4aQAAAAADCAgIAAAAcWh2Y0MBBAgAAAAAAAAAAAAe8AD8/Pj4AAAPAyAAAQAXQAEMAf//BAgAAAMAn/gAAAMAAB66',
    'AkAhAAEAJkIBAQQIAAADAJ/4AAADAAAewIIEFlurkprmwIAAAAMAgAAAAwCEIgABAAZEAcFzwIkAAAAUaXNwZQAAAAAA',
    'AABAAAAAQAAAABRpc3BlAAAAAAAAAEAAAAAwAAAADnBpeGkAAAAAAQgAAAAnYXV4QwAAAAB1cm46bXBlZzpoZXZjOjIw',
    'MTU6YXV4aWQ6MQAAAAAlaXBtYQAAAAAAAAAEAAECgQIAAgIDhAADAoUGAAQDB4iJAAAANmlyZWYAAAAAAAAADmRpbWcA',
    'AgABAAEAAAAOZGltZwAEAAEAAwAAAA5hdXhsAAQAAQACAAAARW1kYXQAAAAnKAGvGYD3hEl/5yD+eRfwQM1eK+/5tTsr',
    'E+yzayu2yxS/0V+8NoN+AAAADigBrjPFMkvkfu4pL2E4',
  ].join(''),
  'base64',
)
const rules: UploadRules = { accept: ['jpg', 'heic'], maxBytes: 1_000_000 }
const hasDecoder = isInstalled('libheif-js')

async function receive(bytes: Uint8Array, accept = rules.accept) {
  const store = await makeFileStore(await folder())
  return { store, result: await makeReceiver(store)(partOf(bytes, 'IMG_0001.HEIC'), { ...rules, accept }) }
}

test('without a decoder an iPhone picture is refused with what to set on the telephone', async ({ skip }) => {
  if (hasDecoder) return skip('libheif-js is installed here')
  const { result } = await receive(heic)
  expect(result).toMatchObject({ ok: false, fault: 'heic' })
  expect(!result.ok && result.sentence.th).toContain('การตั้งค่า')
  expect(!result.ok && result.sentence.en).toContain('Most Compatible')
})

test('with a decoder an iPhone picture is kept as a JPEG of the same look', async ({ skip }) => {
  if (!hasDecoder) return skip('needs the package libheif-js')
  const { store, result } = await receive(heic, ['jpg'])
  if (!result.ok) throw new Error(`refused as ${result.fault}`)
  expect(result).toMatchObject({ name: 'IMG_0001.jpg', type: 'image/jpeg' })
  const { data, info } = await sharp(await fileOf(await buffer(store.open(result.sha256))))
    .raw()
    .toBuffer({ resolveWithObject: true })
  expect(info).toMatchObject({ width: 64, height: 48, channels: 3 })
  const [top, bottom] = [data.subarray((10 * 64 + 32) * 3), data.subarray((40 * 64 + 32) * 3)]
  expect([(top[0] ?? 0) > 200, (top[2] ?? 0) < 80, (bottom[0] ?? 0) < 80, (bottom[2] ?? 0) > 200]).toEqual(
    Array(4).fill(true),
  )
})

test('with a decoder a damaged iPhone picture is unreadable', async ({ skip }) => {
  if (!hasDecoder) return skip('needs the package libheif-js')
  const { result } = await receive(heic.subarray(0, heic.length / 2))
  expect(result).toMatchObject({ ok: false, fault: 'unreadable' })
})

test('an iPhone picture where only PDFs are asked for is of the wrong kind', async () => {
  expect((await receive(heic, ['pdf'])).result).toMatchObject({ ok: false, fault: 'wrongType' })
})

function isInstalled(name: string): boolean {
  try {
    return createRequire(import.meta.url).resolve(name) !== ''
  } catch {
    return false
  }
}
