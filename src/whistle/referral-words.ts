import { messageText } from '../i18n/messages.ts'
import type { Text } from '../i18n/text.ts'
import { QUESTIONS } from './clocks.ts'
import { STAGES } from './entries.ts'
import { OUTCOME_RULES } from './outcomes.ts'
import { QUESTION_IDS, REPORT_QUESTIONS } from './report.ts'
import type { Position } from './roster.ts'

const RETALIATION = [...QUESTIONS, 'no', 'yes', 'unsure'] as const

/**
 * What the codes of a referred report mean. It travels inside the sealed file: who opens it years later has neither
 * this program nor the roster. Of the positions only those the report is about.
 */
export function referralWords(
  positions: Position[],
  subjects: string[],
): Record<string, Record<string, Text>> {
  const named = positions.filter(({ id }) => subjects.includes(id))
  return {
    questions: textsOf(QUESTION_IDS, (id) => REPORT_QUESTIONS[id].title),
    positions: Object.fromEntries(named.map(({ id, title }) => [id, title])),
    stages: textsOf(STAGES, (stage) => messageText(`panel.stage.${stage}`)),
    outcomes: Object.fromEntries(Object.entries(OUTCOME_RULES).map(([id, { title }]) => [id, title])),
    retaliation: textsOf(RETALIATION, (word) => messageText(`panel.retaliation.${word}`)),
  }
}

function textsOf<Id extends string>(ids: readonly Id[], textOf: (id: Id) => Text): Record<string, Text> {
  return Object.fromEntries(ids.map((id) => [id, textOf(id)]))
}
