import { describe, expect, test } from 'vitest'
import { passphraseProblem } from '../../src/whistle/members.ts'
import { makeClient } from '../support/journey.ts'
import { besideOf } from '../support/html.ts'
import { island } from './reporter/island.ts'
import { bench, PASSPHRASE } from './support.ts'

const OWN = ['pimjai', 'พิมพ์ใจ ตรวจการ', 'เทศบาลตำบลขามทะเลสอ', 'Kham Thale So Subdistrict Municipality']

describe('a passphrase that anybody would try is refused', () => {
  test.each([
    ...['12345678901234', 'abcdefghijklmn', 'qwertyuiop1234', 'กขคงจฉชซฌญฎฏฐฑ', 'ab12cd12ab12cd12'],
    ...['password123456', 'รหัสผ่าน12345678', 'สวัสดีครับ password', 'P@ssw0rd!2569!!', '01/01/2510-2569'],
  ])('%s', (passphrase) => expect(passphraseProblem(passphrase, [])).toBe('common'))

  test.each([
    'pimjai 2569 pimjai',
    'พิมพ์ใจตรวจการ99',
    'เทศบาลตำบลขามทะเลสอ',
    'ขามทะเลสอ-123456',
    'KhamThaleSo2569',
  ])('%s, which is only a name', (passphrase) => expect(passphraseProblem(passphrase, OWN)).toBe('own'))
})

test('words that do not belong together are taken, also where a name is among them', () => {
  for (const passphrase of [PASSPHRASE, 'ฝนตกที่ทะเลสอทั้งคืน', 'trombone lamp ferry', 'พิมพ์ใจเลี้ยงปลาหมึกยักษ์'])
    expect([passphrase, passphraseProblem(passphrase, OWN)]).toEqual([passphrase, undefined])
  expect(passphraseProblem('กุ้งแห้ง', OWN)).toBe('tooShort')
  expect(passphraseProblem('ก'.repeat(201), OWN)).toBe('tooLong')
  expect(passphraseProblem('กากากากากากากากา', OWN)).toBe('tooEven')
})

test('who joins is told in words, and their own name and the municipality’s are known to nobody but them', async () => {
  const here = await island()
  const { panel } = here.made.whistle
  const invitation = await panel.invite('chai', 'ชัยวัฒน์ รักษ์ถิ่น')
  const client = makeClient(here.app)
  const typed = async (passphrase: string) => {
    const page = await client.post('/panel/join', { invitation, passphrase, repeat: passphrase })
    return [page.status, besideOf(page.body, 'passphrase')]
  }
  expect(await typed('12345678901234')).toEqual([422, expect.stringContaining('เดาได้ง่าย')])
  expect(await typed('ชัยวัฒน์รักษ์ถิ่น2569')).toEqual([422, expect.stringContaining('ชื่อ')])
  expect(
    (await client.post('/panel/join', { invitation, passphrase: PASSPHRASE, repeat: PASSPHRASE })).status,
  ).toBe(200)
})

test('a passphrase of the municipality’s name is refused to who recovers or changes theirs, before a roster says it too', async () => {
  const made = await bench({ ownWords: ['เทศบาลตำบลหนองสรวง'] })
  const { panel } = made.whistle
  const own = { kind: 'passphrase', problem: 'own' }
  expect(await panel.recover('pim', made.recovery['pim'] ?? '', 'เทศบาลหนองสรวง 99')).toEqual(own)
  const pim = await made.signedIn('pim')
  expect(await panel.changePassphrase(pim, PASSPHRASE, 'เทศบาลตำบลหนองสรวง 2569')).toEqual(own)
})
