/** Every text a person reads, Thai first. Stored values are codes; only texts are translated. */
export type Text = { th: string; en: string }

export const LANGUAGES = ['th', 'en'] as const
export type Lang = (typeof LANGUAGES)[number]

/** The text in the reader's language; Thai where the other language is missing. */
export function say(text: Text, lang: Lang): string {
  return text[lang] || text.th
}

/** Fills `{name}` places of a text. Unknown places are left as they stand, so that a test can find them. */
export function fill(text: Text, values: Record<string, string | number>): Text {
  return { th: fillOne(text.th, values), en: fillOne(text.en, values) }
}

function fillOne(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
}
