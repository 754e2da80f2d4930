import { hasMessage, message } from '../../i18n/messages.ts'
import type { Lang } from '../../i18n/text.ts'
import { one } from '../../web/form-body.ts'
import type { Deed } from '../deeds.ts'
import type { Gate } from './gate.ts'
import { shownFaults } from './typed.ts'
import type { MemberVisit, PanelParts } from './visit.ts'

const LINES = 50
const OTHERS = ['operator', 'sala', 'escrow', 'lead']
const MARK = /^[0-9a-f]{16}$/

type Names = (id: string) => string
type Asked = { typed: string; answer: '' | 'found' | 'gone'; fault: string }

/** What the panel did, newest first; whether the chain is whole; and whether a mark from a letter is still in it. */
export function logRoutes(gate: Gate, { panel }: PanelParts): void {
  gate.members.get('/log', (visit) => logPage(visit, { typed: '', answer: '', fault: '' }))

  gate.members.post('/log', async (visit) => {
    const typed = one(visit.body, 'mark')
    const mark = typed.normalize('NFKC').toLowerCase().replace(/[\s-]/g, '')
    if (!MARK.test(mark)) return logPage(visit, { typed, answer: '', fault: 'panel.log.mark.wrong' })
    return logPage(visit, { typed, answer: (await panel.log.bears(mark)) ? 'found' : 'gone', fault: '' })
  })

  async function logPage(visit: MemberVisit, asked: Asked) {
    const { lang } = visit
    const isWhole = await panel.log.isWhole()
    // Lines that somebody changed are not to be read as if they told what happened.
    const deeds = isWhole ? (await panel.log.ofPanel()).reverse() : []
    const pages = Math.max(1, Math.ceil(deeds.length / LINES))
    const page = Math.min(pageOf(visit), pages)
    const shown = deeds.slice((page - 1) * LINES, page * LINES)
    const text = asked.fault && message(asked.fault, lang)
    return visit.show(
      'panel/log',
      {
        ...shownFaults(text ? [{ id: 'mark', text }] : []),
        isWhole,
        days: byDay(shown, await names(visit), lang),
        ...{ page, pages },
        previous: page > 1 ? `/panel/log?page=${page - 1}` : '',
        next: page < pages ? `/panel/log?page=${page + 1}` : '',
        mark: (await panel.log.markOfPanel()).match(/.{4}/g) ?? [],
        typed: asked.typed,
        answer: asked.answer && message(`panel.log.mark.${asked.answer}`, lang),
        isGone: asked.answer === 'gone',
      },
      text ? 422 : 200,
    )
  }

  /** A member's name; who left long ago has only the sign-in name. */
  async function names({ lang }: MemberVisit): Promise<Names> {
    const state = await panel.state()
    const known = new Map((await panel.fingerprints()).map(({ id, name }) => [id, name]))
    for (const { id, name } of 'panel' in state ? state.panel.roster.members : []) known.set(id, name)
    return (id) => (OTHERS.includes(id) ? message(`panel.log.who.${id}`, lang) : (known.get(id) ?? id))
  }
}

function pageOf({ query }: MemberVisit): number {
  const typed = query['page'] ?? ''
  return /^[1-9]\d{0,5}$/.test(typed) ? Number(typed) : 1
}

function byDay(deeds: Deed[], nameOf: Names, lang: Lang) {
  const days = [...new Set(deeds.map(({ day }) => day))]
  return days.map((day) => ({
    on: day,
    lines: deeds.filter((deed) => deed.day === day).map((deed) => sentence(deed, nameOf, lang)),
  }))
}

/** One sentence for each kind; of a kind unknown here, that something was done. */
function sentence({ who, what, detail = '' }: Deed, nameOf: Names, lang: Lang): string {
  const key = `panel.log.deed.${what}`
  const values = { who: nameOf(who), whom: nameOf(detail), n: detail }
  return message(hasMessage(key) ? key : 'panel.log.deed.other', lang, values)
}
