import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gate } from '../src/catalogue/gate.ts'

/** Prints every problem of the starter services, or of the files named; leaves with 1 when one could not be published. */
const starter = join(import.meta.dirname, '../src/catalogue/starter')
const divisions = (read(join(starter, 'divisions.json')) as { id: string }[]).map(({ id }) => id)
const named = process.argv.slice(2)
const files = named.length > 0 ? named : starterFiles()

let errors = 0
for (const file of files) {
  const problems = check(file)
  errors += problems.filter(({ severity }) => severity === 'error').length
  for (const { severity, path, text } of problems) say(`${file}: ${severity}: ${path || '/'}: ${text.en}`)
}
say(`${files.length} services, ${errors} errors`)
process.exitCode = errors > 0 ? 1 : 0

function say(line: string) {
  process.stdout.write(`${line}\n`)
}

function check(file: string) {
  return gate(read(file), { divisions, earlier: [] }).flatMap(({ problems }) => problems)
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}

function starterFiles(): string[] {
  return readdirSync(starter)
    .filter((file) => file.endsWith('.json') && file !== 'divisions.json')
    .map((file) => join(starter, file))
}
