import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { keep } from './cache-folder.ts'

const FOLDER = join(import.meta.dirname, 'styles')
const MODULES = join(import.meta.dirname, '../../node_modules')

const MOST_BYTES = 10_000_000
const run = promisify(execFile)

/** `main` is on every page; `desk` is added to it on the officers' pages, so that residents do not wait for it. */
export type Sheet = 'main' | 'desk'

/** A compiled stylesheet, remembered in `cacheFolder` until a source or a compiler changes. */
export async function stylesheet(cacheFolder: string, sheet: Sheet): Promise<string> {
  const css = await keep(cacheFolder, `${fingerprint()}-${sheet}.css`, async () => {
    // In a process of its own, which takes the compiler's memory away with it.
    const compiler = join(MODULES, 'sass/sass.js')
    const options = [`--load-path=${MODULES}`, '--style=compressed', '--quiet-deps', '--no-source-map']
    const args = [compiler, ...options, join(FOLDER, `${sheet}.scss`)]
    const { stdout } = await run(process.execPath, args, { encoding: 'buffer', maxBuffer: MOST_BYTES })
    return stdout
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
