const LONGEST = 120
const graphemes = new Intl.Segmenter('th', { granularity: 'grapheme' })

/**
 * The name to show for an upload: the last part of the sender's, without what could mislead the eye
 * (control marks, writing direction, signs of paths), at most 120 characters, its ending telling the
 * truth. For showing and for downloads only, never a path.
 */
export function displayName(sent: string, type: string): string {
  const last = sent.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}]/gu, '')
    .replace(/[<>:"|?*]/g, '-')
    .replace(/\s+/gu, ' ')
  const stem = withoutEnding(withoutEnding(plain)).replace(/^[\s.]+|[\s.]+$/gu, '')
  return `${shorten(stem, LONGEST - type.length - 1) || 'file'}.${type}`
}

/** Twice over, since `deed.pdf.exe` is no more a program than `deed.pdf`. A number is no ending: `plan 1.2`. */
function withoutEnding(name: string): string {
  return name.replace(/\.(?=[a-z0-9]*[a-z])[a-z0-9]{1,5}\s*$/i, '')
}

/** Cuts between whole letters, so that no vowel or tone mark is left standing alone. */
function shorten(text: string, longest: number): string {
  let short = ''
  for (const { segment } of graphemes.segment(text)) {
    if (short.length + segment.length > longest) break
    short += segment
  }
  return short.trim()
}
