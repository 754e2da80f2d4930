import { closeEnough, looseKey, searchKey } from '../i18n/thai.ts'
import type { PublishedService } from './published.ts'
import generalSynonyms from './synonyms.json' with { type: 'json' }

type Phrase = { key: string; loose: string; words: string; field: Field }
type Entry = { service: PublishedService; phrases: Phrase[] }

// How much a hit in a place is worth: a word of the title outranks the same word anywhere else.
const WORTH = { title: 100, synonym: 90, summary: 55, body: 25 } as const
type Field = keyof typeof WORTH

const LONGEST_QUERY = 100
const LEAST_SHARE = 0.6
const OTHER_WORD = 0.85

export type Search = {
  /** Services that match, best first; none where nothing fits. */
  find: (query: string) => PublishedService[]
  /** The nearest of what did not match, at most three. */
  nearest: (query: string) => PublishedService[]
}

/** Searches the services in memory, in both languages. Forgives tone marks, spelling and Thai digits. */
export function makeSearch(services: PublishedService[]): Search {
  const entries = services.map(entryOf)
  const rank = (query: string, leastShare: number) =>
    entries
      .map((entry) => ({ entry, score: scoreOf(query, entry, entries, leastShare) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .map(({ entry }) => entry.service)
  return {
    find: (query) => rank(clean(query), LEAST_SHARE),
    nearest: (query) => rank(clean(query), 0).slice(0, 3),
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

function scoreOf(query: string, entry: Entry, entries: Entry[], leastShare: number): number {
  if (query === '') return 0
  const asTyped = wholeScore(query, entry)
  const otherwise = meaningsOf(query).map((meaning) => wholeScore(meaning, entry) * OTHER_WORD)
  const best = Math.max(asTyped, ...otherwise)
  return best > 0 ? best : wordsScore(query, entry, entries, leastShare)
}

function wholeScore(query: string, entry: Entry): number {
  return Math.max(0, ...entry.phrases.map((phrase) => WORTH[phrase.field] * likeness(query, phrase)))
}

/** From 1 for the very words down to 0. */
function likeness(query: string, { key, loose, words, field }: Phrase): number {
  if (key === query) return 1
  if (contains(key, query)) return key.startsWith(query) ? 0.97 : 0.94
  const isName = field === 'title' || field === 'synonym'
  if (isName && key.length > 2 && contains(query, key)) return 0.8 + 0.12 * (key.length / query.length)
  const asked = looseKey(query).replaceAll(' ', '')
  if (asked.length < 3 || isLatin(query)) return isName && asked.length > 3 && closeEnough(query, words) ? 0.6 : 0
  if (loose.includes(asked)) return 0.75
  if (!isName) return 0
  if (loose.length > 3 && asked.includes(loose)) return 0.7
  if (closeEnough(query, words)) return 0.6
  return loose.length > 4 && loose.length >= asked.length / 2 && closeEnough(words, query) ? 0.55 : 0
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
        isLatin(word) ? ` ${query} `.includes(` ${word} `) : asked.includes(looseKey(word).replaceAll(' ', '')),
      ),
    )
    .map(({ means }) => searchKey(means))
}

const words = new Intl.Segmenter('th', { granularity: 'word' })

function wordsOf(query: string): string[] {
  const found = [...words.segment(query)].filter((part) => part.isWordLike).map((part) => part.segment)
  return [...new Set(found.filter((word) => word.length > 1 && !FILLERS.has(word)))]
}

const FILLERS = new Set(
  [
    ...['อยาก', 'ต้องการ', 'ขอ', 'แจ้ง', 'ทำ', 'ยังไง', 'อย่างไร', 'ที่', 'ที่ไหน', 'ไหน', 'ได้', 'ไหม', 'มั้ย', 'ครับ', 'ค่ะ', 'คะ'],
    ...['ของ', 'และ', 'หรือ', 'กับ', 'ใน', 'ให้', 'ไป', 'มา', 'จะ', 'ต้อง', 'มี', 'เป็น', 'หน้า', 'บ้าน', 'หน่อย', 'การ'],
    ...['how', 'to', 'the', 'my', 'for', 'of', 'in', 'is', 'do', 'want', 'need', 'where', 'can', 'on', 'at', 'and', 'or'],
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
  const hits = entry.phrases.filter((phrase) => contains(phrase.key, word))
  return Math.max(0, ...hits.map((phrase) => WORTH[phrase.field]))
}
