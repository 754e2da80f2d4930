/** One bar, or several side by side, under its label. `words` stand at the end of each: they are what is read. */
export type Bar = { label: string; values: { value: number; words: string }[] }

export type Chart = {
  /** Names the chart's own title and description on a page with several. */
  id: string
  title: string
  /** What there is to see, in a sentence; the numbers stand beside the chart in a table. */
  desc: string
  /** Names of the values, in the order of each bar's; shown when there is more than one. */
  series: string[]
  bars: Bar[]
  /** The value of a full bar; the largest one when missing. */
  most?: number
}

// Units of the drawing: as narrow as a small telephone, so that its words stay as large there as they are drawn.
const WIDTH = 300
const LABEL = 20
const THICK = 16
const STEP = THICK + 4
const GAP = 10
/** Room for the words after a full bar. */
const WORDS = 72
const LONGEST_LABEL = 40

/**
 * Bars as an SVG, drawn without scripts and without styles of its own: classes carry colour and pattern, which
 * tell the series apart on paper too. All words are escaped.
 */
export function barChart({ id, title, desc, series, bars, most }: Chart): string {
  const legend = series.length > 1 ? series.length * STEP + GAP : 0
  const full = Math.max(
    most ?? Math.max(0, ...bars.flatMap(({ values }) => values.map(({ value }) => value))),
    1,
  )
  const group = LABEL + series.length * STEP + GAP
  const height = legend + bars.length * group
  const drawn = bars.map((bar, index) => drawBar(bar, legend + index * group, full))
  return [
    `<svg class="sala-chart" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}-title ${id}-desc">`,
    `<title id="${id}-title">${escaped(title)}</title><desc id="${id}-desc">${escaped(desc)}</desc>`,
    ...(legend > 0 ? series.map(drawName) : []),
    ...drawn,
    '</svg>',
  ].join('')
}

function drawName(name: string, index: number): string {
  const y = index * STEP
  return `${rect(index, 0, y, THICK)}${text('word', THICK + 8, y + 13, name)}`
}

function drawBar({ label, values }: Bar, top: number, full: number): string {
  const rows = values.map(({ value, words }, index) => {
    const y = top + LABEL + index * STEP
    const length = Math.max(0, Math.min(value / full, 1)) * (WIDTH - WORDS)
    return `${rect(index, 0, y, length)}${text('word', length + 6, y + 13, words)}`
  })
  return text('label', 0, top + 14, shortened(label)) + rows.join('')
}

const rect = (series: number, x: number, y: number, width: number) =>
  `<rect class="sala-chart__bar sala-chart__bar--${series + 1}" x="${x}" y="${y}" width="${rounded(width)}" height="${THICK}"/>`

const text = (kind: string, x: number, y: number, words: string) =>
  `<text class="sala-chart__${kind}" x="${rounded(x)}" y="${y}">${escaped(words)}</text>`

const rounded = (n: number) => Math.round(n * 10) / 10

/** Cut between letters as they are seen: a Thai vowel is not parted from its consonant. */
function shortened(label: string): string {
  const letters = [...new Intl.Segmenter('th', { granularity: 'grapheme' }).segment(label)]
  if (letters.length <= LONGEST_LABEL) return label
  return `${letters
    .slice(0, LONGEST_LABEL - 1)
    .map(({ segment }) => segment)
    .join('')}…`
}

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escaped = (words: string) => words.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign)
