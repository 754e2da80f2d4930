import { spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from './support/app.ts'

const ROOT = join(import.meta.dirname, '..')

function start(environment: Record<string, string>) {
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', ...environment },
  })
  let said = ''
  const heard: (() => void)[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      for (const tell of heard) tell()
    })
  }
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const saying = (words: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const found = words.exec(said)
        if (found) resolve(found)
      }
      heard.push(look)
      look()
      void ended.then((code) => reject(new Error(`ended with ${code}: ${said}`)))
    })
  return { child, ended, saying, said: () => said }
}

test('an empty folder is enough to open, and a polite stop ends well; the next start finds everything', async () => {
  const DATA_DIR = join(temporaryFolder(), 'data')
  for (const time of ['first', 'second']) {
    const { child, ended, saying, said } = start({ DATA_DIR })
    const [, address = ''] = await saying(/เปิดใช้งานแล้วที่ \/ Sala is open at\s+(http:\S+)/)
    const manual = await fetch(`${address}/services/street-light-repair`)
    expect([time, manual.status]).toEqual([time, 200])
    expect(await (await fetch(`${address}/healthz`)).json()).toEqual({ ok: true })
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    // The log waits to be written in batches: its last lines must not be lost.
    expect(said()).toContain('"route":"/healthz","status":200')
  }
  for (const kept of ['sala.sqlite', 'settings.json', 'secret.key']) {
    expect(existsSync(join(DATA_DIR, kept)), kept).toBe(true)
  }
})

test('wrong settings stop the start with every fault in both languages, and no stack', async () => {
  const DATA_DIR = temporaryFolder()
  writeFileSync(join(DATA_DIR, 'settings.json'), '{"postcode": 1}')
  const { ended, said } = start({ DATA_DIR, PORT: 'http' })
  expect(await ended).toBe(1)
  expect(said()).toContain('PORT ต้องเป็นจำนวนเต็ม')
  expect(said()).toContain('PORT must be a whole number')
  expect(said()).toContain('"postcode"')
  expect(said()).not.toMatch(/\n\s+at /)
})
