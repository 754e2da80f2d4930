// The same key on the two layouts of a Thai keyboard (Kedmanee, TIS 820), unshifted and shifted.
const LATIN =
  "1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./" + '!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'
const THAI = 'ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝ' + '+๑๒๓๔ู฿๕๖๗๘๙๐"ฎฑธํ๊ณฯญฐ,ฅฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ'

const toLatin = new Map([...THAI].map((sign, place) => [sign, LATIN.charAt(place)]))
const toThai = new Map([...LATIN].map((sign, place) => [sign, THAI.charAt(place)]))

const typed = (words: string, keys: Map<string, string>) =>
  [...words].map((sign) => keys.get(sign) ?? sign).join('')

/** What comes out when these Thai words are typed with the Latin layout on. */
export const asLatinKeys = (words: string) => typed(words, toLatin)

/** What comes out when these Latin letters are typed with the Thai layout on. */
export const asThaiKeys = (words: string) => typed(words, toThai)
