import type { FastifyInstance } from 'fastify'
import { message } from '../../i18n/messages.ts'
import { one } from '../../web/form-body.ts'
import type { ApplyOptions } from './options.ts'
import { checkPage, firstFaultyPage } from './pages.ts'
import { bodyOf, titled, type Visit, type Visits } from './visit.ts'

/** Check answers, declare, send. */
export function sendRoutes(app: FastifyInstance, { filing, receiptPath }: ApplyOptions, visits: Visits) {
  app.get(
    '/services/:slug/apply/check',
    visits.withDraft(async (visit) => {
      const faulty = firstFaultyPage(visit.application)
      return faulty ? visit.go(`${visit.base}/p/${faulty}`) : showCheck(visit)
    }),
  )

  // The page that asks for the declaration again has this address; its link to the other language leads here.
  app.get(
    '/services/:slug/apply/send',
    visits.withDraft(async (visit) => visit.go(`${visit.base}/check`)),
  )

  app.post(
    '/services/:slug/apply/send',
    visits.withDraft(async (visit) => {
      const { application, base, request } = visit
      const faulty = firstFaultyPage(application)
      if (faulty) return visit.go(`${base}/p/${faulty}`)
      const body = bodyOf(request)
      // What is declared true is what was shown: answers changed in another tab must be looked at first.
      if (one(body, 'revision') !== String(application.draft.revision)) return showCheck(visit, 'changed')
      if (one(body, 'declare') !== 'yes') return showCheck(visit, 'undeclared')
      const filed = await filing.fileRequest(application)
      if (filed) visits.shortenCookie(visit.reply, visit)
      return visit.go(filed ? receiptPath(filed) : `${base}/check`)
    }),
  )
}

type CheckFault = 'changed' | 'undeclared'

const HREFS: Record<CheckFault, string> = { changed: '#answers-0', undeclared: '#declare' }

function showCheck({ application, base, lang, reply }: Visit, fault?: CheckFault) {
  const view = checkPage(application, base, lang)
  const problems = fault ? [{ href: HREFS[fault], text: message(`apply.check.${fault}`, lang) }] : []
  const last = application.walked.pages.at(-1)?.page.id ?? ''
  const page = {
    ...view,
    ...titled(message('apply.check.title', lang), view.service, problems, lang),
    problems,
    isUndeclared: fault === 'undeclared',
    back: `${base}/p/${last}`,
    sendPath: `${base}/send`,
    savePath: `${base}/saved`,
    forgetPath: `${base}/forget`,
  }
  return reply.page('requests/check', page, fault ? 422 : 200)
}
