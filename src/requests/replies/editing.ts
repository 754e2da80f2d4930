import type { PublishedService } from '../../catalogue/published.ts'
import { divisionSeenBy, may, type Officer } from '../../officers/officer.ts'
import {
  LONGEST_REPLY,
  LONGEST_REPLY_NAME,
  REPLY_ACTS,
  unknownPlaces,
  type Reply,
  type ReplyAct,
} from './reply.ts'

/** `serviceId` empty: for every service. */
export type TypedReply = {
  serviceId: string
  act: string
  nameTh: string
  nameEn: string
  textTh: string
  textEn: string
}

export type ReplyFault = { field: keyof TypedReply; key: string; places?: string; n?: number }

type Placed = Pick<PublishedService, 'id' | 'division'>

/**
 * Whose words these are to change: a head's those of their division's services; what all services share, and every
 * other service's, belongs to the Palad's office and the administrator. Nobody rewrites another division's letters.
 */
export function mayEdit(officer: Officer, serviceId: string | null, services: readonly Placed[]): boolean {
  if (!may(officer, 'replies.edit')) return false
  const own = divisionSeenBy(officer)
  if (own === null) return true
  return services.some(({ id, division }) => id === serviceId && division.id === own)
}

/** What they see in the list: what they may change, and what all share, which their officers use as well. */
export function maySee(officer: Officer, serviceId: string | null, services: readonly Placed[]): boolean {
  return serviceId === null || mayEdit(officer, serviceId, services)
}

export function replyFaults(officer: Officer, typed: TypedReply, services: readonly Placed[]): ReplyFault[] {
  const { serviceId, act, nameTh, nameEn, textTh, textEn } = typed
  const isThere = serviceId === '' || services.some(({ id }) => id === serviceId)
  const isTheirs = mayEdit(officer, serviceId === '' ? null : serviceId, services)
  const unknown = unknownPlaces({ th: textTh, en: textEn })
  const field = unknownPlaces({ th: textTh, en: '' }).length > 0 ? 'textTh' : 'textEn'
  return [
    ...(isThere && isTheirs ? [] : [{ field: 'serviceId', key: 'replies.fault.service' } as const]),
    ...(actOf(act) ? [] : [{ field: 'act', key: 'replies.fault.act' } as const]),
    ...inBoth('nameTh', nameTh, 'nameEn', nameEn, 'replies.fault.name', LONGEST_REPLY_NAME),
    ...inBoth('textTh', textTh, 'textEn', textEn, 'replies.fault.text', LONGEST_REPLY),
    ...(unknown.length > 0
      ? [{ field, key: 'replies.fault.place', places: unknown.map((name) => `{${name}}`).join(' ') } as const]
      : []),
  ]
}

function inBoth(
  thField: keyof TypedReply,
  th: string,
  enField: keyof TypedReply,
  en: string,
  key: string,
  most: number,
): ReplyFault[] {
  const long = [
    { field: thField, words: th },
    { field: enField, words: en },
  ].filter(({ words }) => words.length > most)
  return [
    ...(th && en ? [] : [{ field: th ? enField : thField, key }]),
    ...long.map(({ field }) => ({ field, key: 'replies.fault.long', n: most })),
  ]
}

const actOf = (act: string): ReplyAct | undefined => REPLY_ACTS.find((one) => one === act)

/** The reply as typed; only for what has no faults. */
export function replyOf(typed: TypedReply, id: string, revision: number, by: string, at: string): Reply {
  const { serviceId, act, nameTh, nameEn, textTh, textEn } = typed
  return {
    id,
    serviceId: serviceId === '' ? null : serviceId,
    act: actOf(act) ?? 'tell',
    name: { th: nameTh, en: nameEn },
    text: { th: textTh, en: textEn },
    revision,
    changedBy: by,
    changedAt: at,
  }
}

export const typedOf = ({ serviceId, act, name, text }: Reply): TypedReply => ({
  serviceId: serviceId ?? '',
  act,
  nameTh: name.th,
  nameEn: name.en,
  textTh: text.th,
  textEn: text.en,
})
