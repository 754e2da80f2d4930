import type { PublishedService } from '../../catalogue/published.ts'
import { message } from '../../i18n/messages.ts'
import { say, type Lang } from '../../i18n/text.ts'
import type { Moves } from './moves.ts'

/** What a change does to open requests, as the page before its confirmation shows it. No word of an applicant. */
export function movesView(moves: Moves, services: readonly PublishedService[], lang: Lang) {
  const { count, earlier, lateAtOnce, sameDay, shown } = moves
  const titleOf = (id: string) => {
    const service = services.find(({ current }) => current.serviceId === id)
    return service ? say(service.current.definition.title, lang) : id
  }
  const told = (key: string, n: number) => (n > 0 ? [message(key, lang, { n })] : [])
  return {
    count,
    earlier,
    heading: message(count > 0 ? 'office.moves.title' : 'office.moves.none', lang, { n: count }),
    notes: [
      ...(count > 0 ? [message('office.moves.told', lang)] : []),
      ...told('office.moves.earlier', earlier),
      ...told('office.moves.late', lateAtOnce),
      ...told('office.moves.sameDay', sameDay),
    ],
    aware: message('office.moves.aware', lang, { n: earlier }),
    caption:
      shown.length < count ? message('office.moves.shown', lang, { shown: shown.length, n: count }) : '',
    rows: shown.map(({ reference, serviceId, before, after }) => ({
      reference,
      service: titleOf(serviceId),
      before: before.dueDay,
      after: after.dueDay,
      isEarlier: after.dueAt < before.dueAt,
    })),
  }
}
