import type { Answer, FileRef } from '../../forms/definition.ts'
import { plain } from '../../forms/kind.ts'
import { answerGroups } from '../../forms/table.ts'
import { message } from '../../i18n/messages.ts'
import type { Lang } from '../../i18n/text.ts'
import type { CaseFile } from '../desk/case.ts'
import type { Attachment } from '../request.ts'
import { fileView, type FileView } from './files-view.ts'

type Line = { label: string; lines: string[]; isMissing: boolean; isIdentity: boolean; files: FileView[] }
export type AnswersView = {
  groups: { title: string; lines: Line[] }[]
  /** Whether there is an identity number to show in full. */
  hasIdentity: boolean
}

/**
 * Question and answer as the form stood when it was filed. Identity numbers are masked unless `unmasked`; uploads
 * stand beside the question that asked for them.
 */
export function answersView(
  { published, request, attachments }: CaseFile,
  { unmasked, here, lang }: { unmasked: boolean; here: string; lang: Lang },
): AnswersView {
  const { form } = published.definition
  const groups = answerGroups(form, request.answers, lang).map((group) => ({
    title: group.title,
    lines: group.lines.map(({ key, label, lines, isMissing }): Line => {
      const kind = form.fields[key]?.kind
      const answer = answerTo(request.answers, key, group.page, group.row)
      const isIdentity = kind === 'thaiId' && !isMissing
      return {
        label,
        lines: isIdentity && unmasked ? [fullIdentity(plain(answer))] : kind === 'file' ? [] : lines,
        isMissing,
        isIdentity,
        files: kind === 'file' ? filesOf(answer, attachments, here, lang) : [],
      }
    }),
  }))
  return { groups, hasIdentity: groups.some(({ lines }) => lines.some(({ isIdentity }) => isIdentity)) }
}

function answerTo(
  answers: CaseFile['request']['answers'],
  key: string,
  page: string,
  row: number | undefined,
): Answer | undefined {
  if (row === undefined) return answers[key] as Answer | undefined
  return (answers[page] as Record<string, Answer>[] | undefined)?.[row]?.[key]
}

/** 9-9999-00000-01-9, as it is printed on the card. */
export function fullIdentity(digits: string): string {
  return digits.replace(/^(\d)(\d{4})(\d{5})(\d{2})(\d)$/, '$1-$2-$3-$4-$5')
}

function filesOf(answer: Answer | undefined, attachments: Attachment[], here: string, lang: Lang) {
  const named = Array.isArray(answer) ? (answer as FileRef[]).map(({ id }) => id) : []
  return named.flatMap((id) => {
    const file = attachments.find((one) => one.id === id)
    return file ? [fileView(file, here, lang)] : []
  })
}

/** Which form the applicant saw, and whether another is in force since. */
export function formVersion({ published }: CaseFile, current: number | undefined, lang: Lang): string {
  const { version } = published
  if (current === undefined || current === version) return message('case.form.version', lang, { version })
  return message('case.form.older', lang, { version, current })
}
