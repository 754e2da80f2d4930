import sharp from 'sharp'
import { hiddenFields, makeVisitor, type Answer, type Visitor } from '../support/visitor.ts'

const APPLY = '/services/street-light-repair/apply'

export type Photo = { name: string; colour: number[] }

/** One person's form and what the portal has acknowledged of it: nothing of this may be lost. */
export type Filing = {
  visitor: Visitor
  /** How many steps were acknowledged. */
  steps: number
  typed: Record<string, string>
  photos: Photo[]
  /** The receipt's address, once the answer to sending has led there. */
  receipt?: string
}

let made = 0
/** Every picture has a colour of its own, so that one cannot stand in for another. */
export async function newPhoto(): Promise<Photo & { bytes: Buffer }> {
  made += 1
  const colour = [made % 256, Math.floor(made / 256) % 256, 77]
  const [r, g, b] = colour as [number, number, number]
  const bytes = await sharp({ create: { width: 6, height: 6, channels: 3, background: { r, g, b } } })
    .png()
    .toBuffer()
  return { name: `photo-${made}.png`, colour, bytes }
}

export function beginFiling(url: string): Filing {
  return { visitor: makeVisitor(url), steps: 0, typed: {}, photos: [] }
}

type Step = (filing: Filing) => Promise<Answer>

const page =
  (id: string, fields: () => Record<string, string>): Step =>
  async (filing) => {
    const typed = fields()
    const answer = await filing.visitor.post(`${APPLY}/p/${id}`, typed)
    if (answer.status === 303) Object.assign(filing.typed, typed)
    return answer
  }

const STEPS: Step[] = [
  ({ visitor }) => visitor.post(APPLY, { act: 'new' }),
  page('what', () => ({ symptom: 'out', lampCount: String(1 + (made % 90)) })),
  page('where', () => ({ place: `หน้าวัด ต้นที่ ${made}` })),
  async (filing) => {
    const { bytes, ...photo } = await newPhoto()
    const answer = await filing.visitor.upload(
      `${APPLY}/p/pictures`,
      { act: 'upload' },
      { field: 'photos', name: photo.name, bytes },
    )
    if (answer.status === 303) filing.photos.push(photo)
    return answer
  },
  page('contact', () => ({ applicantName: 'สมชาย ใจดี', email: 'somchai@example.org' })),
  async (filing) => {
    const check = await filing.visitor.get(`${APPLY}/check`)
    // A draft that was sent, though nobody was told, leads straight to its receipt.
    const answer = check.status === 200 ? await send(filing, check) : check
    if (answer.location.endsWith('/receipt')) filing.receipt = answer.location
    return answer
  },
]

/** Presses “send” on the page of answers. */
export function send({ visitor }: Filing, check: Answer): Promise<Answer> {
  return visitor.post(`${APPLY}/send`, { ...hiddenFields(check.body), declare: 'yes' })
}

/** The next step of a form; true once it is sent. Throws when the answer is not the one that leads on. */
export async function goOn(filing: Filing): Promise<boolean> {
  const step = STEPS[filing.steps]
  if (!step) return true
  const answer = await step(filing)
  if (answer.status !== 303) throw new UnexpectedAnswer(filing.steps, answer)
  filing.steps += 1
  return filing.receipt !== undefined
}

export async function goOnToTheEnd(filing: Filing): Promise<void> {
  while (!(await goOn(filing))) continue
}

/** How many steps come before sending. */
export const STEPS_BEFORE_SENDING = STEPS.length - 1

export class UnexpectedAnswer extends Error {
  readonly status: number
  constructor(step: number, { status, location, body }: Answer) {
    super(`step ${step} was answered with ${status} ${location} ${body.slice(0, 300)}`)
    this.status = status
  }
}

/**
 * So many people file one form after another until the portal goes away. All their forms, sent or not, are
 * put into `filings`, and whatever was answered but not as it should be into `surprises`.
 */
export async function fileUntilGone(
  url: string,
  people: number,
  filings: Filing[],
  surprises: Error[],
): Promise<void> {
  const one = async () => {
    for (;;) {
      const filing = beginFiling(url)
      filings.push(filing)
      await goOnToTheEnd(filing)
    }
  }
  const noticed = (error: unknown) => {
    if (error instanceof UnexpectedAnswer) surprises.push(error)
    // A connection that broke is what these tests are about; anything else is a fault of the test itself.
    else if (!(error instanceof TypeError)) throw error
  }
  await Promise.all(Array.from({ length: people }, () => one().catch(noticed)))
}
