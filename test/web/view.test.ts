import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { makeView } from '../../src/web/view.ts'
import { temporaryFolder } from '../support/app.ts'

const assetUrl = (name: string) => {
  if (name !== 'main.css') throw new Error('no such asset')
  return '/assets/1/main.css'
}

function viewOf(templates: Record<string, string>) {
  const folder = temporaryFolder()
  for (const [name, text] of Object.entries(templates)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, `${name}.hbs`), text)
  }
  return makeView(folder, assetUrl)
}

test('helpers speak the language of the page, inside partials and layouts too', () => {
  const view = viewOf({
    'layouts/page': '<{{t "site.home"}}>{{> @partial-block}}',
    line: '{{say name}}|{{href "/track"}}|{{day on "long"}}|{{baht fee}}',
    page: '{{#> layouts/page}}{{#each rows}}{{> line}}{{/each}}{{/layouts/page}}',
  })
  const rows = [{ name: { th: 'ก', en: 'a' }, on: '2026-12-01', fee: 123_450 }]
  expect(view.render('page', { rows }, 'th')).toBe('<หน้าแรก>ก|/track|1 ธันวาคม 2569|1,234.50 บาท')
  expect(view.render('page', { rows }, 'en')).toBe('<Home>a|/en/track|1 December 2026|1,234.50 baht')
})

test('what a person typed is escaped, in texts and in headings kept whole', () => {
  const view = viewOf({ page: '{{typed}} {{whole typed}}' })
  const page = view.render('page', { typed: '<b>"ค่าธรรมเนียม"&' }, 'th')
  expect(page).not.toContain('<b>')
  expect(page).toContain('<span class="sala-whole">ค่าธรรมเนียม</span>')
})

test('a value the template needs and was not given is a fault, not a gap', () => {
  const view = viewOf({ page: '{{title}}', said: '{{say title}}' })
  expect(() => view.render('page', {}, 'th')).toThrow()
  expect(() => view.render('said', {}, 'th')).toThrow()
})

test.each([
  ['a missing partial', '{{> nowhere}}', 'no partial nowhere'],
  ['a missing layout', '{{#> layouts/nowhere}}x{{/layouts/nowhere}}', 'no partial layouts/nowhere'],
  ['an unknown message', '{{t "site.nothing"}}', 'no message site.nothing'],
  ['an unknown message in a condition', '{{#if (t "site.nothing")}}x{{/if}}', 'no message site.nothing'],
  ['an unknown icon', '{{icon "unicorn"}}', 'no icon unicorn'],
  ['an unknown asset', '{{asset "gone.css"}}', 'no asset gone.css'],
  ['an unknown helper', '{{shout "x"}}', 'shout'],
  ['a value hidden by a helper’s name', '{{day}}', 'write {{this.day}}'],
  ['a broken tag', '{{#if x}}', 'page'],
])('%s stops the start', (_what, template, fault) => {
  expect(() => viewOf({ page: template })).toThrow(fault)
})

test('the text in a textarea is not indented with the partial it stands in', () => {
  const view = viewOf({ area: '<textarea>{{typed}}</textarea>', page: '<div>\n    {{> area}}\n</div>' })
  expect(view.render('page', { typed: 'a\nb' }, 'th')).toContain('<textarea>a\nb</textarea>')
})
