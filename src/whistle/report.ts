import type { Lang, Text } from '../i18n/text.ts'

/**
 * What a reporter may tell. The three blocks are those of the Cabinet resolution of 22 December B.E. 2541 on
 * anonymous letters: an unsigned report is taken up where evidence, circumstances and definite witnesses are
 * clear. Every answer may be empty but the first.
 */
export const QUESTION_IDS = [
  'what',
  'who',
  'when',
  'where',
  'how',
  'amount',
  'howKnown',
  'evidence',
  'evidenceWhere',
  'circumstances',
  'stillGoingOn',
  'reportedBefore',
  'witnesses',
] as const
export type QuestionId = (typeof QUESTION_IDS)[number]
export type Block = 'matter' | 'evidence' | 'circumstances' | 'witnesses'

export type Report = { answers: Record<QuestionId, string>; lang: Lang }

/** `identifies`: the answer may narrow down who the reporter is, which the list says beside it. */
export type ReportQuestion = { block: Block; title: Text; why: Text; identifies?: Text; weight: number }

export const REPORT_QUESTIONS: Record<QuestionId, ReportQuestion> = {
  what: {
    block: 'matter',
    weight: 3,
    title: { th: 'เกิดเรื่องอะไรขึ้น', en: 'What happened?' },
    why: { th: 'เป็นข้อมูลหลักที่ใช้พิจารณารับเรื่อง', en: 'It decides whether the matter can be taken up.' },
  },
  who: {
    block: 'matter',
    weight: 2,
    title: { th: 'ใครเป็นผู้กระทำ (ชื่อ ตำแหน่ง หรือส่วนงาน)', en: 'Who did it (name, position or division)?' },
    why: { th: 'บอกเพียงตำแหน่งหรือส่วนงานก็ตรวจสอบได้', en: 'A position or division is enough to begin with.' },
  },
  when: {
    block: 'matter',
    weight: 2,
    title: { th: 'เกิดขึ้นเมื่อใด', en: 'When did it happen?' },
    why: { th: 'ช่วยให้ค้นเอกสารของช่วงนั้นได้', en: 'It tells which papers to look for.' },
    identifies: {
      th: 'หากวันและเวลานั้นมีคนรู้เห็นน้อย ให้บอกเพียงเดือนหรือช่วงเวลา',
      en: 'If few people were there at that time, name only the month.',
    },
  },
  where: {
    block: 'matter',
    weight: 2,
    title: { th: 'เกิดขึ้นที่ใด', en: 'Where did it happen?' },
    why: { th: 'ช่วยให้ตรวจสถานที่หรือโครงการได้ถูกต้อง', en: 'It tells which place or project to inspect.' },
  },
  how: {
    block: 'matter',
    weight: 2,
    title: { th: 'ทำอย่างไร', en: 'How was it done?' },
    why: { th: 'แสดงพฤติการณ์ที่ตรวจสอบได้', en: 'It shows what can be checked.' },
  },
  amount: {
    block: 'matter',
    weight: 1,
    title: { th: 'จำนวนเงินหรือทรัพย์สินที่เกี่ยวข้อง', en: 'How much money or property?' },
    why: { th: 'ช่วยค้นรายการจ่ายหรือสัญญา', en: 'It helps to find the payment or contract.' },
  },
  howKnown: {
    block: 'matter',
    weight: 1,
    title: { th: 'ท่านทราบเรื่องนี้ได้อย่างไร', en: 'How do you know of it?' },
    why: { th: 'แยกสิ่งที่เห็นเองออกจากสิ่งที่ได้ยินมา', en: 'It separates what was seen from what was heard.' },
    identifies: {
      th: 'คำตอบนี้อาจบอกได้ว่าท่านทำงานที่ใดหรือเป็นใคร ตอบกว้าง ๆ ก็ได้',
      en: 'This may tell where you work or who you are. A general answer will do.',
    },
  },
  evidence: {
    block: 'evidence',
    weight: 3,
    title: { th: 'มีหลักฐานอะไรบ้าง', en: 'What evidence is there?' },
    why: {
      th: 'เรื่องที่ไม่ลงชื่อต้องมีหลักฐาน ทางเว็บไซต์แนบไฟล์ได้หลังส่งข้อความ',
      en: 'An unsigned report needs evidence. Files can be added once the text is sent.',
    },
    identifies: {
      th: 'หากเอกสารนั้นมีท่านถืออยู่คนเดียว ให้บอกว่าหาได้ที่ใดแทนการแนบ',
      en: 'If only you hold the document, say where it can be found instead.',
    },
  },
  evidenceWhere: {
    block: 'evidence',
    weight: 2,
    title: { th: 'หลักฐานหาได้จากที่ใด', en: 'Where can evidence be found?' },
    why: {
      th: 'คณะผู้รับผิดชอบค้นเองได้โดยไม่ต้องพาดพิงผู้แจ้ง',
      en: 'The panel can fetch it without naming the reporter.',
    },
  },
  circumstances: {
    block: 'circumstances',
    weight: 3,
    title: { th: 'เหตุการณ์แวดล้อมเป็นอย่างไร', en: 'What were the circumstances?' },
    why: {
      th: 'เรื่องที่ไม่ลงชื่อต้องมีกรณีแวดล้อมปรากฏชัดแจ้ง',
      en: 'An unsigned report needs clear circumstances.',
    },
  },
  stillGoingOn: {
    block: 'circumstances',
    weight: 1,
    title: { th: 'ยังเกิดขึ้นอยู่หรือไม่', en: 'Does it still go on?' },
    why: { th: 'เรื่องที่กำลังเกิดขึ้นต้องดำเนินการก่อน', en: 'What goes on is dealt with first.' },
  },
  reportedBefore: {
    block: 'circumstances',
    weight: 1,
    title: { th: 'เคยแจ้งใครมาก่อนหรือไม่', en: 'Was it reported to anyone before?' },
    why: { th: 'ช่วยไม่ให้ทำงานซ้ำและรู้ว่าใครทราบเรื่องแล้ว', en: 'It shows who knows already.' },
    identifies: {
      th: 'หากท่านเคยแจ้งด้วยชื่อจริง ผู้อื่นอาจเชื่อมโยงถึงท่านได้',
      en: 'If you once reported it under your name, others may connect the two.',
    },
  },
  witnesses: {
    block: 'witnesses',
    weight: 3,
    title: { th: 'ใครยืนยันเรื่องนี้ได้บ้าง', en: 'Who else could confirm it?' },
    why: {
      th: 'เรื่องที่ไม่ลงชื่อต้องชี้พยานบุคคลที่แน่นอน ตำแหน่งก็ใช้ได้',
      en: 'An unsigned report needs definite witnesses; positions will do.',
    },
    identifies: {
      th: 'หากมีผู้รู้เห็นเพียงไม่กี่คน การชี้พยานอาจทำให้รู้ว่าท่านเป็นใคร',
      en: 'If only a few saw it, naming them may tell who you are.',
    },
  },
}

