import type { FastifyReply, FastifyRequest } from 'fastify'
import { message } from '../../i18n/messages.ts'
import type { Lang } from '../../i18n/text.ts'
import { problemsOf, type Faults } from '../../officers/desk/problems.ts'
import { bodyOf, goTo } from '../../officers/desk/visitor.ts'
import { UserError } from '../../errors.ts'
import { one } from '../../web/form-body.ts'
import type { CalendarStep, OfficeState } from './calendar-change.ts'
import { movesView } from './moves-view.ts'
import { moment, savedAt, show, type OfficeOptions } from './options.ts'
import type { SettingKey } from './settings-store.ts'
import type { Text } from '../../i18n/text.ts'

/** A change of hours or of rules, from its form to the written value. */
export type SettingChange = {
  key: SettingKey
  path: string
  deed: string
  step: CalendarStep
  /** What is stored. */
  value: unknown
  reason: Text
  data: Record<string, string>
  /** What stood when the form was opened, and what stands now, in codes. */
  seen: string
  present: string
  /** The page before it is confirmed. */
  check: { template: string; title: string; data: Record<string, unknown> }
  /** The form again, with what was typed. */
  again: (status: number, faults: Faults, conflict: boolean) => Promise<FastifyReply>
}

/**
 * First shows what the change would move, then writes it with who did it. Whoever was overtaken sees the form again
 * with what they typed and what stands now.
 */
export async function changeSetting(
  options: OfficeOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  change: SettingChange,
): Promise<FastifyReply> {
  const body = bodyOf(request)
  if (change.seen !== change.present) return change.again(409, {}, true)
  const before = await options.present()
  const moves = await options.preview(before, change.step)
  const isConfirmed = one(body, 'act') === 'confirm'
  const isAware = moves.earlier === 0 || one(body, 'aware') === 'yes'
  if (!isConfirmed || !isAware) {
    const faults: Faults = isConfirmed ? { aware: message('office.moves.fault.aware', request.lang) } : {}
    const { template, title, data } = change.check
    const view = movesView(moves, await options.services(), request.lang)
    return show(request, reply, { template, title }, { ...problemsOf(faults), ...data, moves: view })
  }
  try {
    const { moved } = await write(options, request.officer.id, change, before, moves.count)
    return goTo(request, reply, savedAt(change.path, moved))
  } catch (error) {
    if (error instanceof UserError && error.kind === 'conflict') return change.again(409, {}, true)
    throw error
  }
}

async function write(
  options: OfficeOptions,
  by: string,
  { key, deed, step, value, reason, data }: SettingChange,
  before: OfficeState,
  count: number,
) {
  const stored = (await options.settings.read()).find((row) => row.key === key)?.value ?? null
  return options.confirm(
    {
      by,
      step,
      before,
      reason,
      deed,
      data: { ...data, moves: count },
      build: (tx, at) =>
        options.settings.writing(
          tx,
          { key, value: JSON.stringify(value), changedBy: by, changedAt: at },
          stored,
        ),
    },
    count,
  )
}

const SHOWN_CHANGES = 10

/** Who changed it, when, from what to what; the last ones first. */
export async function historyOf(
  options: OfficeOptions,
  deed: string,
  lang: Lang,
  words: (data: string) => string[],
) {
  const [rows, names] = await Promise.all([
    options.audit.list({ deed, limit: SHOWN_CHANGES }),
    options.people.names(),
  ])
  return rows.map(({ at, actor, data }) => ({ at: moment(at, lang), who: names(actor), what: words(data) }))
}
