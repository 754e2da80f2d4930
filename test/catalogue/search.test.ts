import { describe, expect, it } from 'vitest'
import { makeSearch } from '../../src/catalogue/search.ts'
import { starter } from '../support/catalogue.ts'

const search = makeSearch(starter)
const first = (query: string) => search.find(query)[0]?.slug

// What people type at a counter's computer or on a phone, with the service they want.
const QUERIES: [typed: string, wanted: string][] = [
  ['ไฟ', 'street-light-repair'],
  ['ไฟทาง', 'street-light-repair'],
  ['ไฟถนนดับ', 'street-light-repair'],
  ['ไฟหน้าบ้านดับมา 3 วันแล้ว', 'street-light-repair'],
  ['เสาไฟเอียง', 'street-light-repair'],
  ['แจ้งซ่อมไฟฟ้า', 'street-light-repair'],
  ['แจงซอมไฟฟา', 'street-light-repair'],
  ['street light', 'street-light-repair'],
  ['STREET LAMP', 'street-light-repair'],
  ['น้ำ', 'water-delivery'],
  ['นํ้าไม่พอใช้', 'water-delivery'],
  ['ขอน้ำกินน้ำใช้', 'water-delivery'],
  ['รถน้ำ', 'water-delivery'],
  ['ประปา', 'water-connection'],
  ['ติดมิเตอร์น้ำ', 'water-connection'],
  ['ต้นไม้', 'tree-trimming'],
  ['ตัดกิ่งไม้', 'tree-trimming'],
  ['ตนไม้ล้ม', 'tree-trimming'],
  ['เบี้ยคนแก่', 'elderly-allowance'],
  ['เบี้ยยังชีพผู้สูงอายุ', 'elderly-allowance'],
  ['เบียยังชีพผู้สูงอายุ', 'elderly-allowance'],
  ['เบี้ยผู้สูงอายุ', 'elderly-allowance'],
  ['เงินผู้สูงอายุ', 'elderly-allowance'],
  ['pension', 'elderly-allowance'],
  ['เบี้ยคนพิการ', 'disability-allowance'],
  ['ความพิการ', 'disability-allowance'],
  ['ขยะ', 'waste-bin'],
  ['ขอถังขยะใหม่', 'waste-bin'],
  ['garbage', 'waste-bin'],
  ['ภาษีที่ดิน', 'land-tax'],
  ['ภาษีบ้าน', 'land-tax'],
  ['ภาษีป้าย', 'sign-tax'],
  ['ป้ายร้าน', 'sign-tax'],
  ['สร้างบ้าน', 'building-permit'],
  ['ใบอนุญาติก่อสร้าง', 'building-permit'],
  ['ต่อเติมบ้าน', 'building-permit'],
  ['ข.๑', 'building-permit'],
  ['บ้านเลขที่', 'house-number'],
  ['ทะเบียนการค้า', 'commercial-registration'],
  ['จดทะเบียนพานิชย์', 'commercial-registration'],
  ['ขายของออนไลน์', 'commercial-registration'],
  ['ร้านอาหาร', 'food-premises'],
  ['อู่ซ่อมรถ', 'hazardous-business'],
  ['ยืมเต็นท์', 'equipment-loan'],
  ['ยืมเต้นงานศพ', 'equipment-loan'],
  ['โต๊ะเก้าอี้', 'equipment-loan'],
  ['tent', 'equipment-loan'],
  ['รถรับส่งผู้ป่วย', 'patient-transport'],
  ['ไปหาหมอตามนัด', 'patient-transport'],
  ['ร้องเรียน', 'general-complaint'],
  ['เพื่อนบ้านเสียงดัง', 'general-complaint'],
  ['ขอข้อมูลข่าวสาร', 'information-request'],
  ['ถมที่', 'earth-digging-filling'],
  ['ถนนเป็นหลุม', 'general-complaint'],
  ['house', 'house-number'],
  ['ขุดบ่อ', 'earth-digging-filling'],
]

describe('searching the services', () => {
  it.each(QUERIES)('%s finds %s first', (typed, wanted) => {
    expect(first(typed)).toBe(wanted)
  })

  it('finds the same whether digits are Thai or western', () => {
    expect(search.find('1669').map((service) => service.slug)).toEqual(
      search.find('๑๖๖๙').map((service) => service.slug),
    )
  })

  it.each(['ใบขับขี่', 'ยุง', 'พาสปอร์ต', 'zzzz', 'ฟฟฟฟฟฟ', '!!!', 'driving licence'])(
    'says honestly that nothing is found for %s',
    (typed) => {
      expect(search.find(typed)).toEqual([])
    },
  )

  it('ranks a word of the title above the same word in another service’s text', () => {
    const slugs = search.find('ภาษี').map((service) => service.slug)
    expect(slugs.slice(0, 2).sort()).toEqual(['land-tax', 'sign-tax'])
  })

  it('takes an empty, an overlong and a strange query without a fault', () => {
    expect(search.find('')).toEqual([])
    expect(search.find('   ')).toEqual([])
    expect(search.find('ข้าว'.repeat(100_000))).toEqual([])
    expect(search.find('(((*+?[\\')).toEqual([])
  })

  it('offers at most three nearest services when nothing matches', () => {
    expect(search.nearest('ขอใบขับขี่รถ').length).toBeLessThanOrEqual(3)
  })
})
