import { describe, expect, test } from 'vitest'
import { barChart, type Chart } from '../../src/web/chart.ts'
import { htmlFaults } from '../support/markup.ts'

const CHART: Chart = {
  id: 'c',
  title: 'คำขอที่ค้าง',
  desc: 'แท่งบนคือค้าง',
  series: ['ค้าง', 'ช้า'],
  bars: [
    { label: 'กองช่าง', values: [{ value: 10, words: '10' }, { value: 5, words: '5' }] }, // prettier-ignore
    { label: 'กองคลัง', values: [{ value: 0, words: '0' }, { value: 0, words: '0' }] }, // prettier-ignore
  ],
}
const widths = (svg: string) =>
  [...svg.matchAll(/<rect[^>]* width="([\d.]+)"/g)].map(([, width]) => Number(width))

describe('a chart', () => {
  test('is named and described for those who do not see it', async () => {
    const svg = barChart(CHART)
    expect(svg).toContain('role="img" aria-labelledby="c-title c-desc"')
    expect(svg).toContain('<title id="c-title">คำขอที่ค้าง</title><desc id="c-desc">แท่งบนคือค้าง</desc>')
    expect(
      await htmlFaults(
        `<!doctype html><html lang="th"><head><title>ก</title></head><body>${svg}</body></html>`,
      ),
    ).toEqual([])
  })

  test('has bars as long as their values, and the values in words', () => {
    const [legend, , ten, five, none] = [...widths(barChart(CHART))]
    expect(legend).toBeGreaterThan(0)
    expect((ten ?? 0) / (five ?? 1)).toBeCloseTo(2, 1)
    expect(none).toBe(0)
    for (const words of ['>10<', '>5<', '>กองช่าง<', '>ช้า<']) expect(barChart(CHART)).toContain(words)
  })

  test('has full bars where the most is told, and never longer ones', () => {
    const one = { ...CHART, series: ['ค้าง'], most: 100 }
    const bars = [50, 100, 1000].map((value) => ({ label: 'ก', values: [{ value, words: `${value}` }] }))
    const [half, full, over] = widths(barChart({ ...one, bars }))
    expect((full ?? 0) / (half ?? 1)).toBeCloseTo(2, 1)
    expect(over).toBe(full)
  })

  test('holds no style and no script, and no word of it is markup', () => {
    const evil = '<script>alert(1)</script>&"\''
    const svg = barChart({ ...CHART, title: evil, desc: evil, series: [evil, 'ช้า'], bars: [{ label: evil, values: [{ value: 1, words: evil }, { value: 1, words: '' }] }] }) // prettier-ignore
    expect(svg).not.toMatch(/<script|style=|on\w+=/)
    expect(svg.match(/&lt;script&gt;/g)?.length).toBeGreaterThan(3)
  })

  test('cuts a long label between letters, never between a consonant and its vowel', () => {
    const label = 'ขออนุญาตก่อสร้าง ดัดแปลง รื้อถอน หรือเคลื่อนย้ายอาคาร ตามกฎหมายว่าด้วยการควบคุมอาคาร'
    const shown =
      /sala-chart__label"[^>]*>([^<]*)</.exec(barChart({ ...CHART, bars: [{ label, values: [] }] }))?.[1] ??
      ''
    const letters = [...new Intl.Segmenter('th', { granularity: 'grapheme' }).segment(label)].map(
      ({ segment }) => segment,
    )
    expect(shown).toBe(`${letters.slice(0, 39).join('')}…`)
  })

  test('of nothing is an empty drawing', () =>
    expect(barChart({ ...CHART, bars: [] })).toContain('viewBox="0 0 300 50"'))
})
