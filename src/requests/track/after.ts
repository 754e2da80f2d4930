import type { ClockRules } from '../../calendar/clock-rules.ts'
import type { IsoDay } from '../../calendar/dates.ts'
import type { Lang } from '../../i18n/text.ts'
import type { Followed } from '../following.ts'
import { mayRate, mayReopen, reopenUntil } from '../rating.ts'
import { missingView, questionsView, resultView } from './asked.ts'
import { elsewhere, NOTHING_MARKED, surveyView } from './survey.ts'

/** What the office asks of the applicant, what came of the request, and what the applicant may say to it. */
export function askedAndAnswered(
  followed: Followed,
  today: IsoDay,
  rules: ClockRules,
  filePath: (id: string) => string,
  lang: Lang,
) {
  const { events } = followed
  const until = mayReopen(events, today, rules) ? reopenUntil(events, rules) : undefined
  const rates = mayRate(events)
  // Once the time is over, the places to turn to stand where the button was.
  const isLateToReopen = until === undefined && reopenUntil(events, rules) !== undefined
  return {
    missing: missingView(followed) ?? null,
    questions: questionsView(followed),
    result: resultView(followed, filePath, lang) ?? null,
    survey: rates ? surveyView(NOTHING_MARKED, {}, until, lang) : null,
    reopenUntil: rates ? '' : (until ?? ''),
    elsewhere: isLateToReopen ? elsewhere(followed, lang) : [],
  }
}
