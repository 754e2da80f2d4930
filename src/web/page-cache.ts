import { createHash } from 'node:crypto'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

export type CachedPage = { etag: string; plain: Buffer; gzip: () => Buffer; br: () => Buffer }

/** Rendered public pages, the least recently made thrown out first. Never for pages about a person. */
export type PageCache = {
  get: (key: string) => CachedPage | undefined
  keep: (key: string, html: string) => CachedPage
  /** After the catalogue or the settings changed. */
  clear: () => void
}

export function makePageCache(most = 400): PageCache {
  const pages = new Map<string, CachedPage>()
  return {
    get: (key) => pages.get(key),
    clear: () => pages.clear(),
    keep(key, html) {
      if (pages.size >= most) pages.delete(pages.keys().next().value ?? '')
      const page = packed(html)
      pages.set(key, page)
      return page
    },
  }
}

function packed(html: string): CachedPage {
  const plain = Buffer.from(html)
  const once = (make: () => Buffer) => {
    let made: Buffer | undefined
    return () => (made ??= make())
  }
  return {
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 20)}"`,
    plain,
    gzip: once(() => gzipSync(plain)),
    br: once(() => brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } })),
  }
}
