import { UserError } from '../../errors.ts'
import { message } from '../../i18n/messages.ts'
import type { OpenedReport } from '../opened.ts'
import { firstReading } from './first-reading.ts'
import type { Gate } from './gate.ts'
import { showReport, type Trouble } from './report-page.ts'
import type { MemberVisit, PanelParts } from './visit.ts'
import { rosterWords } from './words.ts'

/** The page of a report: the declaration before it, until it was made in this session. */
export function reportRoutes(gate: Gate, parts: PanelParts): void {
  gate.members.get(
    '/reports/:id',
    onReport(parts, (visit, report) => showReport(visit, parts, report)),
  )
}

export type OnReport = (visit: MemberVisit, report: OpenedReport) => unknown

/** Who cannot read it, for whatever reason, gets NotFound before anything else is looked at. */
export function onReport(parts: PanelParts, act: OnReport) {
  return async (visit: MemberVisit) => {
    const report = await parts.panel.opened(visit.member, visit.params['id'] ?? '')
    if (!report) return firstReading(visit, parts.panel, { carry: visit.request.method === 'POST' })
    return act(visit, report)
  }
}

/** Somebody was quicker, or it may not be done: the page as it is by then, with all that was typed. */
export function tellingTrouble(parts: PanelParts, form: string, act: OnReport): OnReport {
  return async (visit, report) => {
    try {
      return await act(visit, report)
    } catch (error) {
      if (!(error instanceof UserError) || !['conflict', 'forbidden', 'invalid'].includes(error.kind))
        throw error
      const present = (await parts.panel.opened(visit.member, report.id)) ?? report
      return showReport(visit, parts, present, await troubleOf(parts, visit, present, form, error))
    }
  }
}

async function troubleOf(
  { panel }: PanelParts,
  { lang }: MemberVisit,
  { state, thread }: OpenedReport,
  form: string,
  { kind }: UserError,
): Promise<Trouble> {
  if (kind === 'forbidden') return { form, said: message('panel.trouble.forbidden', lang), status: 403 }
  if (kind === 'invalid') return { form, said: message('panel.trouble.invalid', lang), status: 422 }
  const words = await rosterWords(panel, lang)
  const values = {
    state: message(`panel.state.${state}`, lang),
    who: thread.assigned ? words.nameOf(thread.assigned) : message('panel.report.nobody', lang),
  }
  return { form, said: message('panel.trouble.conflict', lang, values), status: 409 }
}
