import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomInt } from 'node:crypto'
import { expect, test } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { RECEIPT_COST } from '../../../src/whistle/kdf.ts'
import { PIN_FILE, whistleSettings } from '../../../src/whistle/settings.ts'
import { temporaryFolder } from '../../support/app.ts'
import { formOf, wordsOf } from '../../support/html.ts'
import { startPortal } from '../../support/process.ts'
import { makeVisitor } from '../../support/visitor.ts'
import { allOf, bench, CHEAP } from '../support.ts'
import { CODE } from './island.ts'

const REPORTERS = 6
const values = (html: string) =>
  Object.fromEntries(Object.entries(formOf(html).values).map(([name, [value = '']]) => [name, value]))

test.each([3, 8])(
  'killed after %i answers, every report with a code and every file said to be here is here',
  async (answersBefore) => {
    const folder = temporaryFolder()
    const { secret } = readConfig({ DATA_DIR: folder })
    const { dataDir, pepper } = whistleSettings(folder, secret)
    mkdirSync(dataDir, { recursive: true })
    // A code is worth what it costs the portal itself; passphrases are read by the test alone.
    const cost = { receipt: RECEIPT_COST, passphrase: CHEAP.passphrase }
    const made = await bench({ dataDir, pepper, cost })
    writeFileSync(join(dataDir, PIN_FILE), JSON.stringify(made.parts.pin))
    const portal = await startPortal(folder)
    let answers = 0
    const count = () =>
      void (++answers === answersBefore && setTimeout(() => portal.kill('SIGKILL'), randomInt(15)))
    const heard: { n: number; code: string; file: boolean }[] = []

    async function report(n: number) {
      const visitor = makeVisitor(portal.url)
      const form = await visitor.post('/w', { act: 'choose', subject: 'works-officer' })
      await new Promise((done) => setTimeout(done, 4_100))
      const sent = await visitor.post('/w', { ...values(form.body), what: `เรื่องที่ ${n}`, act: 'send' })
      const code = CODE.exec(wordsOf(/<p class="sala-code">[\s\S]*?<\/p>/.exec(sent.body)?.[0] ?? ''))?.[0]
      if (!code) return
      const line = { n, code, file: false }
      heard.push(line)
      count()
      const file = { field: 'files', name: `ไฟล์ ${n}.txt`, bytes: Buffer.from(`ไฟล์ ${n} `.repeat(40_000)) }
      const kept = await visitor.upload('/w', { act: 'add', page: 'thread', lang: 'th' }, file)
      line.file = kept.body.includes('ได้รับแล้วตามที่ส่งมา')
      if (line.file) count()
    }

    await Promise.all(Array.from({ length: REPORTERS }, (_, n) => report(n).catch(() => {})))
    await portal.ended
    expect(heard.length).toBeGreaterThan(0)

    const again = await startPortal(folder)
    for (const { n, code, file } of heard) {
      const { body } = await makeVisitor(again.url).post('/w', { act: 'enter', receipt: code })
      expect(body).toContain(`>เรื่องที่ ${n}<`)
      if (file) expect(body).toContain(`ไฟล์ ${n}.txt`)
    }
    await again.stop()
    expect(again.printed()).not.toMatch(CODE)
    expect(readFileSync(join(folder, 'secret.key'))).toHaveLength(32)
    await made.restart()
    const pim = await made.signedIn('pim')
    const { lines } = await made.whistle.panel.inbox(pim)
    for (const { id } of lines) {
      const { thread } = await made.whistle.panel.open(pim, id)
      const n = /\d+/.exec(thread.report.answers.what)?.[0]
      for (let at = 0; at < thread.attachments.length; at++) {
        const { bytes } = await made.whistle.panel.attachment(pim, id, { n: at, copy: 'original' })
        expect((await allOf(bytes)).toString()).toBe(`ไฟล์ ${n} `.repeat(40_000))
      }
    }
  },
  300_000,
)