/** Letters each answer may have. Together they fit into one sealed entry of tens of kilobytes. */
export const LONGEST_ANSWER = 10_000
export const LONGEST_MESSAGE = 10_000
export const LONGEST_IDENTITY = 500

export type CompletenessLine = {
  id: QuestionId
  answered: boolean
  title: Text
  why: Text
  identifies?: Text
}
export type Completeness = {
  lines: CompletenessLine[]
  /** The blocks of the Cabinet resolution that hold nothing; without them it can be taken up though unsigned. */
  lacking: NeededBlock[]
  canBeTakenUp: boolean
  /** 0 to 100, for the panel's order of reading; a reporter is shown the list. */
  score: number
}

/** What an unsigned letter must hold to be considered: Cabinet resolution of 22 December B.E. 2541. */
const NEEDED_BLOCKS = ['evidence', 'circumstances', 'witnesses'] as const
type NeededBlock = (typeof NEEDED_BLOCKS)[number]

/** Advice only: a report with gaps is sent like any other. */
export function completenessOf({ answers }: Report, files = 0): Completeness {
  const isAnswered = (id: QuestionId) => answers[id].trim() !== '' || (id === 'evidence' && files > 0)
  const lines = QUESTION_IDS.map((id) => {
    const { title, why, identifies } = REPORT_QUESTIONS[id]
    return { id, answered: isAnswered(id), title, why, ...(identifies && { identifies }) }
  })
  const weigh = (ids: readonly QuestionId[]) => ids.reduce((sum, id) => sum + REPORT_QUESTIONS[id].weight, 0)
  const lacking = NEEDED_BLOCKS.filter(
    (block) => !QUESTION_IDS.some((id) => REPORT_QUESTIONS[id].block === block && isAnswered(id)),
  )
  return {
    lines,
    lacking,
    canBeTakenUp: lacking.length === 0,
    score: Math.round((100 * weigh(QUESTION_IDS.filter(isAnswered))) / weigh(QUESTION_IDS)),
  }
}

export type ReportProblem = { id: QuestionId; problem: 'missing' | 'tooLong' }

/** What keeps a report from being sent: that it says nothing, or is longer than can be read. */
export function reportProblems({ answers }: Report): ReportProblem[] {
  const long = QUESTION_IDS.filter((id) => [...answers[id]].length > LONGEST_ANSWER)
  const isEmpty = QUESTION_IDS.every((id) => answers[id].trim() === '')
  return [
    ...(isEmpty ? [{ id: 'what', problem: 'missing' } as const] : []),
    ...long.map((id) => ({ id, problem: 'tooLong' }) as const),
  ]
}

/** A report of these answers; unknown names are dropped, missing ones empty. */
export function reportOf(typed: Record<string, unknown>, lang: Lang): Report {
  const answer = (id: QuestionId) => (typeof typed[id] === 'string' ? typed[id].replace(/\r\n?/g, '\n') : '')
  return {
    answers: Object.fromEntries(QUESTION_IDS.map((id) => [id, answer(id)])) as Report['answers'],
    lang,
  }
}
