import { UserError } from '../../errors.ts'
import { messageText } from '../../i18n/messages.ts'
import { fill, type Text } from '../../i18n/text.ts'
import { normaliseThai } from '../../i18n/thai.ts'
import type { Officer } from '../../officers/officer.ts'
import type { SavedStore } from './saved-store.ts'
import { queryOf, type View } from './view.ts'

export const MOST_VIEWS = 20
const LONGEST_NAME = 60

export type Saved = ReturnType<typeof makeSaved>

/** The lists that officers keep under a name of their own. Nobody sees another's. */
export function makeSaved(parts: { store: SavedStore; newId: () => string; now: () => Date }) {
  const { store } = parts

  /** Keeps the list; returns what is wrong with its name instead, if something is. */
  async function save(officer: Officer, typed: string, view: View): Promise<Text | undefined> {
    const name = normaliseThai(typed).replace(/\s+/g, ' ').trim()
    if (name === '') return messageText('inbox.views.noName')
    if ([...name].length > LONGEST_NAME)
      return fill(messageText('inbox.views.longName'), { max: LONGEST_NAME })
    const createdAt = parts.now().toISOString()
    const saved = { id: parts.newId(), officerId: officer.id, name, query: queryOf(view), createdAt }
    try {
      await store.add(saved, MOST_VIEWS)
      return undefined
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      if (error.kind === 'conflict') return fill(messageText('inbox.views.taken'), { name })
      if (error.kind === 'tooMany') return fill(messageText('inbox.views.tooMany'), { max: MOST_VIEWS })
      throw error
    }
  }

  return {
    of: (officer: Officer) => store.of(officer.id),
    save,
    remove: (officer: Officer, id: string) => store.remove(officer.id, id),
  }
}
