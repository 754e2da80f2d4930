import { REPLY_PLACES } from '../replies/reply.ts'

/** `[ระบุเหตุผล]`, `[state the reasons]`: what a ready reply leaves to its writer. */
const TO_FILL = /\[\s*(?:ระบุ|กรอก|เติม|state |say |name |fill in )[^[\]\n]*\]/iu
/** `{name}`: what the system fills, where somebody typed or kept it. */
const PLACE = new RegExp(`\\{(?:${REPLY_PLACES.join('|')})\\}`)
/** A “because” with nothing after it. */
const BECAUSE = /(?:เพราะ|เนื่องจาก|\bbecause)[ \t:]*(?=\n[ \t]*(?:\n|$)|$)/iu

/** What of a ready reply nobody has filled in yet, as it stands in the text; undefined when all of it is. */
export function unfilledIn(text: string): string | undefined {
  const found = TO_FILL.exec(text) ?? PLACE.exec(text) ?? BECAUSE.exec(text)
  return found?.[0].trim()
}
