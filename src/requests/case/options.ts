import type { ReadStream } from 'node:fs'
import type { Division, PublishedService, PublishedVersion } from '../../catalogue/published.ts'
import type { Text } from '../../i18n/text.ts'
import type { Audit } from '../../officers/audit.ts'
import type { People } from '../../officers/people.ts'
import type { Cases } from '../desk/case.ts'
import type { Desk } from '../desk/doing.ts'
import type { Replies } from '../replies/replies.ts'
import type { Receiver } from '../uploads/receive.ts'

/** What the door to one case is given. */
export type CaseOptions = {
  cases: Cases
  desk: Desk
  replies: Pick<Replies, 'for'>
  people: Pick<People, 'names'>
  audit: Pick<Audit, 'record'>
  divisions: () => Promise<readonly Division[]>
  version: (serviceId: string, version: number) => Promise<PublishedVersion | undefined>
  byId: (serviceId: string) => Promise<PublishedService | undefined>
  lettersAbout: (requestId: string) => Promise<SentLetter[]>
  receive: Receiver
  openFile: (sha256: string) => ReadStream
  /** Bytes of one file. */
  limits: { fileBytes: number }
  /** The server's key: seals what a page with faults hands back to itself. */
  key: Buffer
  municipality: { name: Text; address: Text; phone: string }
  today: () => string
}

export type SentLetter = {
  toAddress: string
  subject: string
  state: string
  createdAt: string
  sentAt: string | null
}
