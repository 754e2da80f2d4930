import { createHash } from 'node:crypto'
import type { RequestEvent } from '../../src/requests/events.ts'
import type { Attachment, Draft, Reference, Request } from '../../src/requests/request.ts'
import type { NewLetter } from '../../src/mail/letter.ts'
import type { Engine } from '../../src/storage/engine.ts'

// Somchai asks; his request goes to the Public Works Division.

export const AT = '2026-11-02T03:00:00.000Z'
export const LATER = '2026-11-02T04:00:00.000Z'
export const IN_TWO_WEEKS = '2026-11-16T03:00:00.000Z'

export const tokenHash = (token: string) => createHash('sha256').update(token).digest('hex')

/** One division with one service in its first version. */
export async function putService({ tables, atomically }: Engine): Promise<void> {
  const division = { id: 'public-works', name: '{"th":"กองช่าง"}', work: '{}', position: 1 }
  const service = {
    id: 'street-light',
    slug: 'street-light',
    division: 'public-works',
    state: 'live',
    position: 1,
  }
  const version = {
    serviceId: 'street-light',
    version: 1,
    schemaVersion: 1,
    document: '{}',
    sha256: tokenHash('{}'),
    publishedAt: AT,
    publishedBy: 'malee',
    changeNote: 'first',
  }
  await atomically((tx) => [
    tx.insert(tables.division).values(division),
    tx.insert(tables.service).values(service),
    tx.insert(tables.serviceVersion).values(version),
  ])
}

export function draftRow(token: string, changes: Partial<Draft> = {}): Draft {
  return {
    id: tokenHash(token),
    serviceId: 'street-light',
    serviceVersion: 1,
    revision: 0,
    input: { raw: { place: 'หน้าวัด' }, rows: {} },
    lang: 'th',
    createdAt: AT,
    updatedAt: AT,
    expiresAt: IN_TWO_WEEKS,
    resumeHash: null,
    requestId: null,
    ...changes,
  }
}

export function attachmentRow(
  id: string,
  draftId: string,
  changes: Partial<Omit<Attachment, 'draftId'>> = {},
) {
  return {
    id,
    draftId,
    requestId: null,
    eventId: null,
    field: 'photos',
    row: null,
    position: Date.parse(AT),
    name: 'โคมไฟ.jpg',
    type: 'jpg',
    size: 1000,
    sha256: tokenHash(id),
    createdAt: AT,
    ...changes,
  }
}

export function requestRow(id: string, changes: Partial<Request> = {}): Request {
  return {
    id,
    reference: `70-${id}` as Reference,
    draftId: null,
    serviceId: 'street-light',
    serviceVersion: 1,
    answers: { place: { landmark: 'หน้าวัด' }, lampCount: 2 },
    lang: 'th',
    channel: 'web',
    division: 'public-works',
    status: 'filed',
    dueAt: IN_TWO_WEEKS,
    filedAt: AT,
    receivedAt: AT,
    applicantName: 'สมชาย ใจดี',
    applicantPhone: '0812345678',
    applicantEmail: 'somchai@example.org',
    revision: 0,
    search: 'สมชาย',
    claimedBy: null,
    claimedAt: null,
    queuedAt: AT,
    finishedAt: null,
    phoneKey: '0812345678',
    emailKey: 'somchai@example.org',
    ...changes,
  }
}

export function filedEvent(requestId: string, seq = 1): RequestEvent {
  return { id: `${requestId}-${seq}`, requestId, seq, kind: 'filed', at: AT, actor: null, data: {} }
}

export function letterRow(id: string, changes: Partial<NewLetter> = {}): NewLetter {
  return {
    id,
    key: `${id}:filed`,
    requestId: null,
    toAddress: 'somchai@example.org',
    subject: 'รับคำขอแล้ว เลขที่ 70-7KX-M4P',
    text: 'เรียน คุณสมชาย\n\nดูความคืบหน้าที่ https://sala.example.go.th/track?a=1&b=2',
    html: null,
    createdAt: AT,
    ...changes,
  }
}
