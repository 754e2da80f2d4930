import { message } from '../../i18n/messages.ts'
import type { Lang } from '../../i18n/text.ts'
import { one } from '../../web/form-body.ts'
import { PASSPHRASE_LENGTH, passphraseProblem, type PassphraseProblem } from '../members.ts'
import type { Fault } from './fault.ts'
import type { Visit } from './visit.ts'

/** The faults of a page: the list at its head with links to the fields, and each beside its field. */
export function shownFaults(faults: Fault[]) {
  return {
    problems: faults.map(({ id, text }) => ({ href: `#${id}`, text })),
    faults: Object.fromEntries(faults.map(({ id, text }) => [id, text])),
  }
}

/** What is wrong with a new passphrase, typed twice. */
export function passphraseFaults({ body, lang }: Visit): Fault[] {
  const [passphrase, repeat] = [one(body, 'passphrase'), one(body, 'repeat')]
  const problem = passphraseProblem(passphrase)
  if (problem) return [{ id: 'passphrase', text: problemText(problem, lang) }]
  return passphrase.normalize('NFC') === repeat.normalize('NFC')
    ? []
    : [{ id: 'repeat', text: message('panel.passphrase.differs', lang) }]
}

export const problemText = (problem: PassphraseProblem, lang: Lang): string =>
  message(`panel.passphrase.${problem}`, lang, PASSPHRASE_LENGTH)
