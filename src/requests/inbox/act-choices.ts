import { message } from '../../i18n/messages.ts'
import { say, type Lang } from '../../i18n/text.ts'
import { divisionSeenBy, may, type Officer } from '../../officers/officer.ts'
import type { InboxOptions } from './options.ts'

/** Acts that need no words of their own, so that many cases can be done at once. */
export const BULK_ACTS = ['receive', 'claim', 'startStep', 'finishStep', 'release'] as const
export type BulkAct = (typeof BULK_ACTS)[number]

/** What is to be done to the chosen cases, as the one select of the page says it. */
export type Choice =
  { act: BulkAct } | { act: 'assign'; officer: string } | { act: 'assign'; division: string }

export type ChoiceGroup = { label: string; choices: { value: string; name: string }[] }

/** `claim`, `assign:officer:<id>`, `assign:division:<id>`; undefined for anything else. */
export function readChoice(value: string): Choice | undefined {
  const act = BULK_ACTS.find((each) => each === value)
  if (act) return { act }
  const [, kind, id] = /^assign:(officer|division):([\w-]{1,80})$/.exec(value) ?? []
  if (id === undefined) return undefined
  return kind === 'officer' ? { act: 'assign', officer: id } : { act: 'assign', division: id }
}

type Parts = Pick<InboxOptions, 'people' | 'divisions'>

/** What this officer can choose from: people to assign to only where the role assigns, each under their division. */
export async function actChoices(parts: Parts, officer: Officer, lang: Lang): Promise<ChoiceGroup[]> {
  const plain = BULK_ACTS.map((act) => ({
    value: act,
    name: message(`inbox.bulk.act.${act}`, lang),
  }))
  const groups: ChoiceGroup[] = [{ label: '', choices: plain }]
  if (!may(officer, 'cases.assign')) return groups
  const own = divisionSeenBy(officer)
  const [units, people] = await Promise.all([parts.divisions(), parts.people.active({ right: 'cases.act' })])
  const head = message('inbox.bulk.assign', lang)
  const assigning = units
    .filter(({ id, endedAt }) => endedAt === undefined && (own === null || id === own))
    .map(({ id, name }) => ({
      label: `${head} – ${say(name, lang)}`,
      choices: [
        ...people
          .filter(({ division }) => division === id)
          .map((one) => ({ value: `assign:officer:${one.id}`, name: one.name })),
        {
          value: `assign:division:${id}`,
          name: message('inbox.bulk.queue', lang, { division: say(name, lang) }),
        },
      ],
    }))
  return [...groups, ...assigning]
}

/** The choice in words, for headings. */
export async function choiceText(parts: Parts & Pick<InboxOptions, 'people'>, choice: Choice, lang: Lang) {
  if (choice.act !== 'assign') return message(`inbox.bulk.act.${choice.act}`, lang)
  const name =
    'officer' in choice ? (await parts.people.names())(choice.officer) : await queueName(choice.division)
  return message('inbox.bulk.act.assign', lang, { name })

  async function queueName(id: string): Promise<string> {
    const unit = (await parts.divisions()).find((each) => each.id === id)
    return message('inbox.bulk.queue', lang, { division: unit ? say(unit.name, lang) : id })
  }
}
