// .ci/run: types, lint, format, tests. Each of the first three counts as one check beside the tests.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { install, rightNode, root } from './runtime.mjs'

install()
process.chdir(root)
const count = { passed: 0, failed: 0 }

check('types', ['node_modules/typescript/bin/tsc', '--noEmit'])
check('lint', ['node_modules/eslint/bin/eslint.js', '.'])
check('format', ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'])
test()

console.log(`${count.passed} passed, ${count.failed} failed`)
process.exit(count.failed === 0 ? 0 : 1)

function check(name, args) {
  const passed = spawnSync(rightNode(), args, { stdio: 'inherit' }).status === 0
  console.log(`${name}: ${passed ? 'passed' : 'failed'}`)
  count[passed ? 'passed' : 'failed'] += 1
}

function test() {
  const folder = mkdtempSync(join(tmpdir(), 'sala-check-'))
  const file = join(folder, 'tests.json')
  const args = ['run', 'test', '--', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const { status } = spawnSync('npm', args, { stdio: 'inherit', shell: process.platform === 'win32' })
  const told = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
  rmSync(folder, { recursive: true })

  count.passed += told?.numPassedTests ?? 0
  // A file that does not even load holds no failed test: it is counted itself.
  const broken = (told?.testResults ?? []).filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  )
  const failed = (told?.numFailedTests ?? 0) + broken.length
  count.failed += failed === 0 && status !== 0 ? 1 : failed
}
