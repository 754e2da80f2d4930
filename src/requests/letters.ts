import { formatDay, dayOf } from '../calendar/dates.ts'
import type { Calendar } from '../calendar/working-time.ts'
import type { ServiceDefinition } from '../catalogue/service.ts'
import { message } from '../i18n/messages.ts'
import { say, type Lang, type Text } from '../i18n/text.ts'
import type { NewLetter } from '../mail/letter.ts'
import { actLines } from './act-letters.ts'
import { isStillMissing, missingItems } from './missing-items.ts'
import type { RequestEvent } from './events.ts'
import type { Followed } from './following.ts'
import { showCode } from './reference.ts'
import type { Request } from './request.ts'

export type LetterParts = {
  municipality: Text
  /** The page that follows a request, as a whole address. */
  trackingAddress: (request: Request) => string
  trackingCode: (request: Request) => string
  /** For the rules that stand in a letter. */
  calendar: () => Promise<Calendar>
  /** Every division there ever was, for its name. */
  divisions: () => Promise<readonly { id: string; name: Text }[]>
  newId: () => string
  now: () => Date
}

/** Which event writes to whom. A letter is stored with its event and sent later. */
export function makeLetters(parts: LetterParts) {
  const letter = (
    request: Request,
    eventId: string,
    kind: string,
    title: Text,
    body: string[],
  ): NewLetter[] => {
    if (!request.applicantEmail) return []
    const lang = request.lang
    const subject = message(`letters.${kind}.subject`, lang, {
      reference: request.reference,
      service: say(title, lang),
    })
    const text = [...body, '', say(parts.municipality, lang), message('letters.noReply', lang)].join('\n')
    return [
      {
        id: parts.newId(),
        key: `${eventId}:${kind}`,
        requestId: request.id,
        toAddress: request.applicantEmail,
        subject,
        // PostgreSQL's text holds no NUL, and people's words may.
        text: text.replaceAll('\0', ''),
        html: null,
        createdAt: parts.now().toISOString(),
      },
    ]
  }

  /** Number, code, link and the date, to the applicant. */
  function filed(request: Request, eventId: string, definition: ServiceDefinition): NewLetter[] {
    const lang = request.lang
    return letter(request, eventId, 'filed', definition.title, [
      message('letters.filed.greeting', lang, { service: say(definition.title, lang) }),
      '',
      message('letters.filed.reference', lang, { reference: request.reference }),
      message('letters.filed.code', lang, { code: showCode(parts.trackingCode(request)) }),
      request.dueAt
        ? message('letters.filed.due', lang, { day: formatDay(dayOf(new Date(request.dueAt)), lang, 'full') })
        : '',
      '',
      message('letters.filed.follow', lang),
      parts.trackingAddress(request),
    ])
  }

  /**
   * The letters about what just happened, each in the applicant's language with the tracking link: one for every
   * event of a kind that concerns them. `all` are the events of the request with the new ones.
   */
  async function about(
    { request, published: { definition } }: Pick<Followed, 'request' | 'published'>,
    all: readonly RequestEvent[],
    happened: readonly RequestEvent[],
  ): Promise<NewLetter[]> {
    if (!request.applicantEmail) return []
    const { lang } = request
    const { rules } = await parts.calendar()
    const divisions = await parts.divisions()
    const names = {
      step: (id: string) => definition.manual.steps.find((step) => step.id === id)?.title ?? plain(id),
      division: (id: string) => divisions.find((division) => division.id === id)?.name ?? plain(id),
    }
    return happened.flatMap((event) => {
      const lines = actLines(event, {
        reference: request.reference,
        service: say(definition.title, lang),
        lang,
        dueAt: request.dueAt,
        manual: definition.manual,
        names,
        record: all.filter(({ kind, seq }) => kind === 'deficiency' && seq <= event.seq).length,
        reopenDays: rules.reopenDays,
        missing: stillMissingAfter(event, all),
      })
      if (!lines) return []
      const follow = ['', message('letters.filed.follow', lang), parts.trackingAddress(request)]
      return letter(request, event.id, event.kind, definition.title, [...lines, ...follow])
    })
  }

  return { filed, about }
}

const stillMissingAfter = ({ seq }: RequestEvent, all: readonly RequestEvent[]) =>
  missingItems(all.filter((event) => event.seq <= seq))
    .filter(isStillMissing)
    .map(({ words }) => words)

const plain = (id: string): Text => ({ th: id, en: id })

export type Letters = ReturnType<typeof makeLetters>

/** The link to a draft, to an address the applicant typed. */
export function resumeLetter(
  letter: { id: string; key: string; toAddress: string; at: Date; lang: Lang },
  about: { municipality: Text; service: Text; address: string; until: string },
): NewLetter {
  const { lang } = letter
  return {
    id: letter.id,
    key: letter.key,
    requestId: null,
    toAddress: letter.toAddress,
    subject: message('letters.resume.subject', lang, { service: say(about.service, lang) }),
    text: [
      message('letters.resume.body', lang, {
        service: say(about.service, lang),
        day: formatDay(about.until, lang, 'long'),
      }),
      '',
      about.address,
      '',
      message('letters.resume.warning', lang),
      '',
      say(about.municipality, lang),
      message('letters.noReply', lang),
    ].join('\n'),
    html: null,
    createdAt: letter.at.toISOString(),
  }
}
