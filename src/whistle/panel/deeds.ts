import { invalid } from '../../errors.ts'
import { message } from '../../i18n/messages.ts'
import type { Lang } from '../../i18n/text.ts'
import type { FormBody } from '../../web/body.ts'
import { one } from '../../web/form-body.ts'
import { STAGES } from '../entries.ts'
import { OUTCOMES } from '../outcomes.ts'
import type { OpenedReport } from '../opened.ts'
import { LONGEST_MESSAGE } from '../report.ts'
import { missing, tooLong, type Fault } from './fault.ts'
import type { Gate } from './gate.ts'
import type { Presses } from './presses.ts'
import { onReport, tellingTrouble } from './report.ts'
import { showReport } from './report-page.ts'
import type { MemberVisit, Panel, PanelParts } from './visit.ts'

type DeedForm = {
  /** What keeps it from being done, beside which field. */
  faults: (body: FormBody, lang: Lang, report: OpenedReport) => Fault[]
  /** Does it; which sentence tells of it afterwards. */
  act: (panel: Panel, visit: MemberVisit, id: string) => Promise<string>
}

/** What one member can do alone with a report they opened. */
export function deedRoutes(gate: Gate, parts: PanelParts, presses: Presses): void {
  for (const [name, deed] of Object.entries(DEED_FORMS))
    gate.members.post(
      `/reports/:id/${name}`,
      onReport(
        parts,
        tellingTrouble(parts, name, async (visit, report) => {
          const faults = deed.faults(visit.body, visit.lang, report)
          if (faults.length > 0) return showReport(visit, parts, report, { form: name, faults, status: 422 })
          const done = await presses.once(visit, () => deed.act(parts.panel, visit, report.id))
          return visit.go(`/panel/reports/${report.id}?done=${done}`)
        }),
      ),
    )
}

function words(id: string, text: string, lang: Lang, key = 'panel.fault.text'): Fault[] {
  return [...missing(id, text, key, lang), ...tooLong(id, text.trim(), LONGEST_MESSAGE, lang)]
}

function reasonIn(form: string, body: FormBody, lang: Lang): Fault[] {
  return words(`${form}-reason`, one(body, 'reason'), lang, 'panel.fault.reason')
}

function chosen(id: string, isThere: boolean, key: string, lang: Lang): Fault[] {
  return isThere ? [] : [{ id, text: message(key, lang) }]
}

const DEED_FORMS: Record<string, DeedForm> = {
  tell: {
    faults: (body, lang) => words('tell-text', one(body, 'text'), lang),
    act: async (panel, { member, body }, id) => {
      const asks = one(body, 'asks') !== ''
      await panel.tell(member, id, one(body, 'text'), asks)
      return asks ? 'asked' : 'told'
    },
  },
  note: {
    faults: (body, lang) => words('note-text', one(body, 'text'), lang),
    act: async (panel, { member, body }, id) => {
      await panel.note(member, id, one(body, 'text'))
      return 'noted'
    },
  },
  assign: {
    faults: (body, lang, { thread }) =>
      chosen('assign-to', thread.readers.includes(one(body, 'member')), 'panel.fault.reader', lang),
    act: async (panel, { member, body }, id) => {
      await panel.assign(member, id, one(body, 'member'))
      return 'assigned'
    },
  },
  reach: {
    faults: () => [],
    act: async (panel, { member, body }, id) => {
      const stage = stageOf(body)
      if (!stage) throw invalid()
      await panel.reach(member, id, stage)
      return 'reached'
    },
  },
  close: {
    faults: (body, lang) => [
      ...chosen('close-outcome', outcomeOf(body) !== undefined, 'panel.fault.outcome', lang),
      ...reasonIn('close', body, lang),
      ...words('close-toReporter', one(body, 'toReporter'), lang, 'panel.fault.toReporter'),
    ],
    act: async (panel, { member, body }, id) => {
      const [outcome, reason] = [outcomeOf(body) ?? 'insufficient', one(body, 'reason')]
      await panel.close(member, id, { outcome, reason, toReporter: one(body, 'toReporter') })
      return 'closed'
    },
  },
  reopen: {
    faults: (body, lang) => reasonIn('reopen', body, lang),
    act: async (panel, { member, body }, id) => {
      await panel.reopen(member, id, one(body, 'reason'))
      return 'reopened'
    },
  },
  share: {
    faults: (body, lang) => [
      ...chosen('share-to', one(body, 'member') !== '', 'panel.fault.target', lang),
      ...reasonIn('share', body, lang),
    ],
    act: async (panel, { member, body }, id) => {
      await panel.propose(member, id, { share: one(body, 'member') }, one(body, 'reason'))
      return 'proposed'
    },
  },
  reveal: {
    faults: (body, lang) => reasonIn('reveal', body, lang),
    act: async (panel, { member, body }, id) => {
      await panel.propose(member, id, { reveal: true }, one(body, 'reason'))
      return 'proposed'
    },
  },
}

const stageOf = (body: FormBody) => STAGES.find((stage) => stage === one(body, 'stage'))
const outcomeOf = (body: FormBody) => OUTCOMES.find((outcome) => outcome === one(body, 'outcome'))
