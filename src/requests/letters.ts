import { formatDay, dayOf } from '../calendar/dates.ts'
import type { ServiceDefinition } from '../catalogue/service.ts'
import { message } from '../i18n/messages.ts'
import { say, type Lang, type Text } from '../i18n/text.ts'
import type { NewLetter } from '../mail/letter.ts'
import { showCode } from './reference.ts'
import type { Request } from './request.ts'

export type LetterParts = {
  municipality: Text
  /** The page that follows a request, as a whole address. */
  trackingAddress: (request: Request) => string
  trackingCode: (request: Request) => string
  newId: () => string
  now: () => Date
}

/** Which event writes to whom. A letter is stored with its event and sent later. */
export function makeLetters(parts: LetterParts) {
  const about = (
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
    return [
      {
        id: parts.newId(),
        key: `${eventId}:${kind}`,
        requestId: request.id,
        toAddress: request.applicantEmail,
        subject,
        text: [...body, '', say(parts.municipality, lang), message('letters.noReply', lang)].join('\n'),
        html: null,
        createdAt: parts.now().toISOString(),
      },
    ]
  }

  /** Number, code, link and the date, to the applicant. */
  function filed(request: Request, eventId: string, definition: ServiceDefinition): NewLetter[] {
    const lang = request.lang
    return about(request, eventId, 'filed', definition.title, [
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

  function withdrawn(request: Request, eventId: string, definition: ServiceDefinition): NewLetter[] {
    const lang = request.lang
    return about(request, eventId, 'withdrawn', definition.title, [
      message('letters.withdrawn.body', lang, {
        reference: request.reference,
        service: say(definition.title, lang),
      }),
    ])
  }

  return { filed, withdrawn }
}

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
