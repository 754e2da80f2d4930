import { dayOf } from '../../calendar/dates.ts'
import { say, type Lang, type Text } from '../../i18n/text.ts'
import { numberParts, showNumber } from './late-letter.ts'
import type { Listed } from './late-letter-store.ts'
import type { RemindersOptions } from './options.ts'

export const LATE_LETTERS = '/desk/late-letters'

type Sources = Pick<RemindersOptions, 'version' | 'divisions' | 'people'>
export type ShownLetter = Awaited<ReturnType<typeof shownLetters>>[number]

/** Letters as lists show them: names instead of ids, nothing of the applicant. */
export async function shownLetters(letters: readonly Listed[], sources: Sources, lang: Lang) {
  const [divisions, nameOf] = await Promise.all([sources.divisions(), sources.people.names()])
  const divisionName = (id: string): Text =>
    divisions.find((one) => one.id === id)?.name ?? { th: id, en: id }
  return Promise.all(
    letters.map(async (letter) => {
      const published = await sources.version(letter.serviceId, letter.serviceVersion)
      const title = published?.definition.title ?? { th: letter.serviceId, en: letter.serviceId }
      return {
        reference: letter.reference,
        n: letter.n,
        name: `${letter.reference}_${letter.n}`,
        path: letterPath(letter),
        casePath: `/desk/cases/${letter.reference}`,
        service: say(title, lang),
        division: say(divisionName(letter.division), lang),
        dueDay: letter.dueDay,
        daysLate: letter.daysLate,
        isPaused: letter.status === 'waitingForApplicant',
        byPost: letter.applicantEmail === null,
        numberText: letter.number === null ? '' : showNumber(letter.number),
        numberParts: letter.number === null ? null : numberParts(letter.number),
        signedDay: dayOrNull(letter.signedAt),
        signedBy: nameOf(letter.signedBy),
        postedDay: dayOrNull(letter.postedAt),
        copyDay: dayOrNull(letter.copySentAt),
        droppedDay: dayOrNull(letter.droppedAt),
        droppedKey: letter.droppedBecause && `late.dropped.${letter.droppedBecause}`,
        reason: letter.reason,
      }
    }),
  )
}

export const letterPath = ({ reference, n }: Pick<Listed, 'reference' | 'n'>) =>
  `${LATE_LETTERS}/${reference}/${n}`

export const dayOrNull = (instant: string | null) => instant && dayOf(new Date(instant))
