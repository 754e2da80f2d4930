/** Words two reports must share to count as nearly the same. */
const MOST_SHARED = 0.6
const PIECE = 4
/** Groups a report is compared with: more different texts than that are no flood of one program. */
const MOST_GROUPS = 64

/**
 * Counts, for each report, how many others say nearly the same, and which they are. A flood is written by a program: its reports are alike
 * in groups, or empty of substance; the one a person wrote is alone.
 */
export function standOut<Line extends { words: string; alike: number; group: number }>(
  lines: Line[],
): Omit<Line, 'words'>[] {
  const groups: { pieces: Set<string>; n: number; name: number }[] = []
  const groupOf = lines.map(({ words }, at) => {
    const pieces = piecesOf(words)
    const known = groups.find((group) => likeness(group.pieces, pieces) >= MOST_SHARED)
    const group = known ?? { pieces, n: 0, name: at }
    if (!known && groups.length < MOST_GROUPS) groups.push(group)
    group.n += 1
    return group
  })
  return lines.map(({ words: _, ...line }, n) => ({
    ...line,
    alike: groupOf[n]?.n ?? 1,
    group: groupOf[n]?.name ?? n,
  }))
}

/** Letters in fours, without digits and signs: numbers put into a text do not make it another. Thai has no spaces to go by. */
function piecesOf(words: string): Set<string> {
  const letters = words
    .toLowerCase()
    .replace(/[^\p{L}\p{M}]/gu, '')
    .slice(0, 400)
  const pieces = new Set<string>()
  for (let at = 0; at + PIECE <= letters.length; at++) pieces.add(letters.slice(at, at + PIECE))
  return pieces
}

function likeness(a: Set<string>, b: Set<string>): number {
  if (a.size === 0 || b.size === 0) return a.size === b.size ? 1 : 0
  return a.intersection(b).size / Math.min(a.size, b.size)
}
