// Our own pages, read as a browser without scripts would. Ours only: it knows how our templates write.

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }

/** What a browser makes of escaped words. Fails on an entity it does not know, rather than hide one. */
export function decoded(html: string): string {
  return html.replace(/&(#x[0-9a-f]+|#\d+|[a-z]+);/gi, (entity, name: string) => {
    if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16))
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)))
    const known = NAMED[name.toLowerCase()]
    if (known === undefined) throw new Error(`unknown entity ${entity}`)
    return known
  })
}

/** The words of a piece of a page; lines are kept where the page breaks them. */
export function wordsOf(html: string): string {
  return decoded(html.replace(/<br>/g, '\n').replace(/<[^>]*>/g, ''))
}

const attribute = (tag: string, name: string) => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)
  return found ? decoded(found[1] ?? '') : undefined
}
const has = (tag: string, name: string) => new RegExp(`\\s${name}(=|\\s|>|$)`).test(tag)

export type PageForm = {
  action: string
  isMultipart: boolean
  /** What would be sent now, without the button pressed. */
  values: Record<string, string[]>
  /** Names of everything that can be filled in, files apart. */
  names: string[]
  /** Of these, the ones a person types words into. */
  texts: string[]
  fileInputs: { name: string; accept: string }[]
}

/** The form of a page, as a browser without scripts would send it; the one posting to `action` when given. */
export function formOf(html: string, action?: string): PageForm {
  const forms = [...html.matchAll(/<form( [^>]*method="post"[^>]*)>([\s\S]*?)<\/form>/g)]
  const found = forms.find(([, tag = '']) => action === undefined || attribute(tag, 'action') === action)
  if (!found) throw new Error(`no form${action ? ` to ${action}` : ''} in ${titleOf(html)}`)
  const [, tag = '', inside = ''] = found
  const form: PageForm = {
    action: attribute(tag, 'action') ?? '',
    isMultipart: tag.includes('multipart/form-data'),
    values: {},
    names: [],
    texts: [],
    fileInputs: [],
  }
  const put = (name: string, value: string | undefined) => {
    if (!form.names.includes(name)) form.names.push(name)
    if (value !== undefined) (form.values[name] ??= []).push(value)
  }
  const parts =
    /<input([^>]*)>|<textarea([^>]*)>\n?([\s\S]*?)<\/textarea>|<select([^>]*)>([\s\S]*?)<\/select>/g
  for (const [, input, area, text = '', select, options = ''] of inside.matchAll(parts)) {
    if (input !== undefined) {
      const name = attribute(input, 'name') ?? ''
      const type = attribute(input, 'type')
      if (type === 'file') form.fileInputs.push({ name, accept: attribute(input, 'accept') ?? '' })
      else if (type === 'radio' || type === 'checkbox')
        put(name, has(input, 'checked') ? attribute(input, 'value') : undefined)
      else {
        put(name, attribute(input, 'value') ?? '')
        if (type === 'text') form.texts.push(name)
      }
    } else if (area !== undefined) {
      const name = attribute(area, 'name') ?? ''
      put(name, decoded(text))
      form.texts.push(name)
    } else if (select !== undefined) {
      const all = [...options.matchAll(/<option([^>]*)>/g)].map(([, option = '']) => option)
      const chosen = all.find((option) => has(option, 'selected')) ?? all[0] ?? ''
      put(attribute(select, 'name') ?? '', attribute(chosen, 'value'))
    }
  }
  return form
}

export const titleOf = (html: string) => wordsOf(/<title>([\s\S]*?)<\/title>/.exec(html)?.[1] ?? '')
export const headingOf = (html: string) => wordsOf(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? '').trim()

/** The error summary: where each link leads and what it says. */
export function summaryOf(html: string): { href: string; text: string }[] {
  const list = /govuk-error-summary__list">([\s\S]*?)<\/ul>/.exec(html)?.[1] ?? ''
  return [...list.matchAll(/<a href="([^"]*)">([\s\S]*?)<\/a>/g)].map(([, href = '', text = '']) => ({
    href: decoded(href),
    text: decoded(text),
  }))
}

/** The sentence beside a field, without the hidden word before it; undefined where there is none. */
export function besideOf(html: string, key: string): string | undefined {
  const found = new RegExp(`id="${key}-error"[^>]*>([\\s\\S]*?)</p>`).exec(html)?.[1]
  return found === undefined ? undefined : wordsOf(found.replace(/<span[\s\S]*?<\/span>/, '')).trim()
}

/** Question and answer as the check and tracking pages show them, groups by their heading. */
export function answersOf(html: string): { title: string; change: string; lines: [string, string][] }[] {
  return [...html.matchAll(/<section class="sala-answers"[\s\S]*?<\/section>/g)].map(([section]) => ({
    title: wordsOf(/<h2[^>]*>([\s\S]*?)<\/h2>/.exec(section)?.[1] ?? ''),
    change: attribute(/<a class="govuk-link"[^>]*>/.exec(section)?.[0] ?? '', 'href') ?? '',
    lines: [...section.matchAll(/<dt[^>]*>([\s\S]*?)<\/dt>\s*<dd[^>]*>([\s\S]*?)<\/dd>/g)].map(
      ([, label = '', value = '']): [string, string] => [wordsOf(label), wordsOf(value)],
    ),
  }))
}
