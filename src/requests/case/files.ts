import type { FastifyInstance, FastifyReply } from 'fastify'
import { notFound } from '../../errors.ts'
import type { Attachment } from '../request.ts'
import { DOCUMENTS, PICTURES } from './files-view.ts'
import type { CaseOptions } from './options.ts'
import type { WithCase } from './visit.ts'

const SANDBOX = "default-src 'none'; sandbox"

/**
 * A file of a case, and of no other: its id is looked for among this case's own. Pictures and PDFs are shown, under
 * the type they were stored with and with nothing allowed to run; everything else is only handed over.
 */
export function fileRoute(app: FastifyInstance, { openFile }: CaseOptions, withCase: WithCase) {
  app.get(
    '/desk/cases/:reference/files/:file',
    { config: { right: 'cases.read' } },
    withCase(async ({ file, request, show }) => {
      const attachment = file.attachments.find(({ id }) => id === request.params.file)
      if (!attachment) throw notFound()
      const isShown = isShowable(attachment) && request.query['download'] === undefined
      return show(
        (reply) => sendFile(reply, attachment, isShown).send(openFile(attachment.sha256)),
        'case.fileOpened',
        { file: attachment.id },
      )
    }),
  )
}

const isShowable = ({ type }: Attachment) => PICTURES.includes(type) || DOCUMENTS.includes(type)

function sendFile(reply: FastifyReply, attachment: Attachment, isShown: boolean): FastifyReply {
  const { name, type, size } = attachment
  return reply
    .header('content-security-policy', SANDBOX)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store')
    .header('content-length', size)
    .header('content-disposition', `${isShown ? 'inline' : 'attachment'}; ${namesOf(name)}`)
    .type(isShowable(attachment) ? type : 'application/octet-stream')
}

/** The name twice: for old programs in plain letters, for all others as it is (RFC 6266). */
function namesOf(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\]/g, '_')
  const full = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return `filename="${plain}"; filename*=UTF-8''${full}`
}
