import { stringify } from 'csv-stringify/sync'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { message } from '../../i18n/messages.ts'
import { problemsOf, titled } from '../../officers/desk/problems.ts'
import { bodyOf, goTo } from '../../officers/desk/visitor.ts'
import { may } from '../../officers/officer.ts'
import type { FormBody } from '../../web/body.ts'
import type { RegisterFilter } from './late-letter-store.ts'
import type { RemindersOptions } from './options.ts'
import { LATE_LETTERS, shownLetters, type ShownLetter } from './shown.ts'

type Req = FastifyRequest<{ Querystring: Record<string, string | string[]> }>

export const REGISTER = `${LATE_LETTERS}/register`
const A_PAGE = 100
/** Of one file; a municipality that signs more in its life has other worries. */
const MOST_ROWS = 20_000

const READ = { config: { right: 'cases.read' } } as const
const SIGN = { config: { right: 'cases.supervise' } } as const
const COPIES = ['all', 'due', 'sent'] as const

/** Every signed letter with its number, and the copies that ก.พ.ร. is owed and has had. */
export function registerRoutes(app: FastifyInstance, options: RemindersOptions) {
  const { lateLetters, audit } = options

  app.get(REGISTER, READ, async (request: Req, reply) => show(request, reply, {}))

  app.get(`${REGISTER}.csv`, READ, async (request: Req, reply) => {
    const filter = { copies: copiesOf(request), limit: MOST_ROWS }
    const letters = await lateLetters.register(request.officer, filter)
    const told = { actor: request.officer.id, deed: 'late.exported' }
    await audit.record({ ...told, data: { count: letters.length, copies: filter.copies } })
    const rows = (await shownLetters(letters, options, request.lang)).map(rowOf)
    const csv = stringify(rows, { header: true, columns: COLUMNS, bom: true, escape_formulas: true })
    return reply
      .header('content-disposition', `attachment; filename="late-letters-${filter.copies}.csv"`)
      .type('text/csv; charset=utf-8')
      .send(csv)
  })

  app.post(REGISTER, SIGN, async (request: Req, reply) => {
    const chosen = listOf(bodyOf(request), 'letter')
    if (chosen.length === 0) return show(request, reply, { letters: 'late.register.chooseSome' })
    await lateLetters.markCopiesSent(request.officer, chosen)
    return goTo(request, reply, `${REGISTER}?copies=${copiesOf(request)}&marked=yes`)
  })

  async function show(request: Req, reply: FastifyReply, faultKeys: Record<string, string>) {
    const copies = copiesOf(request)
    const before = first(request, 'before')
    const found = await lateLetters.register(request.officer, {
      copies,
      limit: A_PAGE + 1,
      ...(/^\d{4}\/\d{5}$/.test(before) && { before }),
    })
    const page = found.slice(0, A_PAGE)
    const last = found.length > A_PAGE ? page.at(-1)?.number : undefined
    const letters = await shownLetters(page, options, request.lang)
    const faults = Object.fromEntries(
      Object.entries(faultKeys).map(([field, key]) => [field, message(key, request.lang)]),
    )
    const view = {
      ...titled('late.register.title', request, Object.keys(faults)),
      ...problemsOf(faults),
      letters,
      choices: COPIES.map((id) => ({
        path: `${REGISTER}?copies=${id}`,
        name: message(`late.register.${id}`, request.lang),
        isCurrent: id === copies,
      })),
      action: `${REGISTER}?copies=${copies}`,
      csvPath: `${REGISTER}.csv?copies=${copies}`,
      nextPath: last ? `${REGISTER}?copies=${copies}&before=${encodeURIComponent(last)}` : '',
      mayMark: may(request.officer, 'cases.supervise') && letters.some(({ copyDay }) => copyDay === null),
      notice: first(request, 'marked') ? message('late.register.marked', request.lang) : '',
    }
    return reply.deskPage('reminders/register', view, Object.keys(faults).length > 0 ? 422 : 200)
  }
}

const first = (request: Req, name: string): string => [request.query[name] ?? ''].flat()[0] ?? ''

const copiesOf = (request: Req): RegisterFilter['copies'] =>
  COPIES.find((one) => one === first(request, 'copies')) ?? 'all'

const listOf = (body: FormBody, name: string): string[] => [body[name] ?? []].flat().filter(Boolean)

/** Stable names: a spreadsheet that ก.พ.ร. or the auditor keeps goes on working. */
const COLUMNS = [
  'number',
  'reference',
  'service',
  'division',
  'due_day',
  'round',
  'days_late',
  'reason',
  'signed_on',
  'signed_by',
  'sent_by',
  'posted_on',
  'copy_sent_on',
  // A spreadsheet reads `12/2569` as a month: the same number once more, in two columns it can count with.
  'number_year',
  'number_in_year',
]

const rowOf = (letter: ShownLetter) => ({
  number: letter.numberText,
  reference: letter.reference,
  service: letter.service,
  division: letter.division,
  due_day: letter.dueDay,
  round: letter.n,
  days_late: letter.daysLate,
  reason: letter.reason,
  signed_on: letter.signedDay ?? '',
  signed_by: letter.signedBy,
  sent_by: letter.byPost ? 'post' : 'email',
  posted_on: letter.postedDay ?? '',
  copy_sent_on: letter.copyDay ?? '',
  number_year: letter.numberParts?.year ?? '',
  number_in_year: letter.numberParts?.n ?? '',
})
