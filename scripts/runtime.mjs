// Plain JavaScript without dependencies: it runs before anything is installed, on any Node from 18.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const lockFile = join(root, 'package-lock.json')
const modules = join(root, 'node_modules')
const mark = join(modules, '.sala-lock')
const npmsOwnMark = join(modules, '.package-lock.json')

/** Installs exactly what the lock file names, when that has not been done yet. */
export function install() {
  const wanted = createHash('sha256').update(readFileSync(lockFile)).digest('hex')
  if (existsSync(mark) ? readFileSync(mark, 'utf8') === wanted : isInstalledByHand()) {
    if (!existsSync(mark)) writeFileSync(mark, wanted)
    return
  }
  console.log('กำลังติดตั้งส่วนประกอบ (ครั้งแรกราวหนึ่งนาที) / Installing (about a minute, once) …')
  // npm is a .cmd file on Windows, which only a shell can start.
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (npm.status !== 0) {
    console.error('ติดตั้งไม่สำเร็จ โปรดดูข้อความของ npm ด้านบน / Installing failed; npm says why above.')
    process.exit(npm.status ?? 1)
  }
  writeFileSync(mark, wanted)
}

/** `npm ci` by hand, after the last change of the lock file, is as good as ours. */
function isInstalledByHand() {
  return existsSync(npmsOwnMark) && statSync(npmsOwnMark).mtimeMs >= statSync(lockFile).mtimeMs
}

/** Whether this very process can load the database module and run TypeScript. On older ones it would crash silently. */
export function isRightNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return Number(process.versions.napi) >= 10 && (major > 22 || (major === 22 && minor >= 18))
}

/** The path of a Node that can run this program; ends the process with one clear sentence when there is none. */
export function rightNode() {
  if (isRightNode()) return process.execPath
  const own = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  const linked = join(modules, '.bin', 'node')
  const found = [own, linked].find((path) => existsSync(path))
  if (found) return found
  console.error(
    `ต้องใช้ Node.js 22.18 ขึ้นไป (เครื่องนี้มี ${process.versions.node}) ดาวน์โหลดได้ที่ https://nodejs.org\n` +
      `Node.js 22.18 or newer is needed (this is ${process.versions.node}); get it from https://nodejs.org`,
  )
  return process.exit(1)
}

/** Runs a program of ours under the right Node, passing signals on; ends with its exit code. */
export function runUnderRightNode(args) {
  const child = spawn(rightNode(), args, { cwd: process.cwd(), stdio: 'inherit' })
  // A terminal sends Ctrl+C to both processes; a service manager signals only this one.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}
