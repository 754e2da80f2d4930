import { formatDay, type IsoDay } from '../../calendar/dates.ts'
import { message } from '../../i18n/messages.ts'
import { say, type Text } from '../../i18n/text.ts'
import type { NewLetter } from '../../mail/letter.ts'
import type { Officer } from '../../officers/officer.ts'
import type { Request } from '../request.ts'
import type { Escalation, RemindedAbout, ReminderStage } from './rules.ts'

/** One line of a reminder: nothing of the applicant is in it, for mail lies open on many screens. */
export type ReminderLine = {
  about: RemindedAbout
  stage: ReminderStage
  day: IsoDay
  requestId: string
  reference: string
  service: Text
}

export type OfficeLetterParts = {
  municipality: Text
  /** The site's own address, without a path. */
  publicUrl: string
  newId: () => string
  now: () => Date
}

type About = { request: Pick<Request, 'id' | 'reference'>; service: Text }

/** The office's own language; letters to officers are written in it. */
const LANG = 'th'

/** Letters to officers. They name a request by its number and its service, and lead to the desk for the rest. */
export function makeOfficeLetters({ municipality, publicUrl, newId, now }: OfficeLetterParts) {
  function letter(to: Officer, key: string, requestId: string | null, subject: string, lines: string[]) {
    const closing = ['', say(municipality, LANG), message('letters.noReply', LANG)]
    return {
      id: newId(),
      key,
      requestId,
      toAddress: to.email,
      subject,
      text: [...lines, ...closing].join('\n'),
      html: null,
      createdAt: now().toISOString(),
    } satisfies NewLetter
  }

  const caseAddress = (reference: string) => `${publicUrl}/desk/cases/${reference}`

  /** Everything one officer is reminded of on one day. */
  function reminder(to: Officer, today: IsoDay, lines: ReminderLine[]): NewLetter {
    const sections = SECTIONS.map(({ about, stage }) => ({
      heading: `reminders.section.${about}.${stage}`,
      own: lines.filter((line) => line.about === about && line.stage === stage),
    }))
    const body = sections
      .filter(({ own }) => own.length > 0)
      .flatMap(({ heading, own }) => [
        message(heading, LANG, { count: own.length }),
        ...own.toSorted(byDay).flatMap(lineOf),
        '',
      ])
    const values = { count: lines.length, day: formatDay(today, LANG, 'short') }
    return letter(to, reminderKey(to.id, today), null, message('reminders.digest.subject', LANG, values), [
      message('reminders.digest.opening', LANG, { name: to.name }),
      '',
      ...body,
      message('reminders.digest.desk', LANG),
      `${publicUrl}/desk`,
    ])
  }

  function lineOf({ about, reference, service, day }: ReminderLine): string[] {
    const values = { reference, service: say(service, LANG), day: formatDay(day, LANG, 'full') }
    const address = about === 'sign' ? `${publicUrl}/desk/late-letters` : caseAddress(reference)
    return [message(`reminders.line.${about}`, LANG, values), address]
  }

  function escalated(to: Officer, eventId: string, { request, service }: About, data: Escalation): NewLetter {
    const values = { reference: request.reference, service: say(service, LANG), days: data.days }
    const subject = message(`reminders.escalated.${data.why}.subject`, LANG, values)
    return letter(to, `${eventId}:escalated:${to.id}`, request.id, subject, [
      message(`reminders.escalated.${data.why}.body`, LANG, values),
      message(`reminders.escalated.to.${data.to}`, LANG),
      '',
      caseAddress(request.reference),
    ])
  }

  /** The system gave a request back; where the applicant has no e-mail, somebody must tell them. */
  function returned(to: Officer, eventId: string, { request, service }: About, byPost: boolean): NewLetter {
    const values = { reference: request.reference, service: say(service, LANG) }
    return letter(
      to,
      `${eventId}:returned:${to.id}`,
      request.id,
      message('reminders.returned.subject', LANG, values),
      [
        message('reminders.returned.body', LANG, values),
        message(byPost ? 'reminders.returned.byPost' : 'reminders.returned.byMail', LANG),
        '',
        caseAddress(request.reference),
      ],
    )
  }

  return { reminder, escalated, returned }
}

export type OfficeLetters = ReturnType<typeof makeOfficeLetters>

/** One letter for one officer on one day, however many instances write it. */
export const reminderKey = (officerId: string, day: IsoDay): string => `reminder:${officerId}:${day}`

const SECTIONS = [
  { about: 'due', stage: 'onDay' },
  { about: 'due', stage: 'before' },
  { about: 'sign', stage: 'onDay' },
  { about: 'tell', stage: 'onDay' },
  { about: 'tell', stage: 'before' },
] as const satisfies { about: RemindedAbout; stage: ReminderStage }[]

const byDay = (a: ReminderLine, b: ReminderLine) => (keyOf(a) < keyOf(b) ? -1 : 1)
const keyOf = ({ day, reference }: ReminderLine) => `${day} ${reference}`
