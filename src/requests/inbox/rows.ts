import { dayOf, formatDay, type IsoDay } from '../../calendar/dates.ts'
import type { Calendar } from '../../calendar/working-time.ts'
import { message } from '../../i18n/messages.ts'
import { say, type Lang } from '../../i18n/text.ts'
import { divisionSeenBy, type Officer } from '../../officers/officer.ts'
import { timeLeft } from '../desk/time-left.ts'
import type { InboxOptions } from './options.ts'
import { dayShown, deadlineOf, unclaimedDays, type Deadline } from './state.ts'
import type { Listed } from './view-store.ts'

/** A request as a list shows it, all in words. */
export type Row = {
  reference: string
  path: string
  service: string
  applicant: string
  /** Days in words. */
  filed: string
  filedBrief: string
  due: string
  deadline: Deadline
  state: string
  officer: string
  isNobodys: boolean
  isMine: boolean
  division: string
  /** Another division than the reader's own, or the reader has none. */
  isElsewhere: boolean
  /** Its division answers for it and the reader's works beside it. */
  isJoined: boolean
  channel: string
  isWeb: boolean
  isExtended: boolean
  /** Opened again after it had ended, and open since. */
  isReopened: boolean
  /** The days as data, for a spreadsheet; empty where there is none. */
  days: { filed: IsoDay; due: IsoDay; left: number | ''; late: number | '' }
  /** How long nobody has taken it on, when that is too long; else empty. */
  unclaimed: string
}

type Parts = Pick<InboxOptions, 'inbox' | 'people' | 'divisions' | 'titleOf' | 'calendar' | 'now'>

/** Puts names to what a list knows by id: one look for all rows of a page. */
export function makeRows({ inbox, people, divisions, titleOf, calendar, now }: Parts) {
  return async function rowsFor(officer: Officer, listed: Listed[], lang: Lang): Promise<Row[]> {
    const [nameOf, units, days, marked] = await Promise.all([
      people.names(),
      divisions(),
      calendar(),
      inbox.markedAmong(listed.map(({ id }) => id)),
    ])
    const divisionOf = (id: string) =>
      say(units.find((unit) => unit.id === id)?.name ?? { th: id, en: id }, lang)
    const own = divisionSeenBy(officer)
    const at = now()
    return Promise.all(
      listed.map(async (one): Promise<Row> => {
        const unclaimed = unclaimedDays(one, at, days)
        return {
          reference: one.reference,
          path: `/desk/cases/${one.reference}`,
          service: say(await titleOf(one.serviceId, one.serviceVersion), lang),
          applicant: one.applicantName ?? message('inbox.row.noName', lang),
          filed: dayText(dayOf(new Date(one.filedAt)), lang),
          filedBrief: dayShown(dayOf(new Date(one.filedAt)), dayOf(at), lang),
          due: dayText(dueDay(one), lang),
          deadline: deadlineOf(one, at, days, lang),
          state: message(`inbox.state.${one.status}`, lang),
          officer: one.claimedBy === null ? message('inbox.row.nobody', lang) : nameOf(one.claimedBy),
          isNobodys: one.claimedBy === null,
          isMine: one.claimedBy === officer.id,
          division: divisionOf(one.division),
          isElsewhere: one.division !== own,
          isJoined: own !== null && one.division !== own,
          channel: message(`inbox.channel.${one.channel}`, lang),
          isWeb: one.channel === 'web',
          isExtended: marked.extended.has(one.id),
          isReopened: marked.reopened.has(one.id) && one.finishedAt === null,
          days: daysOf(one, at, days),
          unclaimed: unclaimed === undefined ? '' : message('inbox.row.unclaimed', lang, { n: unclaimed }),
        }
      }),
    )
  }
}

/** While the applicant is asked, the last day they have: the first instant after it is kept. */
function dueDay({ dueAt, status }: Listed): IsoDay {
  if (dueAt === null) return ''
  return dayOf(new Date(Date.parse(dueAt) - (status === 'waitingForApplicant' ? 1 : 0)))
}

/** Only what is open and waits for nobody else has time left, or is late. */
function daysOf(one: Listed, at: Date, calendar: Calendar): Row['days'] {
  const days = { filed: dayOf(new Date(one.filedAt)), due: dueDay(one) }
  if (one.finishedAt !== null || one.dueAt === null || one.status === 'waitingForApplicant')
    return { ...days, left: '', late: '' }
  const { standing, n } = timeLeft(new Date(one.dueAt), at, calendar)
  const isLate = standing === 'late' || standing === 'lateToday'
  return { ...days, left: isLate ? 0 : n, late: isLate ? n : 0 }
}

const dayText = (day: IsoDay, lang: Lang) => (day === '' ? '' : formatDay(day, lang, 'short'))
