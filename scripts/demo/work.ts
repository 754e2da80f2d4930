import { addDays, dayOf } from '../../src/calendar/dates.ts'
import type { Officer } from '../../src/officers/officer.ts'
import type { ActInput } from '../../src/requests/desk/acts.ts'
import type { CaseFile } from '../../src/requests/desk/case.ts'
import { FINISHED_STATUSES, stepStates } from '../../src/requests/status.ts'
import type { Chance } from './chance.ts'

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
  const has = (kind: string) => events.some((event) => event.kind === kind)
  if (request.status === 'waitingForApplicant' || request.status === 'withdrawn') return undefined
  if (!has('received') && !FINISHED_STATUSES.includes(request.status)) return itself({ act: 'receive' })
  if (request.claimedBy === null && !FINISHED_STATUSES.includes(request.status))
    return itself({ act: 'claim' })
  if (!FINISHED_STATUSES.includes(request.status)) {
    if (once('isWithdrawn'))
      return {
        input: { act: 'withdraw', text: 'ผู้ยื่นโทรแจ้งว่าแก้ไขเองได้แล้ว' },
        by: (worker) => (file.clock.late ? headOf(worker, staff) : worker),
      }
    if (once('goesElsewhere'))
      return itself({
        act: 'forward',
        division: elsewhere(request.division, chance),
        text: 'อยู่ในหน้าที่ของกองนี้',
      })
    if (once('needsHelp'))
      return itself({ act: 'join', division: elsewhere(request.division, chance), text: 'ขอให้ร่วมตรวจสถานที่' })
    if (once('isNoted')) return itself({ act: 'note', text: chance.pick(NOTES) })
    if (once('isAsked')) return itself({ act: 'ask', text: 'ขอทราบเวลาที่สะดวกให้เจ้าหน้าที่เข้าไปดูสถานที่' })
    if (once('asksMissing'))
      return itself({
        act: 'askMissing',
        items: missingThings(file, chance),
        day: addDays(dayOf(new Date(events.at(-1)?.at ?? request.filedAt)), 15),
      })
    if (once('isExtended'))
      return {
        input: { act: 'extend', n: 5, unit: 'workingDay', text: 'รออะไหล่จากผู้ขาย' },
        by: (worker) => headOf(worker, staff),
      }
    const step = stepAct(file)
    if (step) return itself(step)
    if ((published.definition.refusals ?? []).length > 0) return itself(decision(file, course, chance))
    return itself({ act: 'close', text: chance.pick(REPLIES) })
  }
  if (!course.closes || has('closed') || request.status === 'returned') return undefined
  if (request.status === 'approved' && !has('delivered') && chance.percent(60))
    return itself({ act: 'deliver', text: 'รับเอกสารได้ที่เคาน์เตอร์ หรือดูได้จากหน้านี้' })
  return itself({ act: 'close', text: chance.pick(REPLIES) })
}

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
  const text = 'ตรวจสถานที่และเอกสารแล้ว ไม่เป็นไปตามหลักเกณฑ์ รายละเอียดตามบันทึกการตรวจ'
  return { act: 'decide', outcome: 'refused', ground: chance.pick(grounds).id, text }
}

function missingThings({ published }: CaseFile, chance: Chance): string[] {
  const documents = published.definition.manual.documents.map(({ name }) => name.th)
  return documents.length > 0 ? [chance.pick(documents)] : ['รูปถ่ายจุดที่แจ้งให้เห็นชัดเจน']
}

const headOf = ({ division }: Officer, staff: Officer[]) =>
  (staff.find((one) => one.role === 'head' && one.division === division) ??
    staff.find(({ role }) => role === 'triage')) as Officer

const elsewhere = (division: string, chance: Chance) =>
  chance.pick(['clerk', 'public-works', 'health', 'treasury'].filter((id) => id !== division))

const NOTES = ['โทรแล้วไม่รับสาย จะโทรใหม่พรุ่งนี้เช้า', 'นัดเข้าพื้นที่พร้อมกองช่างวันพุธ', 'เคยแจ้งเรื่องนี้เมื่อต้นปี ดูเรื่องเดิมประกอบ']
const REPLIES = [
  'ดำเนินการเรียบร้อยแล้ว หากยังมีปัญหาแจ้งกลับได้ที่หน้าติดตามนี้',
  'เจ้าหน้าที่เข้าแก้ไขแล้ว ขอบคุณที่แจ้งเรื่อง',
  'เรื่องของท่านเสร็จสิ้นแล้ว ตามรายละเอียดในผลการดำเนินการ',
]
