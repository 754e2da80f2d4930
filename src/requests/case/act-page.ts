import type { Raw } from '../../forms/kind.ts'
import { hasMessage, message } from '../../i18n/messages.ts'
import { say, type Text } from '../../i18n/text.ts'
import { sizeText } from '../../forms/kinds/file.ts'
import type { Upload } from '../application.ts'
import type { Act, DeskRules } from '../desk/acts.ts'
import { sealKept } from '../track/kept.ts'
import type { Asked } from './asked.ts'
import { actFields, type Wrong } from './act-form.ts'
import { caseHead } from './page.ts'
import { replyField, type ReadyReply } from './replies.ts'
import { MOST_FILES } from './uploads.ts'
import type { Visit } from './visit.ts'

/** An officer before the page of one act. */
export type Acting = Visit & { act: Act; rules: DeskRules; asked: Asked }
export type Typed = { raw: Raw; uploads: Upload[] }

/** Acts whose words or result go to the applicant by letter. */
const WRITES: readonly Act[] = [
  'receive',
  'forward',
  'join',
  'leave',
  'askMissing',
  'supplyAtCounter',
  'ask',
  'tell',
  'extend',
  'decide',
  'deliver',
  'close',
  'return',
  'reopen',
  'withdraw',
]
const ENDS: readonly Act[] = ['return', 'withdraw']

/** The form of an act, as first shown and as shown again. */
export function actPage(now: Acting, typed: Typed, wrong: Wrong[], replies: ReadyReply[], key: Buffer) {
  const { act, asked, file, here, lang } = now
  const { fields, problems } = actFields(asked, typed.raw, wrong, lang)
  const name = message(`case.act.${act}`, lang)
  const title = `${name} – ${file.request.reference}`
  return {
    ...caseHead(now),
    act,
    actName: name,
    pageTitle: problems.length > 0 ? message('apply.errorTitle', lang, { title }) : title,
    lead: hasMessage(`case.lead.${act}`) ? message(`case.lead.${act}`, lang) : '',
    notice: noticeOf(now),
    actPath: `${here}/acts/${act}`,
    revision: file.request.revision,
    seen: file.events.at(-1)?.seq ?? 0,
    fields,
    problems,
    replies,
    replyField: replyField(act),
    takesFiles: asked.takesFiles,
    uploadProblems: wrong.filter(({ field }) => field === 'uploads').map(({ text }) => say(text, lang)),
    mostFiles: MOST_FILES,
    kept: sealKept(key, file.request.id, typed.uploads),
    keptFiles: typed.uploads.map(({ name, size }, index) => ({
      name,
      size: sizeText(size),
      drop: `drop:${index}`,
    })),
    isEnd: ENDS.includes(act),
  }
}

/** Whom the act tells, and how; where no letter can go, what the officer has to do instead. */
function noticeOf({ act, file, lang }: Acting): string {
  if (act === 'note') return message('case.notice.internal', lang)
  if (!WRITES.includes(act)) return ''
  const { applicantEmail, applicantPhone } = file.request
  if (applicantEmail !== null)
    return message(`case.notice.letter.${file.request.lang}`, lang, { email: applicantEmail })
  return applicantPhone !== null
    ? message('case.notice.call', lang, { phone: applicantPhone })
    : message('case.notice.paper', lang)
}

/** An act that cannot be done, with its reason; words already typed are shown, so that they can be used elsewhere. */
export function refusedPage(now: Acting, because: Text, { raw }: Typed) {
  const { act, file, lang } = now
  const name = message(`case.act.${act}`, lang)
  return {
    ...caseHead(now),
    actName: name,
    pageTitle: `${name} – ${file.request.reference}`,
    because: say(because, lang),
    words: wordsOf(raw),
  }
}

export const wordsOf = (raw: Raw): string[] =>
  ['text', 'items', 'legalReason', 'other']
    .flatMap((name) => raw[name] ?? [])
    .filter((words) => words.trim() !== '')
