import { closeEnough, looseKey, searchKey } from '../i18n/thai.ts'
import type { PublishedService } from './published.ts'
import generalSynonyms from './synonyms.json' with { type: 'json' }

type Phrase = { key: string; loose: string; words: string; field: Field }
type Entry = { service: PublishedService; phrases: Phrase[] }

// How much a hit in a place is worth: a word of the title outranks the same word anywhere else.
const WORTH = { title: 100, synonym: 90, summary: 55, body: 25 } as const
type Field = keyof typeof WORTH

const LONGEST_QUERY = 100
// Of the weight of a query’s words, how much a service must hold.
const LEAST_SHARE = 0.6
const SHARE_OF_THE_NEAREST = 0.25
const OTHER_WORD = 0.85

export type Search = {
  /** Services that match, best first; none where nothing fits. */
  find: (query: string) => PublishedService[]
  /** The nearest of what did not match, at most three. */
  nearest: (query: string) => PublishedService[]
}

/**
 * Searches the services in memory, in both languages. The words as typed come first; only where they
 * stand nowhere is spelling forgiven, and only then is the query taken apart into words.
 */
export function makeSearch(services: readonly PublishedService[]): Search {
  const entries = services.map(entryOf)
  const best = (scoreOf: (entry: Entry) => number) =>
    entries
      .map((entry) => ({ service: entry.service, score: scoreOf(entry) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .map(({ service }) => service)
  const find = (query: string, leastShare: number) => {
    if (query === '') return []
    const meanings = meaningsOf(query)
    for (const likeness of [exactLikeness, looseLikeness]) {
      const found = best((entry) => wholeScore(query, meanings, entry, likeness))
      if (found.length > 0) return found
    }
    return best((entry) => wordsScore(query, entry, entries, leastShare))
  }
  return {
    find: (query) => find(clean(query), LEAST_SHARE),
    nearest: (query) => find(clean(query), SHARE_OF_THE_NEAREST).slice(0, 3),
  }
}

const clean = (query: string) => searchKey(query.slice(0, LONGEST_QUERY))

function entryOf(service: PublishedService): Entry {
  const { title, summary, synonyms, manual, form } = service.current.definition
  const phrase = (field: Field) => (words: string) => ({
    key: searchKey(words),
    loose: looseKey(words).replaceAll(' ', ''),
    words,
    field,
  })
  const body = [
    ...manual.criteria,
    ...manual.steps.map((step) => step.title),
    ...manual.documents.map((document) => document.name),
    ...manual.legalBasis,
    ...Object.values(form.fields).flatMap((field) =>
      field.kind === 'choice' ? field.options.map((option) => option.label) : [],
    ),
    manual.result,
  ]
  return {
    service,
    phrases: [
      ...[title.th, title.en].map(phrase('title')),
      ...synonyms.map(phrase('synonym')),
      ...[summary.th, summary.en].map(phrase('summary')),
      ...body.flatMap((text) => [text.th, text.en]).map(phrase('body')),
    ],
  }
}

type Likeness = (query: string, phrase: Phrase) => number

function wholeScore(query: string, meanings: string[], entry: Entry, likeness: Likeness): number {
  const worthOf = (words: string) =>
    Math.max(0, ...entry.phrases.map((phrase) => WORTH[phrase.field] * likeness(words, phrase)))
  return Math.max(worthOf(query), ...meanings.map((meaning) => worthOf(meaning) * OTHER_WORD))
}

/** From 1 for the very words down to 0. */
function exactLikeness(query: string, phrase: Phrase): number {
  const { key } = phrase
  if (key === query) return 1
  if (holds(phrase, query)) {
    const cutsAWord = isLatin(query) && !` ${key} `.includes(` ${query} `)
    return (key.startsWith(query) ? 0.97 : 0.94) - (cutsAWord ? 0.1 : 0)
  }
  if (!isName(phrase) || key.length < 3 || !contains(query, key)) return 0
  return 0.8 + 0.12 * (key.length / query.length)
}

function looseLikeness(query: string, phrase: Phrase): number {
  const { loose, words } = phrase
  const asked = looseKey(query).replaceAll(' ', '')
  if (asked.length < 3) return 0
  if (isLatin(query)) return isName(phrase) && asked.length > 3 && closeEnough(query, words) ? 0.6 : 0
  if (loose.includes(asked)) return isName(phrase) || asked.length > 3 ? 0.75 : 0
  if (!isName(phrase)) return 0
  if (loose.length > 3 && asked.includes(loose)) return 0.7
  if (closeEnough(query, words)) return 0.6
  return loose.length > 4 && loose.length >= asked.length / 2 && closeEnough(words, query) ? 0.55 : 0
}

const isName = ({ field }: Phrase) => field === 'title' || field === 'synonym'

/** In running text a short query must be a word: ยุง stands in พยุง and means something else. */
function holds(phrase: Phrase, query: string): boolean {
  if (!contains(phrase.key, query)) return false
  return isName(phrase) || query.length > 3 || isLatin(query) || segmentsOf(phrase.key).includes(query)
}

/** Thai is written without spaces, so a part is enough; a Latin word must begin where a word begins. */
function contains(long: string, short: string): boolean {
  return isLatin(short) ? ` ${long}`.includes(` ${short}`) : long.includes(short)
}

const isLatin = (words: string) => /^[\x20-\x7e]+$/.test(words)

/** What people mean who say it differently: เบี้ยคนแก่ is เบี้ยยังชีพผู้สูงอายุ. */
function meaningsOf(query: string): string[] {
  const asked = looseKey(query).replaceAll(' ', '')
  return generalSynonyms
    .filter(({ typed }) =>
      typed.some((word) =>
        isLatin(word)
          ? ` ${query} `.includes(` ${word} `)
          : asked.includes(looseKey(word).replaceAll(' ', '')),
      ),
    )
    .map(({ means }) => searchKey(means))
}

const segmenter = new Intl.Segmenter('th', { granularity: 'word' })

function segmentsOf(text: string): string[] {
  return [...segmenter.segment(text)].filter((part) => part.isWordLike).map((part) => part.segment)
}

function wordsOf(query: string): string[] {
  return [...new Set(segmentsOf(query).filter((word) => word.length > 1 && !FILLERS.has(word)))]
}

const FILLERS = new Set(
  [
    ...[
      'อยาก',
      'ต้องการ',
      'ขอ',
      'แจ้ง',
      'ทำ',
      'ยังไง',
      'อย่างไร',
      'ที่',
      'ที่ไหน',
      'ไหน',
      'ได้',
      'ไหม',
      'มั้ย',
      'ครับ',
      'ค่ะ',
      'คะ',
    ],
    ...[
      'ของ',
      'และ',
      'หรือ',
      'กับ',
      'ใน',
      'ให้',
      'ไป',
      'มา',
      'จะ',
      'ต้อง',
      'มี',
      'เป็น',
      'หน้า',
      'บ้าน',
      'หน่อย',
      'การ',
    ],
    ...[
      'how',
      'to',
      'the',
      'my',
      'for',
      'of',
      'in',
      'is',
      'do',
      'want',
      'need',
      'where',
      'can',
      'on',
      'at',
      'and',
      'or',
    ],
  ].map(searchKey),
)

/**
 * Word by word, where the whole query stands nowhere. A rare word weighs more than one that every
 * service has; a query most of whose weight is found nowhere is no match at all.
 */
function wordsScore(query: string, entry: Entry, entries: Entry[], leastShare: number): number {
  let weightOfAll = 0
  let weightFound = 0
  let score = 0
  for (const word of wordsOf(query)) {
    const weight = 1 / (1 + entries.filter((each) => wordScore(word, each) > 0).length)
    const here = wordScore(word, entry)
    weightOfAll += weight
    if (here > 0) weightFound += weight
    score += weight * here
  }
  if (weightOfAll === 0 || weightFound / weightOfAll < leastShare) return 0
  return (score / weightOfAll) * 0.5
}

function wordScore(word: string, entry: Entry): number {
  const hits = entry.phrases.filter((phrase) => holds(phrase, word))
  return Math.max(0, ...hits.map((phrase) => WORTH[phrase.field]))
}
