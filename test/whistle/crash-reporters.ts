import { writeSync } from 'node:fs'
import { Readable } from 'node:stream'
import { makeCalendar, STANDARD_HOURS } from '../../src/calendar/working-time.ts'
import { reportOf } from '../../src/whistle/report.ts'
import { openWhistle } from '../../src/whistle/whistle.ts'

/** Reports without end, each with a file, until it is killed; a line for each that was acknowledged. */
const [dataDir = '', pepper = '', pin = ''] = process.argv.slice(2)
let at = Date.parse('2026-11-23T02:00:00.000Z')
const whistle = await openWhistle({
  dataDir,
  pepper: Buffer.from(pepper, 'hex'),
  pin: JSON.parse(pin) as { key: string; atLeast: number },
  calendar: async () => makeCalendar({ hours: STANDARD_HOURS, holidays: [] }),
  now: () => new Date(at),
  pause: async () => {},
  cost: { receipt: { memory: 64, passes: 2 }, passphrase: { memory: 64, passes: 2 } },
})

async function report(n: number): Promise<void> {
  const nonce = whistle.reporter.issueNonce()
  at += 5_000
  const words = reportOf({ what: `เรื่องที่ ${n}` }, 'th')
  const answer = await whistle.reporter.submit({ nonce, report: words, subjects: ['works-officer'] })
  if (answer.kind !== 'sent') throw new Error(answer.kind)
  say({ n, receipt: answer.receipt })
  const reporter = whistle.reporter.who(answer.cookie)
  if (!reporter) throw new Error('signed out')
  const file = Readable.from([Buffer.from(`ไฟล์ ${n} `.repeat(20_000))])
  const kept = await whistle.reporter.attach(reporter, {
    file,
    filename: 'a.txt',
    mimetype: 'text/plain',
    keepOriginal: true,
  })
  if (kept.kind !== 'kept') throw new Error(kept.kind)
  say({ n, file: true })
}

/** At once and whole, so that what was said was said before the end came. */
const say = (line: object) => writeSync(1, `${JSON.stringify(line)}\n`)

for (let n = 0; ; n += 4) await Promise.all([report(n), report(n + 1), report(n + 2), report(n + 3)])
