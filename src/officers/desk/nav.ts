import { may, type Officer, type Right } from '../officer.ts'

type NavItem = {
  path: string
  /** Key of its message. */
  name: string
  right: Right
  /** Other addresses that belong to it, with all below them. */
  holds?: string[]
}

/** The desk's pages in the order of work. The first one that an officer may open is where they arrive. */
const NAV: readonly NavItem[] = [
  {
    path: '/desk',
    name: 'desk.nav.inbox',
    right: 'cases.read',
    holds: ['/desk/cases', '/desk/bulk', '/desk/views'],
  },
  { path: '/desk/counter', name: 'counter.nav', right: 'counter.file' },
  { path: '/desk/overview', name: 'overview.nav', right: 'overview.read' },
  { path: '/desk/late-letters', name: 'desk.nav.late', right: 'cases.read' },
  { path: '/desk/people', name: 'desk.nav.people', right: 'people.manage' },
  { path: '/desk/office', name: 'desk.nav.office', right: 'office.manage' },
  { path: '/desk/replies', name: 'desk.nav.replies', right: 'replies.edit' },
  { path: '/desk/jobs', name: 'desk.nav.jobs', right: 'jobs.read' },
  { path: '/desk/audit', name: 'desk.nav.audit', right: 'audit.read' },
]

export type ShownNav = { path: string; name: string; isCurrent: boolean }[]

/** What this officer finds in the menu; the item of the page that `path` is under is marked. */
export function navOf(officer: Officer, path: string): ShownNav {
  const own = NAV.filter(({ right }) => may(officer, right))
  return own.map((item) => ({ path: item.path, name: item.name, isCurrent: isUnder(item, path) }))
}

function isUnder({ path: own, holds = [] }: NavItem, path: string): boolean {
  // Every page lies below `/desk`; that it is one of the first page's own is said by `holds`.
  const below = own === '/desk' ? holds : [own, ...holds]
  return path === own || below.some((start) => path === start || path.startsWith(`${start}/`))
}

/** Where they arrive after signing in. */
export function homeOf(officer: Officer): string {
  return NAV.find(({ right }) => may(officer, right))?.path ?? '/desk/account'
}
