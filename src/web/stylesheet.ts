import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { keep } from './cache-folder.ts'

const FOLDER = join(import.meta.dirname, 'styles')
const MODULES = join(import.meta.dirname, '../../node_modules')

/** The compiled stylesheet, remembered in `cacheFolder` until a source or a compiler changes. */
export async function stylesheet(cacheFolder: string): Promise<string> {
  const css = await keep(cacheFolder, `${fingerprint()}.css`, async () => {
    // A second of loading: only when there is something to compile.
    const { compile } = await import('sass')
    const file = join(FOLDER, 'main.scss')
    return Buffer.from(compile(file, { loadPaths: [MODULES], style: 'compressed', quietDeps: true }).css)
  })
  return css.toString('utf8')
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(FOLDER).sort()) hash.update(name).update(readFileSync(join(FOLDER, name)))
  for (const name of ['sass', 'govuk-frontend']) {
    hash.update(readFileSync(join(MODULES, name, 'package.json')))
  }
  return hash.digest('hex').slice(0, 20)
}
