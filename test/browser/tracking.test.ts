import { describe, expect, test } from 'vitest'
import { openWeb } from '../support/browser.ts'
import { fileLight, makeClient } from '../support/journey.ts'

const { missing, web } = await openWeb()

describe.skipIf(missing)(`a request is found again by number and code${missing}`, () => {
  for (const [width, scripts] of [
    [320, true],
    [800, false],
    [1280, true],
  ] as const)
    test(`at ${width} px ${scripts ? 'with' : 'without'} JavaScript, and not with a wrong code`, async () => {
      const { reference, code, path } = await fileLight(makeClient(web().server.app))
      const person = await web().person({ width, scripts, shots: 'tracking' })
      await person.go('/')
      await person.press(/^ติดตามคำขอ/)
      await person.look('track-form')
      await person.fill('เลขที่คำขอ', reference)
      await person.fill('รหัสติดตาม', 'AAAA-AAAA-AAAA-AAAA')
      await person.press('ดูสถานะ')
      await person.look('wrong-code', 422)
      expect(await person.page.getByLabel('เลขที่คำขอ').inputValue()).toBe(reference)
      await person.fill('เลขที่คำขอ', ` ${reference.toLowerCase().replaceAll('-', ' ')}`)
      await person.fill('รหัสติดตาม', code.toLowerCase())
      await person.press('ดูสถานะ')
      expect(person.path()).toBe(path)
      await person.look('found')
    })
})
