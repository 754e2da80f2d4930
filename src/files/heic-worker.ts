import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { MOST_MEGAPIXELS, type Source } from './faults.ts'
import type { HeicAnswer } from './heic.ts'

/** The parts of `libheif-js` that are used; it may be missing, so its own types cannot be. */
type Library = {
  ready?: Promise<unknown>
  HeifDecoder: new () => { decode: (bytes: Uint8Array) => Picture[] }
}
type Pixels = { data: Uint8ClampedArray; width: number; height: number }
type Picture = {
  get_width: () => number
  get_height: () => number
  is_primary: () => boolean
  display: (into: Pixels, done: (pixels: Pixels | null) => void) => void
}

/** The thread of `heicToJpeg`: one picture in, its pixels or a fault out. */
const library = await load()
const answer: HeicAnswer = library ? await decode(library, bytesOf(workerData as Source)) : { fault: 'heic' }
parentPort?.postMessage(answer, 'data' in answer ? [answer.data.buffer as ArrayBuffer] : [])

function bytesOf(from: Source): Uint8Array {
  return typeof from === 'string' ? readFileSync(from) : from
}

async function load(): Promise<Library | undefined> {
  const library: string = 'libheif-js/wasm-bundle.js'
  try {
    return ((await import(library)) as { default: Library }).default
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return undefined
    throw error
  }
}

async function decode({ ready, HeifDecoder }: Library, bytes: Uint8Array): Promise<HeicAnswer> {
  await ready
  const pictures = new HeifDecoder().decode(bytes)
  const picture = pictures.find((one) => one.is_primary()) ?? pictures[0]
  if (!picture) return { fault: 'unreadable' }
  const [width, height] = [picture.get_width(), picture.get_height()]
  if (width * height > MOST_MEGAPIXELS * 1_000_000) return { fault: 'tooManyPixels' }
  const into = { data: new Uint8ClampedArray(width * height * 4), width, height }
  const drawn = await new Promise<Pixels | null>((done) => picture.display(into, done))
  return drawn ? { data: new Uint8Array(drawn.data.buffer), width, height } : { fault: 'unreadable' }
}
