import { message, messageText } from '../../i18n/messages.ts'
import { say, type Lang } from '../../i18n/text.ts'
import { divisionSeenBy, may, type Officer } from '../../officers/officer.ts'
import { actChoices } from './act-choices.ts'
import { filtersFor, filterNames } from './filters.ts'
import type { InboxOptions } from './options.ts'
import { makeRows } from './rows.ts'
import { momentsAt } from './state.ts'
import type { ListPage } from './store.ts'
import { placeOf } from './view-store.ts'
import { ME, NOBODY, pathOf, placeText, queryOf, type Paging, type View } from './view.ts'

export const PAGE_ROWS = 25
/** More than this is not counted: the number only says whether there is work, and roughly how much. */
const MOST_COUNTED = 100
export const MOST_CSV_ROWS = 5_000

const TABS: { name: string; view: View; isCounted: boolean }[] = [
  { name: 'open', view: { show: 'open' }, isCounted: true },
  { name: 'mine', view: { show: 'open', officer: ME }, isCounted: true },
  { name: 'nobody', view: { show: 'open', officer: NOBODY }, isCounted: true },
  { name: 'late', view: { show: 'open', due: 'late' }, isCounted: true },
  { name: 'today', view: { show: 'open', due: 'today' }, isCounted: true },
  { name: 'finished', view: { show: 'finished' }, isCounted: false },
]

/** What was wrong with something sent from this page, to be shown on it again. */
export type Fault = { href: string; text: string }
export type Typed = { problems?: Fault[]; viewName?: string; notice?: string; chosen?: string[] }

/** The page of one list, as its template wants it. */
export function makeListPage(options: InboxOptions) {
  const { inbox, saved, divisions, now } = options
  const rowsFor = makeRows(options)

  async function listPage(officer: Officer, view: View, paging: Paging, lang: Lang, typed: Typed = {}) {
    const page = await inbox.page(officer, view, momentsAt(now()), paging, PAGE_ROWS)
    const [rows, tabs, names] = await Promise.all([
      rowsFor(officer, page.rows, lang),
      tabsFor(officer, view, lang),
      filterNames(options, officer, view, lang),
    ])
    const { problems = [], notice = '', chosen = [] } = typed
    const looked = await inbox.lookedThrough(view)
    const filters = filtersFor(view, names, lang)
    return {
      ...(await headOf(officer, problems, lang)),
      q: view.q ?? '',
      here: queryOf(view),
      tabs,
      filters,
      isNarrowed: filters.active.length > 0,
      looked:
        looked === undefined ? '' : message('inbox.search.short', lang, { n: looked.toLocaleString('en') }),
      finishedToo: view.q !== undefined && view.show === 'open' ? pathOf({ ...view, show: 'all' }) : '',
      rows: rows.map((row) => ({ ...row, isChosen: chosen.includes(row.reference) })),
      caption: message(view.show === 'open' ? 'inbox.table' : `inbox.table.${view.show}`, lang),
      paging: pagingOf(page, view),
      ...(await savedPart(officer, view, typed)),
      ...(await actsPart(officer, view, problems, lang)),
      problems,
      notice,
      empty: rows.length > 0 ? false : emptyOf(tabOf(view)?.name, lang),
    }
  }

  async function headOf(officer: Officer, problems: Fault[], lang: Lang) {
    const own = divisionSeenBy(officer)
    const unit = (await divisions()).find(({ id }) => id === own)
    const title = message('inbox.title', lang)
    return {
      pageTitle: problems.length > 0 ? message('apply.errorTitle', lang, { title }) : title,
      of: say(unit?.name ?? messageText('inbox.of.all'), lang),
    }
  }

  async function savedPart(officer: Officer, view: View, { viewName = '', problems = [] }: Typed) {
    const here = queryOf(view)
    const views = await saved.of(officer)
    return {
      csvPath: here === '' ? '/desk/list.csv' : `/desk/list.csv?${here}`,
      csvMost: MOST_CSV_ROWS,
      views: views.map(({ id, name, query }) => ({
        name,
        path: query === '' ? '/desk' : `/desk?${query}`,
        deletePath: `/desk/views/${id}/delete`,
        isCurrent: query === here,
      })),
      maySave: !tabOf(view) && !views.some(({ query }) => query === here),
      viewName,
      viewFault: faultAt('#view-name', problems),
    }
  }

  async function actsPart(officer: Officer, view: View, problems: Fault[], lang: Lang) {
    const mayAct = may(officer, 'cases.act') && view.show !== 'finished'
    return {
      mayAct,
      acts: mayAct ? await actChoices(options, officer, lang) : [],
      actFault: faultAt('#act', problems),
      rowFault: faultAt('#choose', problems),
    }
  }

  async function tabsFor(officer: Officer, view: View, lang: Lang) {
    const moments = momentsAt(now())
    return Promise.all(
      TABS.filter(({ view: { officer: who } }) => who !== ME || may(officer, 'cases.act')).map(
        async (tab) => {
          const n = tab.isCounted ? await inbox.count(officer, tab.view, moments, MOST_COUNTED) : 0
          const count = n >= MOST_COUNTED ? `${MOST_COUNTED - 1}+` : String(n)
          return {
            name: message(`inbox.tab.${tab.name}`, lang),
            path: pathOf(tab.view),
            count: tab.isCounted ? count : '',
            countText: message('inbox.tab.count', lang, { n: count }),
            isLate: tab.name === 'late' && n > 0,
            isCurrent: queryOf(tab.view) === queryOf(view),
          }
        },
      ),
    )
  }

  return { listPage, rowsFor }
}

const tabOf = (view: View) => TABS.find((tab) => queryOf(tab.view) === queryOf(view))

const faultAt = (part: string, problems: Fault[]) => problems.find(({ href }) => href === part)?.text ?? ''

function pagingOf({ rows, hasBefore, hasAfter }: ListPage, view: View) {
  const [first, last] = [rows[0], rows.at(-1)]
  return {
    previous: hasBefore && first ? pathOf(view, { before: placeText(placeOf(first, view.show)) }) : '',
    next: hasAfter && last ? pathOf(view, { after: placeText(placeOf(last, view.show)) }) : '',
    // The last page can run empty under the reader.
    first: hasBefore ? pathOf(view) : '',
  }
}

/** An empty list says why, and where to go from there. */
function emptyOf(tab: string | undefined, lang: Lang) {
  const name = tab ?? 'narrowed'
  const text = name === 'today' ? 'late' : name
  const links: Record<string, { path: string; name: string }> = {
    mine: { path: pathOf({ show: 'open', officer: NOBODY }), name: 'inbox.empty.goNobody' },
    nobody: { path: pathOf({ show: 'open', officer: ME }), name: 'inbox.empty.goMine' },
    late: { path: pathOf({ show: 'open' }), name: 'inbox.empty.goOpen' },
    today: { path: pathOf({ show: 'open' }), name: 'inbox.empty.goOpen' },
    narrowed: { path: pathOf({ show: 'open' }), name: 'inbox.filters.clear' },
  }
  const link = links[name]
  return {
    title: message(`inbox.empty.${name}`, lang),
    text: message(`inbox.empty.${text}.text`, lang),
    link: link ? { path: link.path, name: message(link.name, lang) } : false,
  }
}
