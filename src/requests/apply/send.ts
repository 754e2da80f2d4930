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
      return faulty ? visit.go(`${visit.base}/p/${faulty}`) : showCheck(visit, false)
    }),
  )

  app.post(
    '/services/:slug/apply/send',
    visits.withDraft(async (visit) => {
      const { application, base, request } = visit
      const faulty = firstFaultyPage(application)
      if (faulty) return visit.go(`${base}/p/${faulty}`)
      if (one(bodyOf(request), 'declare') !== 'yes') return showCheck(visit, true)
      const filed = await filing.fileRequest(application)
      return visit.go(filed ? receiptPath(filed) : `${base}/check`)
    }),
  )
}

function showCheck({ application, base, lang, reply }: Visit, isUndeclared: boolean) {
  const view = checkPage(application, base, lang)
  const problems = isUndeclared ? [{ href: '#declare', text: message('apply.check.undeclared', lang) }] : []
  const last = application.walked.pages.at(-1)?.page.id ?? ''
  const page = {
    ...view,
    ...titled(message('apply.check.title', lang), view.service, problems, lang),
    problems,
    isUndeclared,
    back: `${base}/p/${last}`,
    sendPath: `${base}/send`,
    savePath: `${base}/saved`,
    forgetPath: `${base}/forget`,
  }
  return reply.page('requests/check', page, isUndeclared ? 422 : 200)
}
