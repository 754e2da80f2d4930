import { createHash } from 'node:crypto'
import { HtmlValidate } from 'html-validate'

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // The standard takes any case; lower case is what every tool of ours writes.
    'doctype-style': 'off',
    // A title says the fault, the page, the service and the office: what is needed, in the order it is needed.
    'long-title': 'off',
    // A number is kept on one line by its style, which also holds for numbers that officers write.
    'tel-non-breaking': 'off',
    // Boxes of one question share its name, as radios do.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button', 'submit', 'reset'] }],
    // Left behind by template lines that show nothing; no browser sees it.
    'no-trailing-whitespace': 'off',
  },
})

const known = new Map<string, string[]>()

/** Where a page departs from the HTML standard or from what html-validate recommends. */
export async function htmlFaults(html: string): Promise<string[]> {
  const hash = createHash('sha256').update(html).digest('base64url')
  const faults = known.get(hash) ?? (await validate(html))
  known.set(hash, faults)
  return faults
}

async function validate(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html)
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `html ${ruleId}, line ${line}: ${message}`),
  )
}
