import { get } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'

type Coding = 'br' | 'gzip'

export type FirstVisit = {
  /** Bytes of bodies as they are sent: page, styles, scripts, pictures. */
  withoutFonts: number
  fonts: number
  /** Addresses on other hosts that the page or its styles name. */
  thirdParty: string[]
}

/** What a browser fetches for one page with an empty cache: all that the page and its styles name. */
export async function firstVisit(url: string, coding: Coding): Promise<FirstVisit> {
  const visit: FirstVisit = { withoutFonts: 0, fonts: 0, thirdParty: [] }
  const seen = new Set<string>()

  async function load(address: string, base: string): Promise<void> {
    if (address.startsWith('data:')) return
    const { href, origin } = new URL(address, base)
    if (origin !== new URL(url).origin) return void visit.thirdParty.push(href)
    if (seen.has(href)) return
    seen.add(href)
    const { bytes, text, type } = await fetchAs(href, coding)
    if (type.startsWith('font/')) visit.fonts += bytes
    else visit.withoutFonts += bytes
    for (const next of namedIn(text, type)) await load(next, href)
  }

  await load(url, url)
  return visit
}

/** Links that only a click follows are not fetched. Every font of the styles counts, though a page may need fewer. */
function namedIn(text: string, type: string): string[] {
  if (type.startsWith('text/html')) {
    const tags = text.match(/<(?:script|img|source|iframe|link)\b[^>]*>/g) ?? []
    const fetched = tags.filter(
      (tag) => !tag.startsWith('<link') || /rel="(?:stylesheet|icon|preload|modulepreload)"/.test(tag),
    )
    return fetched.flatMap((tag) => /\s(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? [])
  }
  if (type.startsWith('text/css'))
    return [...text.matchAll(/url\(["']?([^"')]+)/g)].map(([, address = '']) => address)
  if (type.startsWith('text/javascript'))
    return [...text.matchAll(/\bimport\b[^'"]*['"]([^'"]+)/g)].map(([, address = '']) => address)
  return []
}

function fetchAs(href: string, coding: Coding): Promise<{ bytes: number; text: string; type: string }> {
  return new Promise((resolve, reject) => {
    get(href, { headers: { 'accept-encoding': coding } }, (answer) => {
      const pieces: Buffer[] = []
      answer.on('data', (piece: Buffer) => pieces.push(piece))
      answer.on('end', () => {
        if (answer.statusCode !== 200) return reject(new Error(`${href}: ${answer.statusCode ?? 0}`))
        const body = Buffer.concat(pieces)
        const type = answer.headers['content-type'] ?? ''
        resolve({
          bytes: body.length,
          text: unpacked(body, answer.headers['content-encoding']).toString(),
          type,
        })
      })
    }).on('error', reject)
  })
}

function unpacked(body: Buffer, coding: string | undefined): Buffer {
  if (coding === 'br') return brotliDecompressSync(body)
  return coding === 'gzip' ? gunzipSync(body) : body
}
