import type { ServiceDefinition } from '../../../src/catalogue/service.ts'
import type { RequestEvent } from '../../../src/requests/events.ts'

// Written from the law and the words alone: it shares no rule with the program it judges.

type Person = { role: string; division: string | null }
type State = {
  over: false | 'withdrawn' | 'returned' | 'approved' | 'refused' | 'done'
  waiting: boolean
  closed: boolean
  received: boolean
  division: string
  joined: string[]
  holder: string | null
  records: number
  /** Steps that are under way. */
  begun: Set<string>
  dueDay: string
  rated: boolean
}

/** What is not as it may be in the history of a case; empty when every event was allowed where it stands. */
export function faultsOf(
  events: readonly RequestEvent[],
  division: string,
  definition: ServiceDefinition,
  persons: Record<string, Person>,
): string[] {
  const state: State = {
    over: false,
    waiting: false,
    closed: false,
    received: false,
    division,
    joined: [],
    holder: null,
    records: 0,
    begun: new Set(),
    dueDay: '',
    rated: false,
  }
  return events.flatMap((event, index) => {
    const faults: string[] = []
    const must = (holds: boolean, words: string) => holds || faults.push(`${index} ${event.kind}: ${words}`)
    must(event.seq === index + 1, 'has another number than its place')
    must((index === 0) === (event.kind === 'filed'), 'filing comes first and once')
    must(index === 0 || event.at >= (events[index - 1]?.at ?? ''), 'is older than what came before')
    judge(event, state, definition, persons, must)
    return faults
  })
}

/** Seven hours east of Greenwich, all year. */
const thaiDayOf = (at: string) => new Date(Date.parse(at) + 7 * 3_600_000).toISOString().slice(0, 10)

function judge(
  event: RequestEvent,
  state: State,
  definition: ServiceDefinition,
  persons: Record<string, Person>,
  must: (holds: boolean, words: string) => unknown,
) {
  const who = event.actor === null ? undefined : persons[event.actor]
  const isTriage = who?.role === 'triage'
  const owns = isTriage || (who !== undefined && who.division === state.division)
  const helps = who?.division !== undefined && state.joined.includes(who.division ?? '')
  const supervises = owns && (isTriage || who?.role === 'head')
  const stillOpen = () => must(!state.over, 'after the end')
  const byOwner = () => must(owns, 'by somebody of another division')
  const byApplicant = () => must(event.actor === null, 'is the applicant’s own')
  const ends = (over: State['over']) => {
    state.over = over
    state.waiting = false
  }
  const passed = (to: string, holder: string | null) => {
    state.division = to
    state.holder = holder
    state.joined = state.joined.filter((id) => id !== to)
  }

  switch (event.kind) {
    case 'filed':
      return
    case 'received':
      stillOpen()
      byOwner()
      must(!state.received, 'twice')
      state.received = true
      return
    case 'claimed':
      stillOpen()
      byOwner()
      must(state.holder === null, 'somebody has it')
      state.holder = event.actor
      return
    case 'released':
      stillOpen()
      byOwner()
      must(state.holder !== null, 'nobody has it')
      must(state.holder === event.actor || supervises, 'another’s')
      state.holder = null
      return
    case 'assigned': {
      stillOpen()
      must(supervises, 'by somebody who does not assign')
      must(isTriage || event.data.division === state.division, 'to another division by a head')
      const { officer } = event.data
      if (officer !== undefined)
        must(persons[officer]?.division === event.data.division || isTriage, 'elsewhere')
      passed(event.data.division, officer ?? null)
      return
    }
    case 'joined':
      stillOpen()
      byOwner()
      must(event.data.division !== state.division, 'the owner itself')
      must(!state.joined.includes(event.data.division), 'twice')
      state.joined.push(event.data.division)
      return
    case 'left':
      must(owns || helps, 'by a stranger')
      must(state.joined.includes(event.data.division), 'was not there')
      must(owns || who?.division === event.data.division, 'another’s part')
      state.joined = state.joined.filter((id) => id !== event.data.division)
      return
    case 'forwarded':
      stillOpen()
      byOwner()
      must(event.data.from === state.division && event.data.to !== state.division, 'from elsewhere')
      passed(event.data.to, null)
      return
    case 'stepStarted':
    case 'stepDone': {
      stillOpen()
      const step = definition.manual.steps.find(({ id }) => id === event.data.step)
      must(step !== undefined, 'no step of the manual')
      must(owns || (helps && step?.unit === who?.division), 'another’s step')
      must(event.kind === 'stepStarted' || state.begun.has(event.data.step), 'done before it was begun')
      if (event.kind === 'stepStarted') state.begun.add(event.data.step)
      else state.begun.delete(event.data.step)
      return
    }
    case 'deficiency':
      stillOpen()
      byOwner()
      must(!state.waiting, 'while waiting')
      must(event.data.items.length > 0, 'of nothing')
      must(event.data.dueDay > thaiDayOf(event.at), 'without a day to answer')
      must(state.records === 0 || (supervises && Boolean(event.data.legalReason)), 'a second time')
      state.records += 1
      state.dueDay = event.data.dueDay
      state.waiting = true
      return
    case 'supplied':
      must(state.waiting, 'nothing was awaited')
      state.waiting = event.data.partial === true
      return
    case 'asked':
      stillOpen()
      must(owns || helps, 'by a stranger')
      return
    case 'noted':
      must(owns || helps, 'by a stranger')
      return
    case 'told':
    case 'linked':
      byOwner()
      return
    case 'messaged':
    case 'answered':
      stillOpen()
      byApplicant()
      return
    case 'extended':
      stillOpen()
      must(supervises, 'by somebody who does not supervise')
      return
    case 'returned':
      stillOpen()
      byOwner()
      must(state.records > 0, 'without a record')
      must(
        (state.waiting && thaiDayOf(event.at) > state.dueDay) ||
          (supervises && Boolean(event.data.legalReason)),
        'what was answered, or may still be',
      )
      ends('returned')
      return
    case 'decided':
      stillOpen()
      byOwner()
      must(!state.waiting, 'while waiting')
      if (event.data.outcome === 'refused') {
        const ground = definition.refusals?.find(({ id }) => id === event.data.ground)
        must(ground !== undefined && event.data.clause?.th === ground.clause.th, 'on no ground')
      }
      ends(event.data.outcome)
      return
    case 'delivered':
    case 'closed':
      byOwner()
      must(!state.waiting && !state.closed, 'while waiting or closed')
      must(state.over !== 'returned' && state.over !== 'withdrawn', 'after it was given up')
      must(state.over !== false || definition.refusals === undefined, 'a permit nobody decided')
      if (event.kind === 'closed') state.closed = true
      if (state.over !== 'refused') ends('done')
      return
    case 'withdrawn':
      stillOpen()
      must(owns || event.actor === null, 'by a stranger')
      ends('withdrawn')
      return
    case 'rated':
      byApplicant()
      must(state.over === 'done' || state.over === 'refused' || state.over === 'returned', 'before the end')
      must(!state.rated, 'twice')
      state.rated = true
      return
    case 'reopened':
      must(state.over !== false, 'was open')
      must(supervises || (event.actor === null && state.over === 'done'), 'by nobody who may')
      state.over = false
      state.closed = false
      state.rated = false
      return
    default:
      must(false, 'nobody here does that')
  }
}
