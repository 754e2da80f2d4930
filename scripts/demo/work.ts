import { addDays, dayOf } from '../../src/calendar/dates.ts'
import type { Officer } from '../../src/officers/officer.ts'
import type { ActInput } from '../../src/requests/desk/acts.ts'
import type { CaseFile } from '../../src/requests/desk/case.ts'
import { FINISHED_STATUSES, stepStates } from '../../src/requests/status.ts'
import type { Chance } from './chance.ts'
import { wordsFor } from './words.ts'

/** What will happen to one request; each thing is struck off once it has. */
export type Course = {
  deedsADay: number
  asksMissing: boolean
  answers: boolean
  answersAfter: number
  goesElsewhere: boolean
  needsHelp: boolean
  isExtended: boolean
  isNoted: boolean
  isAsked: boolean
  isRefused: boolean
  isWithdrawn: boolean
  closes: boolean
  rates: boolean
  isOver: boolean
}

type Event =
  'asksMissing' | 'goesElsewhere' | 'needsHelp' | 'isExtended' | 'isNoted' | 'isAsked' | 'isWithdrawn'

/** `by` names who does it, where that is not the officer who has the case. */
export type Next = { input: ActInput; by: (worker: Officer) => Officer }

/** The next thing an officer does to a case; undefined when there is nothing to do but wait. */
export function nextAct(file: CaseFile, course: Course, chance: Chance, staff: Officer[]): Next | undefined {
  const { request, events, published } = file
  const itself = (input: ActInput): Next => ({ input, by: (worker) => worker })
  const once = (name: Event) => {
    const happens = course[name]
    course[name] = false
    return happens
  }
  const words = wordsFor(file)
  const has = (kind: string) => events.some((event) => event.kind === kind)
  if (request.status === 'waitingForApplicant' || request.status === 'withdrawn') return undefined
  if (!has('received') && !FINISHED_STATUSES.includes(request.status)) return itself({ act: 'receive' })
  if (request.claimedBy === null && !FINISHED_STATUSES.includes(request.status))
    return itself({ act: 'claim' })
  if (!FINISHED_STATUSES.includes(request.status)) {
    if (once('isWithdrawn'))
      return {
        input: { act: 'withdraw', text: chance.pick(words.withdraws) },
        by: (worker) => (file.clock.late ? headOf(worker, staff) : worker),
      }
    if (once('goesElsewhere') && words.forwards && words.forwards.division !== request.division)
      return itself({ act: 'forward', ...words.forwards })
    if (once('needsHelp') && words.joins) return itself({ act: 'join', ...words.joins })
    if (once('isNoted')) return itself({ act: 'note', text: chance.pick(words.notes) })
    if (once('isAsked')) return itself({ act: 'ask', text: chance.pick(words.asks) })
    if (once('asksMissing'))
      return itself({
        act: 'askMissing',
        items: [chance.pick(words.missing ?? ['รูปถ่ายจุดที่แจ้งให้เห็นชัดเจน'])],
        day: addDays(dayOf(new Date(events.at(-1)?.at ?? request.filedAt)), 15),
      })
    if (once('isExtended'))
      return {
        input: { act: 'extend', n: 5, unit: 'workingDay', text: chance.pick(words.extends) },
        by: (worker) => headOf(worker, staff),
      }
    const step = stepAct(file)
    if (step) return itself(step)
    if ((published.definition.refusals ?? []).length > 0) return itself(decision(file, course, chance))
    return itself({ act: 'close', text: chance.pick(words.closes) })
  }
  if (!course.closes || has('closed') || request.status === 'returned') return undefined
  if (request.status === 'approved' && !has('delivered') && chance.percent(60))
    return itself({ act: 'deliver', text: words.delivers ?? 'รับเอกสารได้ที่เคาน์เตอร์ หรือดูได้จากหน้านี้' })
  if (request.status === 'refused') return itself({ act: 'close', text: REFUSED })
  return itself({ act: 'close', text: chance.pick(words.closes) })
}

const REFUSED = 'ได้แจ้งผลการพิจารณา เหตุผล และสิทธิอุทธรณ์ให้ท่านทราบแล้ว หากข้อเท็จจริงเปลี่ยนไป ท่านยื่นคำขอใหม่ได้'

/** The office's own steps, one after the other; those outside its clock are somebody else's. */
function stepAct({ published, events }: CaseFile): ActInput | undefined {
  const states = stepStates(published.definition.manual.steps, events).filter(
    ({ step }) => step.clock === 'counts',
  )
  const current = states.find(({ state }) => state === 'now')
  if (current) return { act: 'finishStep', step: current.step.id }
  const next = states.find(({ doneAt, state }) => doneAt === null && state === 'next')
  return next && { act: 'startStep', step: next.step.id }
}

function decision({ published }: CaseFile, course: Course, chance: Chance): ActInput {
  const grounds = published.definition.refusals ?? []
  if (!course.isRefused) return { act: 'decide', outcome: 'approved' }
  const ground = chance.pick(grounds)
  const text = `เจ้าหน้าที่ตรวจเอกสารและข้อเท็จจริงแล้ว พบว่า${ground.reason.th} จึงไม่อาจดำเนินการตามคำขอได้ หากข้อเท็จจริงเปลี่ยนไป ท่านยื่นคำขอใหม่ได้`
  return { act: 'decide', outcome: 'refused', ground: ground.id, text }
}

const headOf = ({ division }: Officer, staff: Officer[]) =>
  (staff.find((one) => one.role === 'head' && one.division === division) ??
    staff.find(({ role }) => role === 'triage')) as Officer
