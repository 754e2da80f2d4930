import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  CLOCK_RULE_SOURCES,
  readClockRules,
  STANDARD_CLOCK_RULES,
  type ClockRules,
} from '../../calendar/clock-rules.ts'
import { message, messageText } from '../../i18n/messages.ts'
import { fill, say, type Lang, type Text } from '../../i18n/text.ts'
import { westernDigits } from '../../i18n/thai.ts'
import { problemsOf, type Faults } from '../../officers/desk/problems.ts'
import { bodyOf } from '../../officers/desk/visitor.ts'
import { parseStored } from '../../storage/json.ts'
import { one } from '../../web/form-body.ts'
import { MANAGE, moment, noticeOf, show, type OfficeOptions } from './options.ts'
import { changeSetting, historyOf } from './setting-change.ts'
import { changedRules } from './settings.ts'

type RuleName = keyof ClockRules
type Typed = Record<string, string>

const HERE = '/desk/office/rules'
const NAMES = Object.keys(STANDARD_CLOCK_RULES) as RuleName[]
/** Days no promise is longer than; a slip of the finger must not stop the clock for a century. */
const MOST_DAYS = 3_650

/** The numbers of the legal clock, each with its source and its standard. */
export function rulesRoutes(app: FastifyInstance, options: OfficeOptions): void {
  const { office, edition } = options

  app.get(HERE, MANAGE, async (request, reply) => {
    const { rules } = office.current()
    return showForm(request, reply, { typed: typedOf(rules), seen: codeOf(rules) })
  })

  app.post(HERE, MANAGE, async (request, reply) => {
    await edition.look()
    const body = bodyOf(request)
    const typed = Object.fromEntries(NAMES.map((name) => [name, one(body, name).slice(0, 10)]))
    const seen = one(body, 'seen')
    const { rules, wrong } = readRules(typed)
    const inWords = wrong.map((name) => [
      name,
      message('office.rules.fault', request.lang, { name: ruleLabel(name, request.lang), n: MOST_DAYS }),
    ])
    if (wrong.length > 0)
      return showForm(request, reply, { typed, seen }, Object.fromEntries(inWords) as Faults)
    const before = office.current().rules
    const changed = changedRules(before, rules)
    if (Object.keys(changed).length === 0)
      return showForm(
        request,
        reply,
        { typed, seen },
        { [NAMES[0]!]: message('office.hours.same', request.lang) },
      )
    return changeSetting(options, request, reply, {
      key: 'clockRules',
      path: HERE,
      deed: 'rules.changed',
      step: { rules },
      value: rules,
      reason: rulesReason(Object.keys(changed) as RuleName[]),
      data: changed,
      seen,
      present: codeOf(before),
      check: {
        template: 'office/rules-check',
        title: 'office.rules.check',
        data: {
          typed: NAMES.map((name) => ({ name, value: typed[name] })),
          seen,
          changes: (Object.keys(changed) as RuleName[]).map((name) => ({
            label: labelOf(name),
            source: CLOCK_RULE_SOURCES[name],
            before: shownValue(before[name], request.lang),
            after: shownValue(rules[name], request.lang),
          })),
        },
      },
      again: (status, found, conflict) =>
        showForm(request, reply, { typed, seen: codeOf(office.current().rules), status, conflict }, found),
    })
  })

  async function showForm(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: ShownRules,
    faults: Faults = {},
  ) {
    const { lang } = request
    const { typed, seen, conflict = false, status } = shown
    const { rules, changed } = office.current()
    const names = await options.people.names()
    const by = changed.clockRules
    return show(
      request,
      reply,
      { template: 'office/rules', title: 'office.rules', ...(status !== undefined && { status }) },
      {
        ...problemsOf(faults),
        seen,
        conflict,
        notice: noticeOf(request.query),
        changedBy: by
          ? message('office.changedBy', lang, { name: names(by.by), at: moment(by.at, lang) })
          : message('office.fromFile', lang),
        rules: NAMES.map((name) =>
          ruleView(name, typed[name] ?? '', faults[name] ?? '', rules, conflict, lang),
        ),
        history: await historyOf(options, 'rules.changed', lang, (data) => {
          const { moves: _moves, ...told } = parseStored(data) as Record<string, string | number>
          return Object.entries(told).map(([name, what]) => toldChange(name, String(what), lang))
        }),
      },
    )
  }
}

type ShownRules = { typed: Typed; seen: string; status?: number; conflict?: boolean }

function ruleView(
  name: RuleName,
  typed: string,
  fault: string,
  rules: ClockRules,
  conflict: boolean,
  lang: Lang,
) {
  const standard = STANDARD_CLOCK_RULES[name]
  return {
    name,
    label: labelOf(name),
    isChoice: typeof standard === 'boolean',
    isYes: typed === 'yes',
    value: typed,
    fault,
    source: say(CLOCK_RULE_SOURCES[name], lang),
    standard: shownValue(standard, lang),
    present: conflict ? shownValue(rules[name], lang) : '',
  }
}

function readRules(typed: Typed): { rules: ClockRules; wrong: RuleName[] } {
  const read = Object.fromEntries(
    NAMES.map((name) => [
      name,
      typeof STANDARD_CLOCK_RULES[name] === 'boolean' ? yesNo(typed[name]) : numberIn(typed[name]),
    ]),
  )
  const right = readClockRules(read)
  const wrong = NAMES.filter((name) => right.rules[name] !== read[name] || Number(read[name]) > MOST_DAYS)
  return { rules: right.rules, wrong }
}

const yesNo = (typed: string | undefined) => (typed === 'yes' ? true : typed === 'no' ? false : undefined)
const numberIn = (typed: string | undefined) => {
  const words = westernDigits(typed ?? '').trim()
  return /^\d{1,5}$/.test(words) ? Number(words) : undefined
}

function typedOf(rules: ClockRules): Typed {
  return Object.fromEntries(
    NAMES.map((name) => {
      const value = rules[name]
      return [name, typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)]
    }),
  )
}

function shownValue(value: number | boolean, lang: Lang): string {
  if (typeof value === 'number') return String(value)
  return message(value ? 'office.rules.yes' : 'office.rules.no', lang)
}

function rulesReason(changed: readonly RuleName[]): Text {
  const text = messageText('office.reason.rules')
  const named = (lang: Lang) => changed.map((name) => say(labelOf(name), lang)).join('; ')
  return { th: fill(text, { rules: named('th') }).th, en: fill(text, { rules: named('en') }).en }
}

const labelOf = (name: RuleName): Text => messageText(`office.rule.${name}`)

/** One change as the audit log keeps it, `15 -> 20`. */
function toldChange(name: string, what: string, lang: Lang): string {
  const [from = '', to = ''] = what.split(' -> ')
  return message('office.fromTo.named', lang, { name: ruleLabel(name, lang), from, to })
}

/** Of a rule that older entries name and the program no longer has: its name. */
const ruleLabel = (name: string, lang: Lang): string =>
  NAMES.some((known) => known === name) ? say(labelOf(name as RuleName), lang) : name

const codeOf = (rules: ClockRules): string => NAMES.map((name) => String(rules[name])).join(',')
