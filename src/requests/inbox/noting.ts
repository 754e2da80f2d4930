import type { Officer } from '../../officers/officer.ts'
import type { InboxOptions } from './options.ts'
import type { View } from './view.ts'

/**
 * Tells the book what names an officer was shown at once, and what the list was narrowed by: the page of a list or of a
 * search, the spreadsheet, or the cases of one act. Never a word that was typed.
 */
export function makeNoting({ audit }: Pick<InboxOptions, 'audit'>) {
  const note = ({ id }: Officer, by: string, count: number, codes: Record<string, string> = {}) =>
    audit.record({ actor: id, deed: 'cases.listed', data: { by, count, ...codes } })

  return {
    page: (officer: Officer, view: View, count: number) =>
      note(officer, view.q === undefined ? 'list' : 'search', count, codesOf(view, count)),
    file: (officer: Officer, view: View, count: number) =>
      note(officer, 'export', count, codesOf(view, count)),
    selection: (officer: Officer, count: number) => note(officer, 'bulk', count),
  }
}

/** An id that no request bears may be anything somebody typed into the address. */
function codesOf({ q: _words, service, division, officer, ...codes }: View, count: number) {
  if (count === 0) return codes
  return { ...codes, ...(service && { service }), ...(division && { division }), ...(officer && { officer }) }
}
