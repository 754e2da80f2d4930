import { expect, test } from 'vitest'
import { formOf, headingOf, wordsOf } from '../../support/html.ts'
import { pdf } from '../../support/journey.ts'
import { actPath, done, openDesk, sectionOf, sendForm } from './desk.ts'

test('of two officers at once the second sees what happened and keeps every word', async () => {
  const desk = await openDesk()
  const [malee, wichai] = [await desk.staff.malee(), await desk.staff.wichai()]
  const path = actPath(desk.filed, 'tell')
  const page = await malee.get(path)
  await done(wichai, desk.filed, 'note', { text: 'ช่างไปดูแล้ววันนี้' })
  await done(wichai, desk.filed, 'claim')
  const answer = await sendForm(malee, page, path, { text: 'ช่างจะไปพรุ่งนี้\nขออภัยครับ' })
  expect([answer.status, headingOf(answer.body)]).toEqual([409, 'มีผู้ดำเนินการกับเรื่องนี้ก่อนท่าน'])
  const since = sectionOf(answer.body, 'since')
  expect(since).toMatch(/ช่างไปดูแล้ววันนี้[\s\S]*วิชัย มั่นคง/)
  expect(since).not.toContain('ยื่นคำขอแล้ว')
  expect(sectionOf(answer.body, 'now')).toContain('วิชัย มั่นคง')

  const again = formOf(answer.body, path)
  expect(again.values['text']).toEqual(['ช่างจะไปพรุ่งนี้\nขออภัยครับ'])
  const { body, status } = await malee.follow(await malee.post(path, again.values))
  expect(status).toBe(200)
  expect(sectionOf(body, 'talk')).toContain('ช่างจะไปพรุ่งนี้')
})

test('files that came with the overtaken form are sent with the next one', async () => {
  const desk = await openDesk()
  const [malee, wichai] = [await desk.staff.malee(), await desk.staff.wichai()]
  const path = actPath(desk.filed, 'deliver')
  const page = await malee.get(path)
  await done(wichai, desk.filed, 'note', { text: 'โทรแจ้งแล้ว' })
  const answer = await sendForm(malee, page, path, { text: 'ซ่อมแล้ว' }, [
    { field: 'files', name: 'ใบงาน.pdf', bytes: await pdf() },
  ])
  expect(answer.status).toBe(409)
  const { body } = await malee.follow(await sendForm(malee, answer, path, {}))
  expect(sectionOf(body, 'files')).toContain('ใบงาน.pdf')
})

test('what can no longer be done says so, and hands the words back', async () => {
  const desk = await openDesk()
  const [malee, wichai] = [await desk.staff.malee(), await desk.staff.wichai()]
  const path = actPath(desk.filed, 'ask')
  const page = await malee.get(path)
  await done(wichai, desk.filed, 'close', { text: 'ซ่อมเสร็จแล้ว' })
  const answer = await sendForm(malee, page, path, { text: 'ไฟดับทุกคืนไหมครับ' })
  expect(answer.status).toBe(409)
  expect(wordsOf(answer.body)).toContain('ตอนนี้ทำไม่ได้แล้ว: สอบถามผู้ยื่น')
  expect(sectionOf(answer.body, 'words')).toContain('ไฟดับทุกคืนไหมครับ')
  expect(answer.body).not.toContain(`action="${path}"`)
})

test('the second of two taps does nothing twice, and is no conflict', async () => {
  const desk = await openDesk()
  const malee = await desk.staff.malee()
  const path = actPath(desk.filed, 'tell')
  const page = await malee.get(path)
  const first = await sendForm(malee, page, path, { text: 'ช่างกำลังไป' })
  const second = await sendForm(malee, page, path, { text: 'ช่างกำลังไป' })
  expect([first.location, second.location]).toEqual([`${desk.here}?done=tell`, `${desk.here}?done=tell`])
  const { body } = await malee.get(desk.here)
  expect(sectionOf(body, 'talk').match(/ช่างกำลังไป/g)).toHaveLength(1)
  const other = await sendForm(malee, page, path, { text: 'ช่างถึงแล้ว' })
  expect(other.status).toBe(409)
})

test('a case that went to another division meanwhile is not found, but the words come back', async () => {
  const desk = await openDesk()
  const [malee, pranee] = [await desk.staff.malee(), await desk.staff.pranee()]
  const path = actPath(desk.filed, 'ask')
  const page = await malee.get(path)
  await done(pranee, desk.filed, 'forward', { division: 'health', text: 'เป็นงานสาธารณสุข' })
  const answer = await sendForm(malee, page, path, { text: 'ไฟดับกี่ดวงครับ' })
  expect(answer.status).toBe(404)
  expect(answer.body).toContain('ไฟดับกี่ดวงครับ')
  const unknown = await malee.post('/desk/cases/70-999-999/acts/ask', { text: 'ไฟดับกี่ดวงครับ' })
  expect([unknown.status, headingOf(unknown.body)]).toEqual([404, headingOf(answer.body)])
})

test('of two sendings at the same moment one is kept, and the other is told', async () => {
  const desk = await openDesk()
  const [malee, wichai] = [await desk.staff.malee(), await desk.staff.wichai()]
  const path = actPath(desk.filed, 'tell')
  const pages = [await malee.get(path), await wichai.get(path)]
  const answers = await Promise.all([
    sendForm(malee, pages[0]!, path, { text: 'ช่างไปวันนี้' }),
    sendForm(wichai, pages[1]!, path, { text: 'ช่างไปพรุ่งนี้' }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
  const late = answers.find(({ status }) => status === 409)!
  expect(formOf(late.body, path).values['text']?.[0]).toMatch(/^ช่างไป(วันนี้|พรุ่งนี้)$/)
  expect(sectionOf(late.body, 'since')).toMatch(/ช่างไป(วันนี้|พรุ่งนี้)/)
  const talk = sectionOf((await malee.get(desk.here)).body, 'talk')
  expect(talk.match(/ช่างไป/g)).toHaveLength(1)
})
