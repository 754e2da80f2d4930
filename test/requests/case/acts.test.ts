import { describe, expect, test } from 'vitest'
import { likelyNext } from '../../../src/requests/case/acts-list.ts'
import type { Acting } from '../../../src/requests/case/act-page.ts'
import { readyReplies } from '../../../src/requests/case/replies.ts'
import { ACTS, type Act } from '../../../src/requests/desk/acts.ts'
import type { CaseFile } from '../../../src/requests/desk/case.ts'
import type { RequestEvent } from '../../../src/requests/events.ts'
import type { Officer } from '../../../src/officers/officer.ts'
import { besideOf, formOf, headingOf, summaryOf, titleOf, wordsOf } from '../../support/html.ts'
import { fileLight, pdf, png } from '../../support/journey.ts'
import { actPath, becomes, doAct, done, openDesk, sectionOf, sendForm } from './desk.ts'

const nextOf = (html: string) => wordsOf(/sala-case-acts__next"[^>]*>([^<]*)</.exec(html)?.[1] ?? '')

test('the big button is the act that comes next, for whoever looks', async () => {
  const desk = await openDesk()
  const [malee, wichai] = [await desk.staff.malee(), await desk.staff.wichai()]
  const seen: string[] = [nextOf((await malee.get(desk.here)).body)]
  seen.push(nextOf((await done(malee, desk.filed, 'receive')).body))
  seen.push(nextOf((await wichai.get(desk.here)).body))
  seen.push(nextOf((await done(malee, desk.filed, 'claim')).body))
  seen.push(nextOf((await done(malee, desk.filed, 'startStep')).body))
  expect(seen).toEqual(['รับคำขอ', 'รับเรื่องไว้เอง', 'มอบหมาย', 'เริ่มขั้นตอน', 'บันทึกว่าขั้นตอนเสร็จ'])
})

describe('what most likely comes next', () => {
  const malee = { id: 'malee', role: 'officer', division: 'public-works' } as Officer
  const happened = (...events: Partial<RequestEvent>[]) =>
    events.map((event, index) => ({ at: '2026-06-15T03:00:00.000Z', actor: null, ...event, seq: index + 1 }))
  const file = (claimedBy: string | null, events: Partial<RequestEvent>[], refusals: unknown[] = []) =>
    ({
      request: { claimedBy },
      clock: { applicantDay: '2026-06-30' },
      events: happened(...events),
      published: { definition: { manual: { steps: [] }, refusals } },
    }) as unknown as CaseFile
  const now = new Date('2026-06-20T00:00:00Z')
  const next = (one: CaseFile, at = now) => likelyNext(ACTS, malee, one, at)
  const deficiency: Partial<RequestEvent> = {
    kind: 'deficiency',
    data: { items: ['x'], dueDay: '2026-06-30' },
  }

  test('a permit is decided, anything else closed, once its steps are done', () => {
    expect(next(file('malee', [{ kind: 'received' }]))).toBe('receive')
    const possible: Act[] = ['decide', 'close']
    expect(likelyNext(possible, malee, file('malee', [], [{}]), now)).toBe('decide')
    expect(likelyNext(possible, malee, file('malee', []), now)).toBe('close')
  })

  test('while the applicant is asked, what they bring; when their time is over, the return', () => {
    expect(next(file('malee', [deficiency]))).toBe('supplyAtCounter')
    expect(next(file('malee', [deficiency]), new Date('2026-07-02T00:00:00Z'))).toBe('return')
  })

  test('nothing, on a case that somebody else has', () => {
    expect(next(file('wichai', []))).toBeUndefined()
  })

  test('only what can be done', () => {
    expect(likelyNext(['note'], malee, file('malee', []), now)).toBeUndefined()
  })
})

test('an act that cannot be done stands with its reason and without a link', async () => {
  const desk = await openDesk()
  const malee = await desk.staff.malee()
  const { body } = await malee.get(desk.here)
  expect(sectionOf(body, 'acts')).toMatch(/คืนคำขอ\s*คืนเพราะไม่ครบได้เมื่อบันทึกความบกพร่อง/)
  for (const act of ['return', 'extend', 'reopen']) expect(body).not.toContain(`/acts/${act}"`)
  for (const act of ['claim', 'forward', 'askMissing']) expect(body).toContain(`/acts/${act}"`)
})

test('the page of an act that cannot be done says why, and what was typed for it is not lost', async () => {
  const desk = await openDesk()
  const malee = await desk.staff.malee()
  const page = await malee.get(actPath(desk.filed, 'reopen'))
  expect([page.status, headingOf(page.body)]).toEqual([403, 'ทำไม่ได้: เปิดเรื่องอีกครั้ง'])
  expect((await malee.get(actPath(desk.filed, 'supplyAtCounter'))).status).toBe(409)
  const { revision } = formOf(
    (await malee.get(actPath(desk.filed, 'note'))).body,
    actPath(desk.filed, 'note'),
  ).values
  const sent = await malee.post(actPath(desk.filed, 'reopen'), {
    revision: revision!,
    text: 'โทรมาบอกว่าไฟดับอีก',
  })
  expect(sent.status).toBe(403)
  expect(sent.body).toContain('โทรมาบอกว่าไฟดับอีก')
})

test('every act that can be done has a page whose form asks what its rule needs', async () => {
  const desk = await openDesk()
  const wichai = await desk.staff.wichai()
  const { body } = await wichai.get(desk.here)
  const acts = ACTS.filter((act) => body.includes(`/acts/${act}"`))
  expect(acts.length).toBeGreaterThan(10)
  for (const act of acts) {
    const page = await wichai.get(actPath(desk.filed, act))
    expect([act, page.status]).toEqual([act, 200])
    expect(formOf(page.body, actPath(desk.filed, act)).values['revision']).toHaveLength(1)
  }
})

test('a form with faults comes back with a summary, sentences beside the fields, and every word', async () => {
  const desk = await openDesk()
  const malee = await desk.staff.malee()
  const answer = await doAct(malee, desk.filed, 'forward', { text: 'เสานี้เป็นของตลาด\nโทร 1' })
  expect(answer.status).toBe(422)
  expect(titleOf(answer.body)).toMatch(/^ผิดพลาด: ส่งต่อให้กองอื่น/)
  expect(summaryOf(answer.body)).toEqual([{ href: '#division', text: 'เลือกกอง' }])
  expect(besideOf(answer.body, 'division')).toBe('เลือกกอง')
  expect(formOf(answer.body, actPath(desk.filed, 'forward')).values['text']).toEqual([
    'เสานี้เป็นของตลาด\nโทร 1',
  ])
})

test('every link of a summary leads to a field of the page', async () => {
  const desk = await openDesk()
  const wichai = await desk.staff.wichai()
  await becomes(desk, desk.filed, { serviceId: 'tree-trimming', answers: {} })
  const empty: Record<string, Record<string, string>> = {
    assign: {},
    forward: {},
    startStep: { step: 'nosuch' },
    askMissing: { 'day.day': '31', 'day.month': '2' },
    extend: { n: 'สาม', unit: '' },
    decide: { outcome: 'refused' },
    ask: {},
    link: { other: 'nonsense' },
    withdraw: {},
  }
  for (const [act, words] of Object.entries(empty)) {
    const answer = await doAct(wichai, desk.filed, act, words)
    expect([act, answer.status]).toEqual([act, 422])
    const links = summaryOf(answer.body)
    expect([act, links.length > 0]).toEqual([act, true])
    for (const { href } of links)
      expect([act, answer.body.includes(`id="${href.slice(1)}"`)]).toEqual([act, true])
  }
})

test('the deficiency record takes documents of the manual and lines of one’s own, in one', async () => {
  const desk = await openDesk()
  await becomes(desk, desk.filed, { serviceId: 'tree-trimming', answers: {} })
  const malee = await desk.staff.malee()
  const { body } = await done(malee, desk.filed, 'askMissing', {
    documents: ['owner-consent'],
    items: 'รูปต้นไม้ทั้งต้น\n\n  แผนที่ที่ตั้ง ',
    'day.day': '๓๐',
    'day.month': '6',
    'day.year': '2569',
  })
  const [, items] = /สิ่งที่ขาด([\s\S]*?)\s*ยังไม่ได้รับ/.exec(sectionOf(body, 'talk')) ?? []
  expect(items?.trim().split('\n')).toHaveLength(3)
  expect(items).toMatch(/รูปต้นไม้ทั้งต้น\nแผนที่ที่ตั้ง/)
  expect(sectionOf(body, 'talk')).toContain('ให้ส่งภายในวันอังคารที่ 30 มิถุนายน 2569')
})

test('a refusal names a ground of the service, and keeps its clause and the way to appeal', async () => {
  const desk = await openDesk()
  await becomes(desk, desk.filed, { serviceId: 'tree-trimming', answers: {} })
  const malee = await desk.staff.malee()
  const form = await malee.get(actPath(desk.filed, 'decide'))
  const names = formOf(form.body, actPath(desk.filed, 'decide')).names
  expect(names).toContain('ground')
  const without = await sendForm(malee, form, actPath(desk.filed, 'decide'), {
    outcome: 'refused',
    text: 'ที่ดินเอกชน',
  })
  expect(without.status).toBe(422)
  const { body } = await done(malee, desk.filed, 'decide', {
    outcome: 'refused',
    ground: 'private-land',
    text: 'ต้นไม้อยู่ในที่ดินเอกชน',
  })
  expect(sectionOf(body, 'timeline')).toMatch(/เหตุที่ไม่อนุญาต[\s\S]*ข้อกฎหมาย[\s\S]*การอุทธรณ์/)
})

test('a ready-made reply is put in by the button, filled in, and writes over nothing', async () => {
  const desk = await openDesk()
  const malee = await desk.staff.malee()
  const path = actPath(desk.filed, 'tell')
  const page = await malee.get(path)
  const [, id = '', text = ''] = /<option value="([^"]+)" data-text="([^"]+)"/.exec(page.body) ?? []
  expect(id).not.toBe('')
  const back = await sendForm(malee, page, path, { prepare: 'reply', reply: id, text: 'สวัสดีครับ' })
  expect(back.status).toBe(200)
  const [words] = formOf(back.body, path).values['text'] ?? []
  expect(words).toBe(`สวัสดีครับ\n\n${wordsOf(text)}`)
  expect(words).not.toMatch(/\{\w+\}/)
  expect((await malee.get(desk.here)).body).not.toContain('สวัสดีครับ')
})

test('files of an act come along, and stay with the form while something else is wrong', async () => {
  const desk = await openDesk()
  const malee = await desk.staff.malee()
  await done(malee, desk.filed, 'askMissing', { items: 'แผนที่' })
  const path = actPath(desk.filed, 'supplyAtCounter')
  const tooLong = await doAct(malee, desk.filed, 'supplyAtCounter', { text: 'ก'.repeat(5001) }, [
    { field: 'files', name: 'แผนที่.pdf', bytes: await pdf() },
  ])
  expect(tooLong.status).toBe(422)
  expect(tooLong.body).toContain('แผนที่.pdf')
  const sent = await sendForm(malee, tooLong, path, { text: 'ได้รับแผนที่แล้ว' }, [
    { field: 'files', name: 'เสา.png', bytes: await png() },
  ])
  const { body } = await malee.follow(sent)
  expect(sectionOf(body, 'files')).toMatch(/แผนที่\.pdf[\s\S]*เสา\.png/)
})

test('a file that cannot be kept is told beside the field, one left out is gone', async () => {
  const desk = await openDesk()
  const malee = await desk.staff.malee()
  const path = actPath(desk.filed, 'deliver')
  const answer = await doAct(malee, desk.filed, 'deliver', { text: 'ซ่อมแล้ว' }, [
    { field: 'files', name: 'ผล.pdf', bytes: await pdf() },
    { field: 'files', name: 'virus.exe', bytes: Buffer.from('MZ nothing') },
  ])
  expect(answer.status).toBe(422)
  expect(summaryOf(answer.body)).toMatchObject([{ href: '#uploads' }])
  const less = await sendForm(malee, answer, path, { prepare: 'drop:0' })
  expect(less.status).toBe(200)
  expect(less.body).not.toContain('ผล.pdf')
  expect(formOf(less.body, path).values['text']).toEqual(['ซ่อมแล้ว'])
})

test('files sealed for one case cannot be slipped into another', async () => {
  const desk = await openDesk()
  const malee = await desk.staff.malee()
  const second = await fileLight(desk.somchai)
  const answer = await doAct(malee, desk.filed, 'deliver', { text: 'ก'.repeat(5001) }, [
    { field: 'files', name: 'ผล.pdf', bytes: await pdf() },
  ])
  const kept = formOf(answer.body, actPath(desk.filed, 'deliver')).values['kept']!
  const { body } = await done(malee, second, 'deliver', { text: 'เสร็จ', kept })
  expect(body).not.toContain('ผล.pdf')
})

test('an act says whom it writes to, and what to do where no letter can go', async () => {
  const [withMail, without] = [await openDesk(), await openDesk({ email: '' })]
  const page = async (desk: typeof withMail) =>
    wordsOf((await (await desk.staff.malee()).get(actPath(desk.filed, 'tell'))).body)
  expect(await page(withMail)).toContain('somchai@example.org')
  expect(await page(without)).toMatch(/ไม่มีอีเมล[\s\S]*โปรดโทรแจ้ง/)
})

test('who passes a case on is led away from it, and sees it no more', async () => {
  const desk = await openDesk()
  const malee = await desk.staff.malee()
  const answer = await doAct(malee, desk.filed, 'forward', { division: 'health', text: 'เป็นหลอดฆ่าเชื้อ' })
  expect(answer.status).toBe(303)
  expect(wordsOf((await malee.follow(answer)).body)).toContain(
    `ส่งต่อ ${desk.filed.reference} ไปยังกองสาธารณสุขและสิ่งแวดล้อมแล้ว`,
  )
  expect((await malee.get(desk.here)).status).toBe(404)
  expect((await (await desk.staff.anan()).get(desk.here)).status).toBe(200)
})

test('a head assigns among their own people; the Palad’s office among all divisions', async () => {
  const desk = await openDesk()
  await desk.staff.officer('malee')
  await desk.staff.officer('anan')
  const page = async (name: 'wichai' | 'pranee') =>
    wordsOf((await (await desk.staff[name]()).get(actPath(desk.filed, 'assign'))).body)
  expect(await page('wichai')).toContain('มาลี ศรีสุข')
  expect(await page('wichai')).not.toContain('อนันต์ แก้วดี')
  expect(await page('pranee')).toContain('อนันต์ แก้วดี')
  const malee = await desk.staff.officer('malee')
  const { body } = await done(await desk.staff.wichai(), desk.filed, 'assign', { to: `officer:${malee.id}` })
  expect(body).toMatch(/เจ้าหน้าที่<\/dt><dd>มาลี ศรีสุข/)
})

test('a division that joined reads the case and does its own part, and is told what is not its to do', async () => {
  const desk = await openDesk()
  const [malee, anan] = [await desk.staff.malee(), await desk.staff.anan()]
  expect((await anan.get(desk.here)).status).toBe(404)
  await done(malee, desk.filed, 'join', { division: 'health', text: 'มีรังแตนที่เสา' })
  const { status, body } = await anan.get(desk.here)
  expect(status).toBe(200)
  expect(body).toContain('/acts/note"')
  expect(body).not.toContain('/acts/close"')
  expect(sectionOf(body, 'acts')).toContain('กองของท่านร่วมดำเนินการเท่านั้น')
  const left = await doAct(anan, desk.filed, 'leave')
  expect(left.status).toBe(303)
  expect(wordsOf((await anan.follow(left)).body)).toContain(`จบส่วนของกองท่านใน ${desk.filed.reference} แล้ว`)
  expect((await anan.get(desk.here)).status).toBe(404)
})

test('no reply is chosen beforehand, and one with a gap is sent back with its words', async () => {
  const desk = await openDesk()
  const malee = await desk.staff.malee()
  const path = actPath(desk.filed, 'close')
  const page = await malee.get(path)
  expect(/<select[^>]*id="reply"[^>]*>\s*<option value="">/.test(page.body)).toBe(true)
  const ready = await sendForm(malee, page, path, { prepare: 'reply', reply: 'starter-close-cannot' })
  expect(wordsOf(ready.body)).toContain('[ระบุเหตุผล]')
  const sent = await sendForm(malee, ready, path, {})
  expect(sent.status).toBe(422)
  expect(summaryOf(sent.body)[0]?.text).toContain('เติมข้อความตรง “[ระบุเหตุผล]”')
  expect(formOf(sent.body, path).values['text']?.[0]).toContain('[ระบุเหตุผล]')
})

test('where a refusal takes a ground, closing offers no reply that refuses', () => {
  const replies = {
    for: async () => [
      { id: 'starter-close-cannot', name: NAME, text: NAME },
      { id: 'own', name: NAME, text: NAME },
    ],
  }
  const idsWith = async (refusals: unknown[]) => {
    const published = { serviceId: 's', definition: { title: NAME, refusals } }
    const request = {
      applicantName: 'x',
      reference: 'x',
      filedAt: '2026-06-15T03:00:00.000Z',
      lang: 'th',
      division: 'd',
    }
    const acting = {
      file: { request, published, clock: { dueDay: '2026-06-20' } },
      names: { division: () => NAME },
      lang: 'th',
      act: 'close',
    }
    return (await readyReplies(replies, acting as unknown as Acting, '2026-06-15')).map(({ id }) => id)
  }
  return Promise.all([
    expect(idsWith([])).resolves.toEqual(['starter-close-cannot', 'own']),
    expect(idsWith([{ id: 'x' }])).resolves.toEqual(['own']),
  ])
})

const NAME = { th: 'ก', en: 'a' }
