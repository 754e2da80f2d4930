import { createSecretKey, randomUUID } from 'node:crypto'
import type { ValidateFunction } from 'ajv/dist/2020.js'
import { dayOf, type IsoDay } from '../calendar/dates.ts'
import type { Holiday } from '../calendar/working-time.ts'
import type { PublishedVersion } from '../catalogue/published.ts'
import type { FormDefinition } from '../forms/definition.ts'
import { validatorOf } from '../forms/schema.ts'
import { email } from '../forms/kinds/identity.ts'
import type { Text } from '../i18n/text.ts'
import type { LetterStore } from '../mail/store.ts'
import type { Engine } from '../storage/engine.ts'
import type { FileStore } from '../storage/files.ts'
import { makeApplications, type Application } from './application.ts'
import { dueOnFiling } from './clock.ts'
import { makeCases } from './desk/case.ts'
import { makeDoing } from './desk/doing.ts'
import { makeDeskStore } from './desk/store.ts'
import { makeDraftStore } from './draft-store.ts'
import { makeFiling } from './filing.ts'
import { makeFollowing } from './following.ts'
import { makeLetterLimit } from './letter-limit.ts'
import { makeLetters, resumeLetter } from './letters.ts'
import { makeOfficeCalendar, type OfficeFacts } from './office-calendar.ts'
import { trackingCode } from './reference.ts'
import { makeRecording } from './recording.ts'
import { makeReplies } from './replies/replies.ts'
import type { Request } from './request.ts'
import { makeRequestStore } from './store.ts'

export type RequestsParts = {
  engine: Engine
  letterStore: LetterStore
  version: (serviceId: string, version: number) => Promise<PublishedVersion | undefined>
  holidays: () => Promise<Holiday[]>
  municipality: { name: Text; province: Text }
  /** When the office works and by which rules, asked for each time. */
  office: () => OfficeFacts
  /** The server's key: tracking codes come from it. */
  key: Buffer
  publicUrl: string
  draftBytes: number
  files: FileStore
  now: () => Date
}

/** Filling in, filing and following, put together once for the doors that use them. */
export function makeRequests(parts: RequestsParts) {
  const { engine, key, now, version, municipality } = parts
  // Read once: a code would otherwise take four times as long, and one request makes several.
  const codeKey = createSecretKey(key)
  const newId = () => randomUUID()
  const today = () => dayOf(now())
  const requests = makeRequestStore(engine)
  const deskStore = makeDeskStore(engine)
  const drafts = makeDraftStore(engine)
  const officeCalendar = makeOfficeCalendar({
    holidays: parts.holidays,
    office: parts.office,
    province: municipality.province,
    name: municipality.name,
    now,
  })
  const calendar = officeCalendar.current
  const codeOf = (request: Request) => trackingCode(codeKey, request.id)
  const trackPath = (request: Request) => `/track/${request.reference}/${codeOf(request)}`
  const trackingAddress = (request: Request) =>
    parts.publicUrl + (request.lang === 'en' ? '/en' : '') + trackPath(request)
  const letters = makeLetters({
    municipality: municipality.name,
    trackingAddress,
    trackingCode: codeOf,
    calendar,
    divisions: deskStore.divisions,
    newId,
    now,
  })
  const recording = makeRecording({ requests, letters, calendar, now, newId })
  const isUsed = async (sha256: string) => (await drafts.usedFiles([sha256])).has(sha256)
  const discard = (sha256s: string[]) => parts.files.discard(sha256s, isUsed, ROW_ON_ITS_WAY_MS)
  const dropLetters = (draftId: string) => parts.letterStore.drop(resumeKey(draftId))
  const applications = makeApplications({
    drafts,
    version,
    now,
    today,
    newId,
    discard,
    dropLetters,
    draftBytes: parts.draftBytes,
  })
  const filing = makeFiling({
    requests,
    letters,
    accepts: makeAccepts(),
    dueAt: async ({ definition }, filedAt) => dueOnFiling(definition.manual.steps, filedAt, await calendar()),
    now,
    newId,
  })
  const following = makeFollowing({ requests, version, calendar, recording, key: codeKey, now, newId })
  const cases = makeCases({ store: deskStore, load: following.load })
  const desk = makeDoing({ store: deskStore, cases, recording, calendar, now, newId })

  const mayWrite = makeLetterLimit(() => now().getTime())

  /** Writes the letter with a draft's link; false for a bad address, or when one was sent within the hour. */
  async function sendResumeLink(application: Application, to: string, address: string): Promise<boolean> {
    if (email.check(NO_FIELD, to, today())) return false
    const { draft, published } = application
    if (!mayWrite(draft.id) || !mayWrite(to)) return false
    const at = now()
    const letter = resumeLetter(
      {
        id: newId(),
        key: `${resumeKey(draft.id)}${newId()}`,
        toAddress: to,
        at,
        lang: draft.lang,
      },
      {
        municipality: municipality.name,
        service: published.definition.title,
        address,
        until: dayOf(new Date(draft.expiresAt)),
      },
    )
    await parts.letterStore.add([letter])
    return true
  }

  return {
    requests,
    replies: makeReplies({ engine, now }),
    drafts,
    applications,
    filing,
    following,
    /** Finding a case through the officer, and what officers do to it. */
    cases,
    desk,
    /** Writes what the system itself does to a request. */
    recording,
    calendar,
    officeCalendar,
    trackingAddress,
    trackPath,
    codeOf,
    /** Everybody whose name may stand under a record. */
    signers: deskStore.officers,
    receiptPath: (request: Request) => `${trackPath(request)}/receipt`,
    sendResumeLink,
    discard,
    lettersAbout: parts.letterStore.about,
    key,
    now,
    today,
    newId,
  }
}

export type Requests = ReturnType<typeof makeRequests>

const resumeKey = (draftId: string) => `${draftId}:resume:`

/** Bytes so fresh may belong to a row that is just being written; the daily sweep takes them if not. */
const ROW_ON_ITS_WAY_MS = 10_000

const NO_FIELD = { kind: 'email', label: { th: '', en: '' }, required: true, pii: 'personal' } as const

/** One compiled schema for each form, made when it is first needed. A published form never changes. */
function makeAccepts(): (form: FormDefinition, answers: unknown, day: IsoDay) => boolean {
  const validators = new WeakMap<FormDefinition, ValidateFunction>()
  let asked: IsoDay = ''
  return (form, answers, day) => {
    const validator = validators.get(form) ?? validatorOf(form, () => asked)
    validators.set(form, validator)
    asked = day
    return validator(answers)
  }
}
