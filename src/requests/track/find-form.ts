import type { FastifyReply } from 'fastify'
import { isBlank } from '../../forms/kind.ts'
import { message } from '../../i18n/messages.ts'
import type { Lang } from '../../i18n/text.ts'
import type { Req } from './door.ts'

export type Pair = { reference: string; code: string }

/** The two fields that open a request, with what was typed and what is wrong with it. */
export function showForm(
  request: Req,
  reply: FastifyReply,
  typed: Pair,
  faults: Partial<Pair>,
  status: number,
) {
  const title = message('track.form.title', request.lang)
  const problems = (['reference', 'code'] as const).flatMap((name) => {
    const text = faults[name]
    return text ? [{ href: `#${name}`, text }] : []
  })
  return reply.page(
    'requests/track-form',
    {
      ...typed,
      referenceFault: faults.reference ?? '',
      codeFault: faults.code ?? '',
      pageTitle: problems.length > 0 ? message('apply.errorTitle', request.lang, { title }) : title,
      problems,
    },
    status,
  )
}

export const emptyFaults = ({ reference, code }: Pair, lang: Lang): Pair => ({
  reference: isBlank(reference) ? message('track.form.noReference', lang) : '',
  code: isBlank(code) ? message('track.form.noCode', lang) : '',
})

/** One sentence for every wrong pair: which half was wrong is nobody's to learn. */
export const wrongPair = (lang: Lang): Partial<Pair> => ({ reference: message('track.form.wrong', lang) })
