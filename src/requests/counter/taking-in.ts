import { dayOf } from '../../calendar/dates.ts'
import { intakeOn, type PublishedService } from '../../catalogue/published.ts'
import { messageText } from '../../i18n/messages.ts'
import type { Officer } from '../../officers/officer.ts'
import type { Filing } from '../filing.ts'
import type { Request } from '../request.ts'
import type { CounterDraft } from './drafts.ts'
import { MOST_DAYS_LATER, OFFICE } from './office.ts'
import { problemsOf, type CounterProblem } from './problems.ts'

export type TakingInParts = {
  filing: Filing
  service: (id: string) => Promise<PublishedService | undefined>
  now: () => Date
}

/** The moment of filing at the counter. */
export function makeTakingIn({ filing, service, now }: TakingInParts) {
  /** Everything that keeps the draft from being filed; a service takes requests only while it is open. */
  async function faultsOf(draft: CounterDraft): Promise<CounterProblem[]> {
    const problems = problemsOf(draft)
    const offered = await service(draft.draft.serviceId)
    const day = dayOf(draft.office.earlier ? new Date(draft.office.earlier.at) : now())
    if (offered && intakeOn(offered, day) === 'open') return problems
    const part = draft.office.earlier ? 'day' : 'counter'
    const name = draft.office.earlier ? OFFICE.day : OFFICE.channel
    return [{ name, part, text: messageText('counter.notOpen') }, ...problems]
  }

  /**
   * Files the draft, once however often it is sent. Undefined when it is not complete, or was changed in
   * another tab meanwhile.
   */
  async function takeIn(officer: Officer, draft: CounterDraft): Promise<Request | undefined> {
    const { office } = draft
    if (!draft.draft.requestId && (await faultsOf(draft)).length > 0) return undefined
    return filing.fileRequest(
      { ...draft, draft: { ...draft.draft, lang: office.lang } },
      {
        channel: office.channel,
        officer: officer.id,
        ...(office.earlier && { earlier: office.earlier }),
      },
    )
  }

  /** Services that can be picked now: those open today, and those open when paper entered today may have come. */
  function isOffered(one: PublishedService): boolean {
    const days = Array.from({ length: MOST_DAYS_LATER + 1 }, (_, n) => now().getTime() - n * 86_400_000)
    return days.some((day) => intakeOn(one, dayOf(new Date(day))) === 'open')
  }

  return { faultsOf, takeIn, isOffered }
}

export type TakingIn = ReturnType<typeof makeTakingIn>
