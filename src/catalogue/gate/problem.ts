import { gateMessages } from '../../i18n/messages/gate.ts'
import { fill, type Text } from '../../i18n/text.ts'

/** `path` is a JSON pointer into the document. */
export type GateProblem = { code: GateCode; severity: 'error' | 'warning'; text: Text; path: string }

type MessageKey = keyof typeof gateMessages
export type GateCode = MessageKey extends infer Key
  ? Key extends `gate.problem.${infer Code}`
    ? Code
    : never
  : never

type Values = Record<string, string | number>

export function error(code: GateCode, path: string, values: Values = {}): GateProblem {
  return { code, severity: 'error', text: fill(gateMessages[`gate.problem.${code}`], values), path }
}

export function warning(code: GateCode, path: string, values: Values = {}): GateProblem {
  return { ...error(code, path, values), severity: 'warning' }
}
