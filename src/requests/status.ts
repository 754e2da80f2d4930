import type { Step } from '../catalogue/service.ts'
import type { Text } from '../i18n/text.ts'
import { inOrder, type RequestEvent } from './events.ts'

export const STATUSES = [
  'filed',
  'received',
  'inProgress',
  'waitingForApplicant',
  'returned',
  'approved',
  'refused',
  'done',
  'withdrawn',
] as const
export type Status = (typeof STATUSES)[number]

export const STATUS_TEXTS: Record<Status, Text> = {
  filed: { th: 'ยื่นแล้ว', en: 'Filed' },
  received: { th: 'รับคำขอแล้ว', en: 'Received' },
  inProgress: { th: 'กำลังดำเนินการ', en: 'In progress' },
  waitingForApplicant: { th: 'รอเอกสารจากท่าน', en: 'Waiting for you' },
  returned: { th: 'คืนคำขอ', en: 'Returned' },
  approved: { th: 'อนุญาตแล้ว', en: 'Approved' },
  refused: { th: 'ไม่อนุญาต', en: 'Refused' },
  done: { th: 'เสร็จแล้ว', en: 'Done' },
  withdrawn: { th: 'ยกเลิกคำขอแล้ว', en: 'Withdrawn' },
}

export const FINISHED_STATUSES: readonly Status[] = ['returned', 'approved', 'refused', 'done', 'withdrawn']

/** Where the request stands. Handing over a refusal, or closing what was returned, does not make it done. */
export function statusOf(events: readonly RequestEvent[]): Status {
  return inOrder(events).reduce<Status>(statusAfter, 'filed')
}

function statusAfter(status: Status, event: RequestEvent): Status {
  if (event.kind === 'reopened') return 'inProgress'
  if (event.kind === 'decided') return event.data.outcome
  if (event.kind === 'delivered' || event.kind === 'closed')
    return status === 'approved' || !FINISHED_STATUSES.includes(status) ? 'done' : status
  if (FINISHED_STATUSES.includes(status)) return status
  switch (event.kind) {
    case 'received':
      return status === 'filed' ? 'received' : status
    case 'deficiency':
      return 'waitingForApplicant'
    case 'supplied':
      return event.data.partial ? status : 'inProgress'
    case 'returned':
    case 'withdrawn':
      return event.kind
    case 'stepStarted':
    case 'stepDone':
    case 'assigned':
    case 'claimed':
    case 'released':
    case 'joined':
    case 'left':
    case 'forwarded':
      return status === 'waitingForApplicant' ? status : 'inProgress'
    default:
      return status
  }
}

export type StepState = {
  step: Step
  /** `skipped`: a later step was begun or done, or the request is over, and nobody has said that this one was done. */
  state: 'done' | 'now' | 'next' | 'skipped'
  startedAt: string | null
  doneAt: string | null
}

/** The manual's steps as officers have recorded them: done is only what somebody said is done. Begun again it is no longer done. */
export function stepStates(steps: readonly Step[], events: readonly RequestEvent[]): StepState[] {
  const times = stepTimes(events)
  const isOver = FINISHED_STATUSES.includes(statusOf(events))
  const furthest = steps.findLastIndex((step) => times.has(step.id))
  return steps.map((step, index) => {
    const { startedAt, doneAt } = times.get(step.id) ?? { startedAt: null, doneAt: null }
    if (doneAt !== null) return { step, state: 'done', startedAt, doneAt }
    if (startedAt !== null && !isOver) return { step, state: 'now', startedAt, doneAt }
    return { step, state: isOver || index < furthest ? 'skipped' : 'next', startedAt, doneAt }
  })
}

function stepTimes(events: readonly RequestEvent[]) {
  const times = new Map<string, { startedAt: string | null; doneAt: string | null }>()
  for (const { kind, data, at } of inOrder(events)) {
    if (kind === 'stepStarted') times.set(data.step, { startedAt: at, doneAt: null })
    if (kind === 'stepDone')
      times.set(data.step, { startedAt: times.get(data.step)?.startedAt ?? null, doneAt: at })
  }
  return times
}
