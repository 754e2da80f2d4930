import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { keep } from './cache-folder.ts'
import { stylesheet } from './stylesheet.ts'

const HERE = import.meta.dirname
const FONTS = join(HERE, '../../node_modules/@fontsource')

const FONT_FILES = [
  'noto-sans-thai-looped-thai-400-normal',
  'noto-sans-thai-looped-latin-400-normal',
  'noto-sans-thai-looped-thai-600-normal',
  'noto-sans-thai-looped-latin-600-normal',
  'sarabun-thai-600-normal',
  'sarabun-latin-600-normal',
]

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

export type Asset = { type: string; plain: Buffer; gzip?: Buffer; br?: Buffer }

/** Every file a page loads, in memory, under an address that changes with its content. */
export type Assets = {
  /** The address of an asset (`main.css`, `client/form.js`). Throws on an unknown name. */
  url: (name: string) => string
  find: (path: string) => Asset | undefined
}

/** `logo` is the path of the municipality's own SVG or PNG; null shows our pavilion. */
export async function makeAssets(cacheFolder: string, logo: string | null): Promise<Assets> {
  const byPath = new Map<string, Asset>()
  const urls = new Map<string, string>()
  const add = async (name: string, plain: Buffer, stamp = digest(plain)) => {
    const path = `/assets/${stamp}/${name}`
    urls.set(name, path)
    byPath.set(path, await asset(name, plain, cacheFolder))
  }
  const url = (name: string) => {
    const path = urls.get(name)
    if (path === undefined) throw new Error(`no asset named ${name}`)
    return path
  }

  for (const name of FONT_FILES) {
    await add(`fonts/${name}.woff2`, readFileSync(join(FONTS, familyOf(name), 'files', `${name}.woff2`)))
  }
  const picture = logo ?? join(HERE, 'art/seal.svg')
  const logoName = `logo${extname(picture).toLowerCase()}`
  await add(logoName, readFileSync(picture))
  urls.set('logo', url(logoName))

  // One stamp for all modules, so that they may import each other by relative addresses.
  const modules = readdirSync(join(HERE, 'client'))
    .filter((name) => name.endsWith('.js'))
    .map((name) => ({ name: `client/${name}`, bytes: readFileSync(join(HERE, 'client', name)) }))
  const stamp = digest(Buffer.concat(modules.map(({ bytes }) => bytes)))
  for (const { name, bytes } of modules) await add(name, bytes, stamp)

  const sheets = (['main', 'desk'] as const).map(async (sheet) => ({
    sheet,
    css: await stylesheet(cacheFolder, sheet),
  }))
  for (const { sheet, css } of await Promise.all(sheets)) {
    await add(`${sheet}.css`, Buffer.from(css.replace(/asset:([\w/.-]+)/g, (_, name: string) => url(name))))
  }
  return { url, find: (path) => byPath.get(path) }
}

async function asset(name: string, plain: Buffer, cacheFolder: string): Promise<Asset> {
  const type = TYPES[extname(name)] ?? 'application/octet-stream'
  if (!/^(text|image\/svg)/.test(type)) return { type, plain }
  const key = digest(plain)
  return {
    type,
    plain,
    gzip: await keep(cacheFolder, `${key}.gz`, () => gzipSync(plain, { level: 9 })),
    br: await keep(cacheFolder, `${key}.br`, () => brotliCompressSync(plain)),
  }
}

const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex').slice(0, 12)

const familyOf = (name: string): string => name.replace(/-(thai|latin)-\d+-normal$/, '')
