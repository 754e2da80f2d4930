/** The middle one of several measurements, with the least and the greatest beside it. */
export type Figure = { median: number; least: number; most: number }

export function figureOf(measured: number[]): Figure {
  const sorted = [...measured].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const upper = sorted[Math.floor(middle)] ?? NaN
  const lower = sorted[Math.ceil(middle) - 1] ?? NaN
  return { median: (upper + lower) / 2, least: sorted[0] ?? NaN, most: sorted.at(-1) ?? NaN }
}

/** `0.83 (0.79–0.86)`. */
export function shown({ median, least, most }: Figure, digits = 2): string {
  const [middle, low, high] = [median, least, most].map((n) => n.toFixed(digits))
  return `${middle} (${low}–${high})`
}

export type Line = { what: string; measured: string; wanted?: string; isMet?: boolean }

/** Lines under each other in columns, as text. */
export function table(lines: Line[]): string {
  const rows = lines.map(({ what, measured, wanted = '', isMet }) => [
    what,
    measured,
    wanted,
    isMet === undefined ? '' : isMet ? 'yes' : 'NO',
  ])
  const all = [['', 'measured: median (least–most)', 'wanted', 'met'], ...rows]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => (row[column] ?? '').length)))
  return all
    .map((row) =>
      row
        .map((cell, n) => cell.padEnd(widths[n] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
