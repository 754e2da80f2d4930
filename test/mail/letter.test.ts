import { expect, it } from 'vitest'
import { htmlOf } from '../../src/mail/letter.ts'

it('a letter shows a name as it was typed, never as markup', () => {
  const html = htmlOf('เรียน <script>alert("x")</script> & คณะ')
  expect(html).toContain('เรียน &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; คณะ')
  expect(html).not.toContain('<script')
})

it('an address in a letter becomes a link that cannot leave its quotes', () => {
  expect(htmlOf('see https://example.org/a?b=1&c=2"onclick=x')).toContain(
    '<a href="https://example.org/a?b=1&amp;c=2">https://example.org/a?b=1&amp;c=2</a>&quot;onclick=x',
  )
})

it('a letter says its language, so that it is read out rightly', () => {
  expect(htmlOf('เรียน คุณสมชาย')).toContain('<html lang="th">')
  expect(htmlOf('Dear Somchai')).toContain('<html lang="en">')
})
