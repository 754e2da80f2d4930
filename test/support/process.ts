import { spawn } from 'node:child_process'
import { join } from 'node:path'

const MAIN = join(import.meta.dirname, '../../src/main.ts')
const START_MS = 60_000
const STOP_MS = 35_000

export type Ending = { code: number | null; signal: NodeJS.Signals | null }

/** The portal as an operator runs it: a process of its own over a data folder. */
export type Portal = {
  url: string
  pid: number
  kill: (signal: NodeJS.Signals) => void
  ended: Promise<Ending>
  /** Asks it to stop and waits; killed when it does not. */
  stop: () => Promise<Ending>
  /** What it printed so far: its log and its words to the operator. */
  printed: () => string
  /** Asks the `--import`ed module of `options.imports`, which answers each message with one. */
  ask: (question: string) => Promise<unknown>
}

type Options = {
  environment?: Record<string, string>
  /** What Node is told to run, and how. */
  program?: string[]
  /** A module loaded before the program, which may listen to `ask`. */
  imports?: URL
}

/** Starts the portal over a folder on a free port and waits until it answers. Throws, with what it printed, if it ends before. */
export async function startPortal(
  folder: string,
  { environment = {}, program = [MAIN], imports }: Options = {},
): Promise<Portal> {
  const child = spawn(process.execPath, [...(imports ? ['--import', imports.href] : []), ...program], {
    env: { PATH: process.env['PATH'], DATA_DIR: folder, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let printed = ''
  child.stdout?.on('data', (text: Buffer) => (printed = (printed + String(text)).slice(-100_000)))
  child.stderr?.on('data', (text: Buffer) => (printed = (printed + String(text)).slice(-100_000)))
  const ended = new Promise<Ending>((resolve) =>
    child.once('exit', (code, signal) => resolve({ code, signal })),
  )
  const kill = (signal: NodeJS.Signals) => void child.kill(signal)
  // Whoever started it may end by a fault; then nobody would stop it.
  const killNow = () => kill('SIGKILL')
  process.once('exit', killNow)
  void ended.then(() => process.off('exit', killNow))

  async function stop(): Promise<Ending> {
    kill('SIGTERM')
    const timer = setTimeout(killNow, STOP_MS)
    return ended.finally(() => clearTimeout(timer))
  }

  function ask(question: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      child.once('message', resolve)
      child.send(question, (error) => error && reject(error))
    })
  }

  const url = await opened(() => printed, ended).catch((error: unknown) => {
    killNow()
    throw error
  })
  return { url, pid: child.pid ?? 0, kill, ended, stop, printed: () => printed, ask }
}

async function opened(printed: () => string, ended: Promise<Ending>): Promise<string> {
  let isOver = false
  void ended.then(() => (isOver = true))
  for (const start = Date.now(); Date.now() - start < START_MS;) {
    if (isOver) throw new Error(`the portal ended at its start:\n${printed()}`)
    const port = /http:\/\/(?:localhost|127\.0\.0\.1):(\d+)/.exec(printed())?.[1]
    const url = `http://127.0.0.1:${port ?? ''}`
    if (port && (await isHealthy(url))) return url
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`the portal does not answer:\n${printed()}`)
}

const isHealthy = (url: string) =>
  fetch(`${url}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  )
