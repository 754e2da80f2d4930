import { messageText } from '../../i18n/messages.ts'
import { fill, type Text } from '../../i18n/text.ts'
import type { Field } from '../../forms/definition.ts'
import { may } from '../../officers/officer.ts'
import type { Act } from '../desk/acts.ts'
import { returnStanding, usualDay } from '../desk/missing.ts'
import { isStillMissing, missingItems } from '../missing-items.ts'
import { stepStates } from '../status.ts'
import {
  choice,
  line,
  NOTHING,
  picking,
  withWords,
  words,
  type Around,
  type Asked,
  type Group,
} from './asked.ts'

/** The questions of one act on one case, in their order. */
export function askedBy(act: Act, around: Around): Asked {
  switch (act) {
    case 'assign':
      return picking('to', 'case.ask.assign', assignable(around))
    case 'join':
    case 'forward':
      return withWords(
        picking('division', `case.ask.${act}`, otherDivisions(act, around)),
        'text',
        'case.ask.why',
        act === 'forward',
      )
    case 'leave':
      return leaving(around)
    case 'startStep':
    case 'finishStep':
      return step(act, around)
    case 'askMissing':
      return missing(around)
    case 'extend':
      return extension()
    case 'decide':
      return decision(around)
    case 'link':
      return { ...NOTHING, fields: { other: line('case.ask.link', 'case.ask.link.hint') } }
    case 'supplyAtCounter':
      return { ...withWords(supplied(around), 'text', 'case.ask.supplied', false), takesFiles: true }
    case 'deliver':
      return { ...withWords(NOTHING, 'text', 'case.ask.deliver', false), takesFiles: true }
    case 'return':
      return returning(around)
    case 'receive':
    case 'claim':
      return NOTHING
    case 'release':
      return withWords(NOTHING, 'text', 'case.ask.release', false)
    default:
      return withWords(NOTHING, 'text', `case.ask.${act}`, true)
  }
}

/** Each division as a whole, and the people in it; only the Palad’s office chooses among divisions. */
function assignable({ officer, file, rules: { divisions, officers } }: Around): Group[] {
  const working = officers.filter((one) => may(one, 'cases.act'))
  const peopleOf = (division: string | null) =>
    working
      .filter((one) => one.division === division)
      .map((one) => ({ id: `officer:${one.id}`, label: plain(`${one.name} (${one.title})`) }))
  const open = divisions.filter(({ ended }) => !ended)
  const groups = open.map(({ id, name }) => ({
    id,
    label: name,
    options: [{ id: `division:${id}`, label: inBoth('case.ask.assign.division', name) }, ...peopleOf(id)],
  }))
  if (officer.role !== 'triage') return groups.filter(({ id }) => id === file.request.division)
  return [...groups, { label: messageText('case.ask.assign.palad'), options: peopleOf(null) }].filter(
    ({ options }) => options.length > 0,
  )
}

const plain = (words: string): Text => ({ th: words, en: words })

function inBoth(key: string, division: Text): Text {
  const text = messageText(key)
  return {
    th: fill(text, { division: division.th }).th,
    en: fill(text, { division: division.en }).en,
  }
}

function otherDivisions(act: 'join' | 'forward', { rules: { divisions }, file }: Around): Group[] {
  const options = divisions
    .filter(({ ended }) => !ended)
    .filter(({ id }) => id !== file.request.division && !(act === 'join' && file.joined.includes(id)))
    .map(({ id, name }) => ({ id, label: name }))
  return [{ label: messageText('case.ask.divisions'), options }]
}

/** Who answers for the case ends any part; a division that joined speaks for itself. */
function leaving(around: Around): Asked {
  const { file, rules, officer } = around
  const options = rules.divisions
    .filter(({ id }) => file.joined.includes(id) && (!isHelper(around) || id === officer.division))
    .map(({ id, name }) => ({ id, label: name }))
  const asked = { ...NOTHING, fields: { division: choice('case.ask.leave', options, true) } }
  return { ...asked, given: { division: options.length === 1 ? (options[0]?.id ?? '') : '' } }
}

const isHelper = ({ officer, file }: Around) =>
  officer.role !== 'triage' && officer.division !== file.request.division

