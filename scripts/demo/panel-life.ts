import { Readable } from 'node:stream'
import type { Receipt } from '../../src/whistle/receipt.ts'
import { reportOf } from '../../src/whistle/report.ts'
import type { Reporter } from '../../src/whistle/returning.ts'
import type { Member } from '../../src/whistle/sign-in.ts'
import type { Whistle } from '../../src/whistle/whistle.ts'
import { sheetOf } from './picture.ts'
import { FLOOD_TEXTS, STORIES, type Step, type Story } from './panel-stories.ts'
import type { MemberId } from './panel.ts'

export type PanelPeople = Record<MemberId, Member>
type Clock = { now: () => Date; set: (instant: Date) => void }
type Sent = { receipt: Receipt; reporter: Reporter }
export type Event = { daysAgo: number; happens: () => Promise<unknown> }

const DAY_MS = 86_400_000
const FLOOD_DAYS_AGO = 9
const BANGKOK_MS = 7 * 3_600_000

/** Everything in the order of its days, as the panel's log will tell it. Resolves to the receipt that is to be shown. */
export async function liveThroughReports(
  whistle: Whistle,
  people: PanelPeople,
  clock: Clock,
  until: Date,
  beside: Event[],
): Promise<Receipt> {
  const sent = new Map<Story, Sent>()
  const events = [...STORIES.flatMap((story) => eventsOf(story)), ...flood(), ...beside]
  for (const { daysAgo, happens } of events.sort((a, b) => b.daysAgo - a.daysAgo)) {
    clock.set(morningOf(until, daysAgo))
    await happens()
  }
  const shown = [...sent].find(([story]) => story.receiptIsShown)?.[1]
  if (!shown) throw new Error('no receipt is to be shown')
  return shown.receipt

  function eventsOf(story: Story): Event[] {
    const begins = async () => void sent.set(story, await send(whistle, clock, story))
    const steps = story.then.map((step) => ({
      daysAgo: step.daysAgo,
      happens: () => carryOut(whistle, people, sent.get(story) as Sent, step),
    }))
    return [{ daysAgo: story.daysAgo, happens: begins }, ...steps]
  }

  function flood(): Event[] {
    const junk = FLOOD_TEXTS.map((what): Story => ({
      ...{ daysAgo: FLOOD_DAYS_AGO, subjects: ['works-officer'], answers: { what }, then: [] },
    }))
    return junk.map((story) => ({ daysAgo: FLOOD_DAYS_AGO, happens: () => send(whistle, clock, story) }))
  }
}

/** Ten in the morning of that day in Thailand; of the last day, no later than the moment itself. */
function morningOf(until: Date, daysAgo: number): Date {
  const local = until.getTime() + BANGKOK_MS - daysAgo * DAY_MS
  const ten = Math.floor(local / DAY_MS) * DAY_MS + 10 * 3_600_000 - BANGKOK_MS
  return new Date(Math.min(ten, until.getTime() - 60_000))
}

async function send({ reporter }: Whistle, clock: Clock, { answers, subjects, file }: Story): Promise<Sent> {
  const nonce = reporter.issueNonce()
  clock.set(new Date(clock.now().getTime() + 5_000))
  const answer = await reporter.submit({ nonce, report: reportOf(answers, 'th'), subjects })
  const who = answer.kind === 'sent' ? reporter.who(answer.cookie) : undefined
  if (answer.kind !== 'sent' || !who) throw new Error(`a report was not taken in: ${answer.kind}`)
  if (file) await attach(reporter, who, file)
  return { receipt: answer.receipt, reporter: who }
}

async function attach(reporter: Whistle['reporter'], who: Reporter, filename: string) {
  const picture = await bill()
    .withExif({
      IFD0: { Make: 'Demo', Model: 'Phone' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '15/1 0/1 0/1' },
    })
    .jpeg()
    .toBuffer()
  const sent = { file: Readable.from([picture]), filename, mimetype: 'image/jpeg', keepOriginal: true }
  const answer = await reporter.attach(who, sent)
  if (answer.kind !== 'kept') throw new Error(`a file was not kept: ${answer.kind}`)
}

async function carryOut(
  { panel, reporter }: Whistle,
  people: PanelPeople,
  sent: Sent,
  step: Step,
): Promise<unknown> {
  const id = sent.reporter.reportId
  if ('says' in step) return reporter.say(sent.reporter, step.says)
  if ('gives' in step) return reporter.giveIdentity(sent.reporter, step.gives)
  const member = people[step.by]
  if ('tells' in step) return panel.tell(member, id, step.tells, step.asks ?? false)
  if ('notes' in step) return panel.note(member, id, step.notes)
  if ('assigns' in step) return panel.assign(member, id, step.assigns)
  if ('reaches' in step) return panel.reach(member, id, step.reaches)
  if ('refers' in step) return panel.refer(member, id, { body: step.refers, copies: 'clean' })
  if ('proposes' in step) return panel.propose(member, id, step.proposes, step.reason)
  if ('recuses' in step) return panel.recuse(member, id, step.recuses)
  if ('setsAside' in step) return panel.setAside(member, [id])
  return panel.close(member, id, { outcome: step.closes, reason: step.reason, toReporter: step.toReporter })
}

/** Looks like a cash sale bill; it says nothing of anybody. */
function bill() {
  const lines = Array.from({ length: 9 }, (_, n) => ({
    ...{ left: 90, top: 110 + n * 32, width: 420 - ((n * 83) % 210), height: 9, colour: '#6b6f73' },
  }))
  const paper = { left: 60, top: 40, width: 520, height: 400, colour: '#fffdf6' }
  return sheetOf({ width: 640, height: 480 }, '#f4efe2', [paper, ...lines])
}
