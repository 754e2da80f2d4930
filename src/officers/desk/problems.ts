import type { FastifyRequest } from 'fastify'
import { message } from '../../i18n/messages.ts'

export type Faults = Record<string, string>
/**
 * What is wrong with the password whoever asks came in with, typed once more; undefined when it is right. `field` is
 * where it was typed: `current`, unless a page asks for it in two places.
 */
export type CurrentFault = (request: FastifyRequest, field?: string) => Promise<string | undefined>

/** The faults of a page: the list at its head with links to the fields, and each beside its field. */
export function problemsOf(faults: Faults) {
  return { faults, problems: Object.entries(faults).map(([field, text]) => ({ href: `#${field}`, text })) }
}

/** The title of a page with faults says so first: it is the first thing a screen reader reads. */
export function titled(key: string, request: FastifyRequest, problems: unknown[], values = {}) {
  const title = message(key, request.lang, values)
  return { pageTitle: problems.length > 0 ? message('desk.errorTitle', request.lang, { title }) : title }
}
