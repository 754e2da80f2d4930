import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

const SRC = join(import.meta.dirname, '../src')

/** Which rooms a room may enter. `root` names what may be used everywhere: errors and the municipality's facts. */
const MAY_IMPORT: Record<string, string[]> = {
  calendar: ['i18n'],
  i18n: [],
  forms: ['i18n', 'calendar'],
  catalogue: ['forms', 'calendar', 'i18n', 'web', 'storage'],
  files: [],
  requests: ['catalogue', 'files', 'forms', 'calendar', 'i18n', 'officers', 'mail', 'web', 'storage'],
  officers: ['web', 'storage', 'i18n', 'calendar', 'passwords'],
  mail: ['storage', 'i18n'],
  passwords: [],
  print: ['catalogue', 'i18n', 'calendar'],
  storage: [],
  whistle: ['web', 'storage', 'i18n', 'calendar', 'files', 'passwords'],
  web: ['i18n', 'calendar'],
}
const ROOT_FOR_ALL = ['errors.ts', 'municipality.ts']

/** Doors answer HTTP; a file of another name that needs Fastify is in the wrong room. */
const DOORS = [
  'routes.ts',
  'door.ts',
  'track.ts',
  'desk.ts',
  'inbox.ts',
  'counter.ts',
  'overview.ts',
  'plugin.ts',
  'panel.ts',
  'reporter.ts',
]

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts'))
const texts = new Map(files.map((file) => [file, readFileSync(join(SRC, file), 'utf8')]))
const graph = new Map(files.map((file) => [file, ownImports(importsOf(file), file)]))
// A type leaves nothing behind when the program runs: two files may speak of each other's.
const running = new Map(files.map((file) => [file, ownImports(importsOf(file, 'running'), file)]))

test('the files are found and read', () => {
  expect(files).toContain('app.ts')
  expect(graph.get('app.ts')).toContain('web/server.ts')
  expect(importsOf('web/server.ts')).toContain('fastify')
})

test('a room enters only the rooms of the table', () => {
  const trespasses = edges().filter(([from, to]) => {
    const [room, other] = [roomOf(from), roomOf(to)]
    if (room === 'root' || room === other) return false
    if (other === 'root') return !ROOT_FOR_ALL.includes(to)
    return !MAY_IMPORT[room]?.includes(other)
  })
  expect(trespasses.map(([from, to]) => `${from} → ${to}`)).toEqual([])
})

test('every room stands in the table', () => {
  const rooms = new Set(files.map(roomOf).filter((room) => room !== 'root'))
  expect([...rooms].filter((room) => !(room in MAY_IMPORT))).toEqual([])
})

test('no file needs itself, however many doors away', () => {
  const done = new Set<string>()
  const cycles: string[] = []
  const visit = (file: string, path: string[]) => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' → '))
    if (path.includes(file) || done.has(file)) return
    for (const next of running.get(file) ?? []) visit(next, [...path, file])
    done.add(file)
  }
  for (const file of files) visit(file, [])
  expect(cycles).toEqual([])
})

test('only stores, their tables and the storage room name drizzle or a database driver', () => {
  const named = files.filter((file) => importsOf(file).some(isDatabase))
  expect(named.length).toBeGreaterThan(0)
  expect(
    named.filter((file) => roomOf(file) !== 'storage' && !/(^|[/-])(store|tables)\.ts$/.test(file)),
  ).toEqual([])
})

test('only doors, the web room and the composition root name fastify', () => {
  const named = files.filter((file) => importsOf(file).some(isFastify))
  const allowed = (file: string) =>
    roomOf(file) === 'web' ||
    file === 'app.ts' ||
    DOORS.includes(file.split('/').at(-1) ?? '') ||
    isPartOfDoor(file)
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter((file) => !allowed(file))).toEqual([])
})

/** A door of several files has a folder of its own, with `door.ts` in it. */
function isPartOfDoor(file: string): boolean {
  return files.includes(`${dirname(file)}/door.ts`)
}

test('only config.ts reads the environment', () => {
  const readers = files.filter((file) => /process\s*\.\s*env|import\.meta\.env/.test(texts.get(file) ?? ''))
  expect(readers).toEqual(['config.ts'])
})

test('pure rooms touch neither disk, network nor clock', () => {
  const pure = files.filter((file) => ['calendar', 'i18n', 'forms'].includes(roomOf(file)))
  const impure = pure.filter(
    (file) =>
      importsOf(file).some((name) => name.startsWith('node:') && name !== 'node:crypto') ||
      /\bnew Date\(\)|Date\.now\(\)|\bfetch\(/.test(texts.get(file) ?? ''),
  )
  expect(pure.length).toBeGreaterThan(5)
  expect(impure).toEqual([])
})

function importsOf(file: string, which: 'all' | 'running' = 'all'): string[] {
  const text = texts.get(file) ?? ''
  const read = which === 'all' ? text : text.replace(/^(?:import|export) type [^']*'[^']+'/gm, '')
  return [...read.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '')
}

function ownImports(names: string[], file: string): string[] {
  return names
    .filter((name) => name.startsWith('.') && name.endsWith('.ts'))
    .map((name) => relative(SRC, join(SRC, dirname(file), name)).replaceAll('\\', '/'))
}

function edges(): [string, string][] {
  return [...graph].flatMap(([from, all]) => all.map((to): [string, string] => [from, to]))
}

const roomOf = (file: string): string => (file.includes('/') ? (file.split('/')[0] ?? '') : 'root')
const isFastify = (name: string): boolean => name === 'fastify' || name.startsWith('@fastify/')
const isDatabase = (name: string): boolean => /^(drizzle-orm|better-sqlite3|pg)(\/|$)/.test(name)
