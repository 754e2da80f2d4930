import { createSecretKey, randomUUID } from 'node:crypto'
import type { ValidateFunction } from 'ajv/dist/2020.js'
import { STANDARD_CLOCK_RULES, type ClockRules } from '../calendar/clock-rules.ts'
import { dayOf, fiscalYear } from '../calendar/dates.ts'
import type { Holiday, OfficeHours } from '../calendar/working-time.ts'
import type { PublishedVersion } from '../catalogue/published.ts'
import { validatorOf } from '../forms/schema.ts'
import { email } from '../forms/kinds/identity.ts'
import type { Text } from '../i18n/text.ts'
import type { LetterStore } from '../mail/store.ts'
import type { Engine } from '../storage/engine.ts'
import type { FileStore } from '../storage/files.ts'
import { makeApplications, type Application } from './application.ts'
import { dueOnFiling } from './clock.ts'
import { makeDraftStore } from './draft-store.ts'
import { makeFiling } from './filing.ts'
import { makeFollowing } from './following.ts'
import { makeLetterLimit } from './letter-limit.ts'
import { makeLetters, resumeLetter } from './letters.ts'
import { makeOfficeCalendar } from './office-calendar.ts'
import { trackingCode } from './reference.ts'
import type { Request } from './request.ts'
import { makeRequestStore } from './store.ts'

export type RequestsParts = {
  engine: Engine
  letterStore: LetterStore
  version: (serviceId: string, version: number) => Promise<PublishedVersion | undefined>
  holidays: () => Promise<Holiday[]>
  municipality: { name: Text; province: Text; hours: OfficeHours; clockRules: Partial<ClockRules> }
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
  const drafts = makeDraftStore(engine)
  const calendar = makeOfficeCalendar({
    holidays: parts.holidays,
    hours: municipality.hours,
    rules: { ...STANDARD_CLOCK_RULES, ...municipality.clockRules },
    province: municipality.province,
    office: municipality.name,
    now,
  })
  const codeOf = (request: Request) => trackingCode(codeKey, request.id)
  const trackPath = (request: Request) => `/track/${request.reference}/${codeOf(request)}`
  const letters = makeLetters({
    municipality: municipality.name,
    trackingAddress: (request) => parts.publicUrl + (request.lang === 'en' ? '/en' : '') + trackPath(request),
    trackingCode: codeOf,
    newId,
    now,
  })
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
    accepts: makeAccepts(today),
    dueAt: async ({ definition }, filedAt) => dueOnFiling(definition.manual.steps, filedAt, await calendar()),
    fiscalYear: (at) => fiscalYear(dayOf(at)),
    now,
    newId,
  })
  const following = makeFollowing({ requests, version, calendar, letters, key: codeKey, now, newId })

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
    drafts,
    applications,
    filing,
    following,
    calendar,
    receiptPath: (request: Request) => `${trackPath(request)}/receipt`,
    sendResumeLink,
    discard,
    lettersAbout: parts.letterStore.about,
    key,
    today,
    newId,
  }
}

export type Requests = ReturnType<typeof makeRequests>

const resumeKey = (draftId: string) => `${draftId}:resume:`

/** Bytes so fresh may belong to a row that is just being written; the daily sweep takes them if not. */
const ROW_ON_ITS_WAY_MS = 10_000

const NO_FIELD = { kind: 'email', label: { th: '', en: '' }, required: true, pii: 'personal' } as const

/** One compiled schema for each version, made when it is first needed. */
function makeAccepts(today: () => string): (published: PublishedVersion, answers: unknown) => boolean {
  const validators = new Map<string, ValidateFunction>()
  return ({ serviceId, version, definition }, answers) => {
    const name = `${serviceId}@${version}`
    const validator = validators.get(name) ?? validatorOf(definition.form, today)
    validators.set(name, validator)
    return validator(answers)
  }
}
