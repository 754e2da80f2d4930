import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const MODULES = join(import.meta.dirname, '../../node_modules')
const CACHE = join(MODULES, '.cache/sala')

export type Chromium = { path: string; environment: Record<string, string> }

/** The browser to start: the one of CHROMIUM_PATH, else the one inside the npm package, unpacked once. */
export async function findChromium(): Promise<Chromium> {
  const own = process.env['CHROMIUM_PATH']
  if (own) return { path: own, environment: {} }
  const folder = join(CACHE, `chromium-${packageVersion()}`)
  if (!existsSync(folder)) await unpackInto(folder)
  const needsLibraries = !hasLibraries()
  return {
    path: join(folder, 'chromium'),
    environment: {
      // Letters look alike on every machine, and no font of the system hides that one of ours is missing.
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
      ...(needsLibraries && { LD_LIBRARY_PATH: join(folder, 'al2023/lib') }),
    },
  }
}

/** The package unpacks into the system's folder for temporary files, where another version may lie already. */
async function unpackInto(folder: string): Promise<void> {
  mkdirSync(CACHE, { recursive: true })
  const unpacked = mkdtempSync(join(CACHE, 'chromium-'))
  const before = CHANGED.map((name) => [name, process.env[name]] as const)
  try {
    process.env['TMPDIR'] = unpacked
    // Without this name the package leaves out libnss3 and its companions, which a bare machine lacks.
    process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs22.x'
    const { default: chromium } = await import('@sparticuz/chromium')
    await chromium.executablePath()
    writeFileSync(join(unpacked, 'fonts.conf'), fontSettings(folder))
    renameSync(unpacked, folder)
  } catch (error) {
    rmSync(unpacked, { recursive: true, force: true })
    // Another test file unpacked it meanwhile.
    if (!existsSync(folder)) throw error
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}

/** What we change in this process for the package, and what it changes itself. */
const CHANGED = ['TMPDIR', 'AWS_LAMBDA_JS_RUNTIME', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME']

const fontSettings = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'fonts-cache')}</cachedir></fontconfig>
`

function packageVersion(): string {
  const file = join(MODULES, '@sparticuz/chromium/package.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}

function hasLibraries(): boolean {
  try {
    const known = execFileSync('ldconfig', ['-p'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    return ['libnss3.so', 'libnspr4.so', 'libexpat.so.1'].every((library) => known.includes(library))
  } catch {
    return false
  }
}