function step(act: 'startStep' | 'finishStep', around: Around): Asked {
  const { file, officer } = around
  const open = stepStates(file.published.definition.manual.steps, file.events)
    .filter(({ step: { unit } }) => !isHelper(around) || unit === officer.division)
    .filter(({ state }) => (act === 'startStep') === (state !== 'now'))
  const likely = open.find(({ state }) => state === (act === 'startStep' ? 'next' : 'now')) ?? open[0]
  const options = open.map(({ step: { id, title } }) => ({ id, label: title }))
  const asked = {
    ...NOTHING,
    fields: { step: choice(`case.ask.${act}`, options, true) },
    given: { step: likely?.step.id ?? '' },
  }
  return act === 'startStep' ? asked : withWords(asked, 'text', 'case.ask.stepNote', false, 3)
}

/** The documents of the manual to tick, and whatever else in words, a line each: all of it at one time. */
function missing({ file, rules, today }: Around): Asked {
  const documents = file.published.definition.manual.documents.map(({ id, name }) => ({ id, label: name }))
  const records = file.events.filter(({ kind }) => kind === 'deficiency').length
  const { deficiencyRecords } = rules.calendar.rules
  const due = usualDay({ today, rules })
  return {
    ...NOTHING,
    fields: {
      ...(documents.length > 0 && {
        documents: choice(
          'case.ask.missing.documents',
          documents,
          true,
          true,
          'case.ask.missing.documents.hint',
        ),
      }),
      items: {
        ...words('case.ask.missing.items', documents.length === 0),
        hint: messageText('case.ask.missing.items.hint'),
      },
      day: {
        kind: 'date',
        label: messageText('case.ask.missing.day'),
        hint: messageText('case.ask.missing.day.hint'),
        required: true,
        pii: 'none',
      },
      ...(records >= deficiencyRecords && {
        legalReason: words('case.ask.missing.legalReason', true, 3),
      }),
    },
    given: {
      'day.day': String(Number(due.slice(8))),
      'day.month': String(Number(due.slice(5, 7))),
      'day.year': String(Number(due.slice(0, 4)) + 543),
    },
  }
}

/** Where several things are missing, which of them came. */
function supplied({ file }: Around): Asked {
  const missing = missingItems(file.events).filter(isStillMissing)
  if (missing.length < 2) return NOTHING
  const options = missing.map(({ n, words }) => ({ id: String(n), label: plain(words) }))
  return { ...NOTHING, fields: { got: choice('case.ask.got', options, true, true, 'case.ask.got.hint') } }
}

/** Unless the applicant let their time pass, the provision that allows it is asked for as well. */
function returning(around: Around): Asked {
  const asked = withWords(NOTHING, 'text', 'case.ask.return', true)
  const standing = returnStanding(around)
  if (standing === 'over') return asked
  return withWords(asked, 'legalReason', `case.ask.return.legalReason.${standing}`, true, 3)
}

function extension(): Asked {
  const units = (['workingDay', 'day'] as const).map((id) => ({
    id,
    label: messageText(`case.ask.extend.${id}`),
  }))
  const n: Field = {
    kind: 'number',
    label: messageText('case.ask.extend.n'),
    required: true,
    pii: 'none',
    min: 1,
    max: 365,
  }
  const fields = { n, unit: choice('case.ask.extend.unit', units, true) }
  return withWords({ ...NOTHING, fields, given: { unit: 'workingDay' } }, 'text', 'case.ask.extend', true, 4)
}

/** Grounds come from the service's own closed list, each with the clause it rests on. */
function decision({ file }: Around): Asked {
  const outcomes = (['approved', 'refused'] as const).map((id) => ({
    id,
    label: messageText(`case.ask.decide.${id}`),
  }))
  const grounds = (file.published.definition.refusals ?? []).map(({ id, reason, clause }) => ({
    id,
    label: reason,
    hint: clause,
  }))
  const fields = {
    outcome: choice('case.ask.decide.outcome', outcomes, true),
    ...(grounds.length > 0 && {
      ground: choice('case.ask.decide.ground', grounds, true, false, 'case.ask.decide.ground.hint'),
    }),
  }
  const text = { ...words('case.ask.decide', true), hint: messageText('case.ask.decide.hint') }
  return { ...NOTHING, fields: { ...fields, text } }
}
