/** The panel's menu: an address, and the key of its words. */
const ITEMS = [
  { path: '/panel', key: 'panel.nav.inbox', also: '/panel/reports' },
  { path: '/panel/members', key: 'panel.nav.members' },
  { path: '/panel/log', key: 'panel.nav.log' },
  { path: '/panel/account', key: 'panel.nav.account' },
]

export function navOf(path: string) {
  return ITEMS.map((item) => ({ ...item, isHere: isWithin(path, item) }))
}

function isWithin(path: string, item: { path: string; also?: string }): boolean {
  if (path === item.path) return true
  const below = item.also ?? (item.path === '/panel' ? undefined : item.path)
  return below !== undefined && path.startsWith(`${below}/`)
}
