import { describe, test } from 'vitest'
import { openWeb } from '../support/browser.ts'
import { fileLight, makeClient } from '../support/journey.ts'

const { missing, web } = await openWeb({
  name: {
    th: 'องค์การบริหารส่วนตำบลศรีสุขเฉลิมพระเกียรติพัฒนานครรัตนโกสินทร์',
    en: 'Si Suk Chaloem Phra Kiat Phatthana Nakhon Rattanakosin Subdistrict Administrative Organisation',
  },
  phone: '0-4400-0000 ต่อ 1234',
  email: 'saraban.srisukchaloemphrakiatphatthana@example.go.th',
})

describe.skipIf(missing)(`the pages for everyone, of an office with a long name${missing}`, () => {
  for (const width of [320, 800, 1280])
    test(`at ${width} px`, async () => {
      const person = await web().person({ width, scripts: width !== 800, shots: 'places' })
      const { path } = await fileLight(makeClient(web().server.app))
      const pages = [
        '/',
        '/en',
        '/services',
        '/services?event=utilities',
        '/open-data',
        '/privacy',
        '/report',
        '/report/statistics',
      ]
      for (const page of [...pages, '/services/hazardous-business', path, `/en${path}/receipt`]) {
        await person.go(page)
        await person.look(`p${page.replaceAll(/\W+/g, '-').slice(0, 30)}`)
      }
    })
})
