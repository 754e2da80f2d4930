import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Lang, Text } from '../../i18n/text.ts'
import type { Officer } from '../../officers/officer.ts'
import { inLanguage } from '../../web/language.ts'
import type { CaseFile } from '../desk/case.ts'
import type { Names } from '../events.ts'
import type { CaseOptions } from './options.ts'

type Params = { reference: string; act: string; file: string; event: string }
export type Req = FastifyRequest<{ Params: Params; Querystring: Record<string, string | string[]> }>

export type Look = 'case.viewed' | 'case.unmasked' | 'case.fileOpened' | 'case.printed'

/** One look of an officer at a case that is theirs to see. `here` is the case's own address, without language. */
export type Visit = {
  officer: Officer
  file: CaseFile
  request: Req
  /** Writes down what is shown and only then shows it: the only way to the reply, so that nothing goes out unwritten. */
  show: (
    send: (reply: FastifyReply) => FastifyReply,
    look?: Look,
    data?: Record<string, string>,
  ) => Promise<FastifyReply>
  here: string
  lang: Lang
  names: WorkNames
  go: (path: string) => FastifyReply
}

/** Names of what a case only knows by id. */
export type WorkNames = Names & { officer: (id: string | null) => string }

/** Finds the case through the officer, and only then runs the page. NotFound for everything else. */
export function makeVisits({ cases, people, audit, divisions }: CaseOptions) {
  async function namesFor(file: CaseFile): Promise<WorkNames> {
    const [officer, units] = await Promise.all([people.names(), divisions()])
    const { steps } = file.published.definition.manual
    return {
      officer,
      division: (id) => units.find((unit) => unit.id === id)?.name ?? plain(id),
      step: (id) => steps.find((step) => step.id === id)?.title ?? plain(id),
    }
  }

  return function withCase(handler: (visit: Visit) => Promise<unknown>) {
    return async (request: Req, reply: FastifyReply) => {
      const { officer, lang } = request
      const file = await cases.find(officer, request.params.reference)
      const here = `/desk/cases/${file.request.reference}`
      const go = (path: string) => reply.redirect(inLanguage(path, lang), 303)
      const subject = file.request.reference
      const show: Visit['show'] = async (send, deed = 'case.viewed', data = {}) => {
        await audit.record({ actor: officer.id, deed, subject, data })
        return send(reply)
      }
      return handler({ officer, file, request, show, here, lang, names: await namesFor(file), go })
    }
  }
}

export type WithCase = ReturnType<typeof makeVisits>

const plain = (id: string): Text => ({ th: id, en: id })
