import type { FastifyInstance } from 'fastify'
import { missingHolidayYear } from '../../calendar/working-time.ts'
import { say } from '../../i18n/text.ts'
import { divisionRoutes } from './division-pages.ts'
import { holidayRoutes } from './holiday-pages.ts'
import { holidayRemovalRoutes } from './holiday-removal.ts'
import { hoursRoutes } from './hours-pages.ts'
import { MANAGE, moment, noticeOf, show, todayOf, type OfficeOptions } from './options.ts'
import { rulesRoutes } from './rules-pages.ts'

/** The administrator's door: what of the office every page and the clock depend on. */
export function officeDoor(app: FastifyInstance, options: OfficeOptions, done: () => void): void {
  app.get('/desk/office', MANAGE, async (request, reply) => {
    const { lang } = request
    const [calendar, pending] = await Promise.all([options.calendar(), options.pending()])
    return show(
      request,
      reply,
      { template: 'office/office', title: 'office.title' },
      {
        problems: [],
        notice: noticeOf(request.query),
        missing: missingHolidayYear(calendar, todayOf(options)).join(', '),
        pending: pending.map(({ at, reason }) => ({ at: moment(at, lang), reason: say(reason, lang) })),
        parts: ['divisions', 'holidays', 'hours', 'rules'].map((part) => ({
          path: `/desk/office/${part}`,
          title: `office.${part}`,
          lead: `office.${part}.lead`,
        })),
      },
    )
  })
  divisionRoutes(app, options)
  holidayRoutes(app, options)
  holidayRemovalRoutes(app, options)
  hoursRoutes(app, options)
  rulesRoutes(app, options)
  done()
}
