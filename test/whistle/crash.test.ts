import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { allOf, bench } from './support.ts'

type Line = { n: number; receipt?: string; file?: boolean }

test.each([9, 17, 60])(
  'killed after %i lines, everything acknowledged is there, files included',
  async (lines) => {
    const made = await bench()
    await made.whistle.close()
    const script = join(import.meta.dirname, 'crash-reporters.ts')
    const words = [
      made.folder,
      Buffer.from(made.parts.pepper).toString('hex'),
      JSON.stringify(made.parts.pin),
    ]
    const child = spawn(process.execPath, [script, ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    for await (const piece of child.stdout) {
      said += String(piece)
      if (said.split('\n').length > lines) child.kill('SIGKILL')
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    const heard = said
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Line)
    expect(heard.length).toBeGreaterThanOrEqual(lines)

    const { reporter, panel, jobs } = await made.restart()
    await jobs.atStart()
    await jobs.sweep()
    const pim = await made.signedIn('pim')
    const withFile = new Set(heard.filter(({ file }) => file).map(({ n }) => n))
    for (const { n, receipt } of heard.filter((line) => line.receipt)) {
      const back = await reporter.comeBack(receipt ?? '')
      const who = reporter.who('cookie' in back ? back.cookie : '')
      const view = await reporter.view(who!)
      expect(view.report.answers.what).toBe(`เรื่องที่ ${n}`)
      if (!withFile.has(n)) continue
      const { bytes } = await panel.attachment(pim, who!.reportId, { n: 0, copy: 'original' })
      expect((await allOf(bytes)).toString()).toBe(`ไฟล์ ${n} `.repeat(20_000))
    }
    expect(withFile.size).toBeGreaterThan(0)
  },
)
