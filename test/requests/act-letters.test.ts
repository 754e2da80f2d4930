import { expect, test } from 'vitest'
import { openEmptySqlite } from '../support/engines.ts'
import { deskBench, LIGHT, people, TREE } from './desk/bench.ts'

const { malee, wichai } = people
const open = openEmptySqlite()

/** One case with every act that writes a letter, in words without Thai letters. */
async function told(lang: 'th' | 'en') {
  const bench = await deskBench(await open())
  const { act, file, clock } = bench
  const one = await file(LIGHT, { lang })
  await act(malee, one, 'ask', { text: 'Which side?' })
  await act(malee, one, 'tell', { text: 'We come on Monday.' })
  await act(wichai, one, 'extend', { n: 2, unit: 'workingDay', text: 'Parts are awaited' })
  await act(malee, one, 'askMissing', { items: ['A picture', 'A map'], day: '2026-12-08' })
  await act(malee, one, 'supplyAtCounter', { text: 'brought', got: [1] })
  await act(malee, one, 'supplyAtCounter', { text: 'brought too' })
  await act(malee, one, 'deliver', { text: 'Mended.' })
  await act(malee, one, 'close', { text: 'Thank you.' })
  await act(wichai, one, 'reopen', { text: 'Out again' })
  await act(malee, one, 'withdraw', { text: 'by telephone' })
  const two = await file(TREE, { lang })
  await act(malee, two, 'decide', { outcome: 'refused', ground: 'private-land', text: 'Behind the fence' })
  const three = await file(TREE, { lang })
  await act(malee, three, 'askMissing', { items: ['A picture'], day: '2026-11-24' })
  clock.set('2026-11-25T03:00:00.000Z')
  await act(malee, three, 'return', { text: 'No picture came' })
  const four = await file(TREE, { lang })
  await act(malee, four, 'forward', { division: 'health', text: 'Their work' })
  const letters = await bench.engine.db.select().from(bench.engine.tables.letter)
  return letters.filter(({ key }) => !key.endsWith(':filed'))
}

test.each(['th', 'en'] as const)(
  '(%s) every letter is whole, in the applicant’s language, and leads to the request',
  async (lang) => {
    const letters = await told(lang)
    expect(new Set(letters.map(({ key }) => key.split(':')[1]))).toEqual(
      new Set([
        'asked',
        'told',
        'extended',
        'deficiency',
        'supplied',
        'delivered',
        'closed',
        'reopened',
        'withdrawn',
        'decided',
        'returned',
        'forwarded',
      ]),
    )
    for (const { subject, text, toAddress } of letters) {
      expect(toAddress).toBe('somchai@example.org')
      expect(`${subject}\n${text}`).not.toMatch(/\{\w+\}|undefined|null|NaN/)
      expect(text).toMatch(/^https:\/\/sala\.example\.go\.th\/track\/70-/m)
      if (lang === 'en') expect(`${subject}\n${text}`).not.toMatch(/[\u0e00-\u0e7f]/)
      else expect(subject).toMatch(/[ก-ฮ]/)
    }
  },
)

test('a deficiency record names its number among those of the request', async () => {
  const bench = await deskBench(await open())
  const reference = await bench.file()
  const ask = { items: ['x'], day: '2026-12-08' }
  await bench.act(malee, reference, 'askMissing', ask)
  await bench.act(malee, reference, 'supplyAtCounter', { text: 'x' })
  await bench.act(wichai, reference, 'askMissing', { ...ask, legalReason: 'x' })
  const texts = (await bench.engine.db.select().from(bench.engine.tables.letter)).map(({ text }) => text)
  expect(texts.filter((text) => text.includes('บันทึกความบกพร่องครั้งที่ 1'))).toHaveLength(1)
  expect(texts.filter((text) => text.includes('บันทึกความบกพร่องครั้งที่ 2'))).toHaveLength(1)
})

test('who left no address gets no letter, and the act is done all the same', async () => {
  const bench = await deskBench(await open())
  const reference = await bench.file(LIGHT, { applicantEmail: null })
  await bench.act(malee, reference, 'ask', { text: 'x' })
  expect(await bench.letterKeys()).toEqual([])
  expect(await bench.kinds(reference)).toEqual(['filed', 'asked'])
})
