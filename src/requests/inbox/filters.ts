import { message } from '../../i18n/messages.ts'
import { say, type Lang } from '../../i18n/text.ts'
import { divisionSeenBy, type Officer } from '../../officers/officer.ts'
import { REQUEST_CHANNELS } from '../request.ts'
import { STATUSES } from '../status.ts'
import type { InboxOptions } from './options.ts'
import { DUE_SPANS, ME, NOBODY, pathOf, SHOWN, type View } from './view.ts'

type Choice = { value: string; name: string }
/** The filters whose values have names of their own, each with its choices. */
export type FilterNames = Record<'service' | 'division' | 'officer', Choice[]>

/** The names an officer can choose from; the chosen value is among them even when it is no longer offered. */
export async function filterNames(
  { services, divisions, people }: InboxOptions,
  officer: Officer,
  view: View,
  lang: Lang,
): Promise<FilterNames> {
  const own = divisionSeenBy(officer)
  const [offered, units, colleagues, nameOf] = await Promise.all([
    services(),
    divisions(),
    people.active({ right: 'cases.act', ...(own !== null && { division: own }) }),
    people.names(),
  ])
  const choices = {
    service: offered.map(({ id, title }) => ({ value: id, name: say(title, lang) })),
    division: units.map(({ id, name }) => ({ value: id, name: say(name, lang) })),
    officer: [
      { value: ME, name: message('inbox.officer.me', lang) },
      { value: NOBODY, name: message('inbox.officer.nobody', lang) },
      ...colleagues.filter(({ id }) => id !== officer.id).map(({ id, name }) => ({ value: id, name })),
    ],
  }
  return {
    service: withChosen(choices.service, view.service, (id) => id),
    division: withChosen(choices.division, view.division, (id) => id),
    officer: withChosen(choices.officer, view.officer, nameOf),
  }
}

function withChosen(choices: Choice[], chosen: string | undefined, nameOf: (id: string) => string): Choice[] {
  if (chosen === undefined || choices.some(({ value }) => value === chosen)) return choices
  return [...choices, { value: chosen, name: nameOf(chosen) }]
}

const NAMES = ['show', 'state', 'due', 'officer', 'service', 'division', 'channel'] as const

/** The fields of the filter form, and what is narrowed by, each with the address of the list without it. */
export function filtersFor(view: View, names: FilterNames, lang: Lang) {
  const named = (list: readonly string[], key: string) =>
    list.map((value) => ({ value, name: message(`inbox.${key}.${value}`, lang) }))
  const any = { value: '', name: message('inbox.filters.any', lang) }
  const choices: Record<(typeof NAMES)[number], Choice[]> = {
    show: named(SHOWN, 'show'),
    state: [any, ...named(STATUSES, 'state')],
    due: [any, ...named(DUE_SPANS, 'span')],
    officer: [any, ...names.officer],
    service: [any, ...names.service],
    division: [any, ...names.division],
    channel: [any, ...named(REQUEST_CHANNELS, 'channel')],
  }
  const fields = NAMES.map((name) => ({
    name,
    label: message(`inbox.filter.${name}`, lang),
    choices: choices[name].map((choice) => ({ ...choice, isChosen: choice.value === (view[name] ?? '') })),
  }))
  const active = fields.flatMap(({ name, label, choices }) => {
    if (name === 'show' && view.show === 'open') return []
    const chosen = view[name] === undefined ? undefined : choices.find(({ isChosen }) => isChosen)
    return chosen ? [{ label, name: chosen.name, without: pathOf(without(view, name)) }] : []
  })
  const words = view.q === undefined ? [] : [wordsChip(view, view.q, lang)]
  return { fields, active: [...words, ...active] }
}

const wordsChip = (view: View, q: string, lang: Lang) => ({
  label: message('inbox.filter.q', lang),
  name: q,
  without: pathOf(without(view, 'q')),
})

function without(view: View, name: keyof View): View {
  if (name === 'show') return { ...view, show: 'open' }
  const { [name]: _gone, ...rest } = view
  return rest
}
