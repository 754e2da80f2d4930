import type { IsoDay } from '../../calendar/dates.ts'
import { message } from '../../i18n/messages.ts'
import { say, type Lang } from '../../i18n/text.ts'
import type { FormBody } from '../../web/body.ts'
import { one } from '../../web/form-body.ts'
import type { Followed } from '../following.ts'
import { MARKS, SURVEY, type GivenRating, type SurveyQuestion } from '../rating.ts'

// The survey after the end, as a form: no HTTP, no storage.

export const MOST_COMMENT = 5000

export type TypedRating = Record<SurveyQuestion | 'solved' | 'comment', string>
export const NOTHING_MARKED: TypedRating = { steps: '', fairness: '', ease: '', solved: '', comment: '' }

type Faults = Partial<Record<keyof TypedRating, string>>

export function typedRating(body: FormBody): TypedRating {
  const typed = (name: string) => one(body, name)
  return {
    steps: typed('steps'),
    fairness: typed('fairness'),
    ease: typed('ease'),
    solved: typed('solved'),
    comment: typed('comment').replace(/\r\n?/g, '\n').trim(),
  }
}

/** What is missing or wrong, by field. Opening it again takes the applicant's words. */
export function ratingFaults(typed: TypedRating, mayReopen: boolean, lang: Lang): Faults {
  const marks = SURVEY.filter((name) => !MARKS.some((mark) => String(mark) === typed[name]))
  const tooLong = [...typed.comment].length > MOST_COMMENT
  return {
    ...Object.fromEntries(marks.map((name) => [name, message(`track.rate.${name}.missing`, lang)])),
    ...(typed.solved !== 'yes' &&
      typed.solved !== 'no' && { solved: message('track.rate.solved.missing', lang) }),
    ...(typed.solved === 'no' &&
      mayReopen &&
      typed.comment === '' && { comment: message('track.rate.comment.missing', lang) }),
    ...(tooLong && { comment: message('track.add.tooLong', lang, { max: MOST_COMMENT }) }),
  }
}

export function ratingOf(typed: TypedRating): GivenRating {
  return {
    steps: Number(typed.steps),
    fairness: Number(typed.fairness),
    ease: Number(typed.ease),
    solved: typed.solved === 'yes',
    ...(typed.comment && { comment: typed.comment }),
  }
}

/** The survey's form. `until` is the last day for opening the request again; undefined when that is not the way. */
export function surveyView(typed: TypedRating, faults: Faults, until: IsoDay | undefined, lang: Lang) {
  const asked = (name: keyof TypedRating) => ({
    key: name,
    label: message(`track.rate.${name}`, lang),
    problem: faults[name] ?? '',
  })
  return {
    questions: SURVEY.map((name) => ({
      ...asked(name),
      options: MARKS.map((mark) => ({
        id: String(mark),
        label: message(`track.rate.mark.${mark}`, lang),
        checked: typed[name] === String(mark),
      })),
    })),
    solved: {
      ...asked('solved'),
      yes: typed.solved === 'yes',
      no: typed.solved === 'no',
      reopens: until !== undefined,
    },
    comment: { ...asked('comment'), value: typed.comment },
  }
}

export function problemsOf(faults: Faults): { href: string; text: string }[] {
  return Object.entries(faults).map(([name, text]) => ({
    href: SURVEY.some((question) => question === name)
      ? `#${name}-5`
      : name === 'solved'
        ? '#solved-yes'
        : `#${name}`,
    text,
  }))
}

/** Where to go when opening it again is not the way (any more). */
export function elsewhere({ published }: Followed, lang: Lang): string[] {
  return published.definition.manual.complaints.map((text) => say(text, lang))
}
