import type { FastifyInstance, FastifyReply } from 'fastify'
import { dayOf } from '../../calendar/dates.ts'
import type { Calendar } from '../../calendar/working-time.ts'
import { message } from '../../i18n/messages.ts'
import { say } from '../../i18n/text.ts'
import type { FormBody } from '../../web/body.ts'
import { one } from '../../web/form-body.ts'
import { inLanguage } from '../../web/language.ts'
import type { Followed, Following } from '../following.ts'
import { mayRate, mayReopen, reopenUntil } from '../rating.ts'
import type { Paths, Req, WithRequest } from './door.ts'
import {
  elsewhere,
  MOST_COMMENT,
  NOTHING_MARKED,
  problemsOf,
  ratingFaults,
  ratingOf,
  surveyView,
  typedRating,
} from './survey.ts'

export type RateOptions = {
  following: Following
  calendar: () => Promise<Calendar>
  now: () => Date
}

/** After the end: how it went, and “not solved”. */
export function rateRoutes(
  app: FastifyInstance,
  { following, calendar, now }: RateOptions,
  withRequest: WithRequest,
  pathsOf: (request: Req) => Paths,
) {
  async function untilOf({ events }: Followed) {
    const { rules } = await calendar()
    return mayReopen(events, dayOf(now()), rules) ? reopenUntil(events, rules) : undefined
  }

  const back = (request: Req, reply: FastifyReply, done = '') =>
    reply.redirect(inLanguage(`${pathsOf(request).trackPath}${done && `?done=${done}`}`, request.lang), 303)

  function showSurvey(
    followed: Followed,
    request: Req,
    reply: FastifyReply,
    asked: { typed: ReturnType<typeof typedRating>; faults: ReturnType<typeof ratingFaults> },
    until: string | undefined,
  ) {
    const title = message('track.rate.title', request.lang)
    const problems = problemsOf(asked.faults)
    const page = {
      ...about(followed, request),
      ...pathsOf(request),
      pageTitle: problems.length > 0 ? message('apply.errorTitle', request.lang, { title }) : title,
      problems,
      survey: surveyView(asked.typed, asked.faults, until, request.lang),
    }
    return reply.page('requests/rate', page, problems.length > 0 ? 422 : 200)
  }

  app.get(
    '/track/:reference/:code/rate',
    withRequest(async (followed, request, reply) => {
      if (!mayRate(followed.events)) return back(request, reply)
      const asked = { typed: NOTHING_MARKED, faults: {} }
      return showSurvey(followed, request, reply, asked, await untilOf(followed))
    }),
  )

  app.post(
    '/track/:reference/:code/rate',
    withRequest(async (followed, request, reply) => {
      // A second tap finds it rated: what was said stands, and there is nothing to be sorry for.
      if (!mayRate(followed.events)) return back(request, reply)
      const typed = typedRating((request.body ?? {}) as FormBody)
      const until = await untilOf(followed)
      const faults = ratingFaults(typed, until !== undefined, request.lang)
      if (Object.keys(faults).length > 0)
        return showSurvey(followed, request, reply, { typed, faults }, until)
      const reopened = await following.rate(followed, ratingOf(typed))
      return back(request, reply, reopened ? 'reopened' : 'rated')
    }),
  )

  function showReopen(followed: Followed, request: Req, reply: FastifyReply, reason: string, fault: string) {
    const title = message('track.reopen.title', request.lang)
    const page = {
      ...about(followed, request),
      ...pathsOf(request),
      pageTitle: fault ? message('apply.errorTitle', request.lang, { title }) : title,
      problems: fault ? [{ href: '#reason', text: fault }] : [],
      reason,
      fault,
    }
    return reply.page('requests/reopen', page, fault ? 422 : 200)
  }

  app.get(
    '/track/:reference/:code/reopen',
    withRequest(async (followed, request, reply) =>
      (await untilOf(followed)) === undefined
        ? back(request, reply)
        : showReopen(followed, request, reply, '', ''),
    ),
  )

  app.post(
    '/track/:reference/:code/reopen',
    withRequest(async (followed, request, reply) => {
      if ((await untilOf(followed)) === undefined) return back(request, reply)
      const reason = one((request.body ?? {}) as FormBody, 'reason')
        .replace(/\r\n?/g, '\n')
        .trim()
      const fault = reopenFault(reason, request)
      if (fault) return showReopen(followed, request, reply, reason, fault)
      await following.reopen(followed, reason)
      return back(request, reply, 'reopened')
    }),
  )
}

function reopenFault(reason: string, { lang }: Req): string {
  if (reason === '') return message('track.rate.comment.missing', lang)
  return [...reason].length > MOST_COMMENT ? message('track.add.tooLong', lang, { max: MOST_COMMENT }) : ''
}

const about = (followed: Followed, { lang }: Req) => ({
  reference: followed.request.reference,
  service: say(followed.published.definition.title, lang),
  elsewhere: elsewhere(followed, lang),
})
