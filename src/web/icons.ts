/** Our own line pictograms on a 32 px grid; a life event’s has the name of its code. */
export const ICONS = {
  home: 'M4 15 16 5l12 10M7 13v14h18V13M13 27v-8h6v8',
  utilities: 'M11 20a8 8 0 1 1 10 0c-1 1-1 2-1 3h-8c0-1 0-2-1-3ZM13 27h6M16 23v-7M13 13l3 3 3-3',
  family: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM4 28v-5a8 8 0 0 1 15-4M23 28V17a3 3 0 0 1 6 0M12 21v7',
  business:
    'M6 5h20l3 8a3.2 3.2 0 0 1-6.5 0 3.2 3.2 0 0 1-6.5 0 3.2 3.2 0 0 1-6.5 0A3.2 3.2 0 0 1 3 13ZM6 17v10h20V17M13 27v-6h6v6',
  taxes: 'M4 7h24v18H4ZM4 13h24M9 20h7',
  community: 'M16 5v22M16 5 3 27h26ZM16 5l5 22M16 5l-5 22M13 3l3 2 3-2',
  voice: 'M5 13v6h5l12 6V7L10 13ZM10 19l2 8h4l-2-6M26 12a5 5 0 0 1 0 8',
  water: 'M16 4c5 6 8 10 8 14a8 8 0 0 1-16 0c0-4 3-8 8-14ZM12 19a4 4 0 0 0 4 4',
  light: 'M16 3v4M9 27h14M16 27V13M10 13h12l-2-6h-8ZM8 17l-2 2M24 17l2 2',
  road: 'M10 4 4 28M22 4l6 24M16 6v4M16 14v4M16 22v4',
  document: 'M8 4h11l6 6v18H8ZM19 4v6h6M12 16h9M12 21h9',
  clock: 'M16 4a12 12 0 1 1 0 24 12 12 0 0 1 0-24ZM16 9v7l5 3',
  calendar: 'M5 8h22v19H5ZM5 14h22M11 4v7M21 4v7M10 19h3M19 19h3M10 23h3',
  money: 'M4 8h24v16H4ZM16 12.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM8 12v.1M24 20v.1',
  office: 'M3 12 16 5l13 7ZM6 12v12M13 12v12M19 12v12M26 12v12M3 27h26',
  person: 'M16 5a5 5 0 1 1 0 10 5 5 0 0 1 0-10ZM6 28a10 10 0 0 1 20 0',
  printer: 'M9 12V4h14v8M9 23H4V12h24v11h-5M9 19h14v9H9Z',
  phone: 'M7 4h6l2 7-4 3c2 4 4 6 7 7l3-4 7 2v6c0 2-1 3-3 3C13 27 5 18 4 7c0-2 1-3 3-3Z',
  mail: 'M4 7h24v18H4ZM4 9l12 9 12-9',
  search: 'M14 5a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM21 21l7 7',
  check: 'M5 17l7 7L27 8',
  arrow: 'M5 16h21M18 8l8 8-8 8',
  back: 'M27 16H6M14 8l-8 8 8 8',
  chevron: 'M12 6l10 10-10 10',
  close: 'M7 7l18 18M25 7 7 25',
  download: 'M16 4v16M9 14l7 7 7-7M5 27h22',
  warning: 'M16 4 29 27H3ZM16 12v7M16 23v.1',
  place: 'M16 29c-6-8-9-12-9-16a9 9 0 0 1 18 0c0 4-3 8-9 16ZM16 10a3 3 0 1 1 0 6 3 3 0 0 1 0-6Z',
  camera: 'M4 10h6l2-4h8l2 4h6v16H4ZM16 13a5 5 0 1 1 0 10 5 5 0 0 1 0-10Z',
} as const

export type IconName = keyof typeof ICONS

export function isIcon(name: string): name is IconName {
  return Object.hasOwn(ICONS, name)
}

/** The pictogram as inline SVG. It only decorates: the words beside it carry the meaning. */
export function iconSvg(name: string): string {
  if (!isIcon(name)) throw new Error(`no icon named ${name}`)
  return `<svg class="sala-icon" viewBox="0 0 32 32" width="32" height="32" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d="${ICONS[name]}"/></svg>`
}
