import { bigint, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'

// `tables.ts` for PostgreSQL: the same names and properties, compared column by column in a test.

export const division = pgTable('division', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  work: text('work').notNull(),
  position: integer('position').notNull(),
})

export const holiday = pgTable('holiday', {
  id: text('id').primaryKey(),
  day: text('day').notNull(),
  name: text('name').notNull(),
  kind: text('kind').notNull(),
  scope: text('scope').notNull(),
  scopeName: text('scope_name'),
  source: text('source').notNull(),
  enteredBy: text('entered_by').notNull(),
  enteredAt: text('entered_at').notNull(),
})

export const service = pgTable('service', {
  id: text('id').primaryKey(),
  slug: text('slug').notNull(),
  division: text('division').notNull(),
  state: text('state').notNull(),
  currentVersion: integer('current_version'),
  opensAt: text('opens_at'),
  closesAt: text('closes_at'),
  position: integer('position').notNull(),
})

export const serviceVersion = pgTable(
  'service_version',
  {
    serviceId: text('service_id').notNull(),
    version: integer('version').notNull(),
    schemaVersion: integer('schema_version').notNull(),
    document: text('document').notNull(),
    sha256: text('sha256').notNull(),
    publishedAt: text('published_at').notNull(),
    publishedBy: text('published_by').notNull(),
    changeNote: text('change_note').notNull(),
  },
  (table) => [primaryKey({ columns: [table.serviceId, table.version] })],
)

export const draft = pgTable('draft', {
  id: text('id').primaryKey(),
  serviceId: text('service_id').notNull(),
  serviceVersion: integer('service_version').notNull(),
  revision: integer('revision').notNull(),
  input: text('input').notNull(),
  lang: text('lang').notNull(),
  createdAt: text('created_at').notNull(),
  updatedAt: text('updated_at').notNull(),
  expiresAt: text('expires_at').notNull(),
  resumeHash: text('resume_hash'),
  requestId: text('request_id'),
})

export const request = pgTable('request', {
  id: text('id').primaryKey(),
  reference: text('reference').notNull(),
  draftId: text('draft_id'),
  serviceId: text('service_id').notNull(),
  serviceVersion: integer('service_version').notNull(),
  answers: text('answers').notNull(),
  lang: text('lang').notNull(),
  channel: text('channel').notNull(),
  division: text('division').notNull(),
  status: text('status').notNull(),
  dueAt: text('due_at'),
  filedAt: text('filed_at').notNull(),
  receivedAt: text('received_at'),
  applicantName: text('applicant_name'),
  applicantPhone: text('applicant_phone'),
  applicantEmail: text('applicant_email'),
  revision: integer('revision').notNull(),
  search: text('search').notNull(),
})

export const requestEvent = pgTable('request_event', {
  id: text('id').primaryKey(),
  requestId: text('request_id').notNull(),
  seq: integer('seq').notNull(),
  kind: text('kind').notNull(),
  at: text('at').notNull(),
  actor: text('actor'),
  data: text('data').notNull(),
})

export const attachment = pgTable('attachment', {
  id: text('id').primaryKey(),
  draftId: text('draft_id'),
  requestId: text('request_id'),
  eventId: text('event_id'),
  field: text('field').notNull(),
  row: integer('row'),
  position: bigint('position', { mode: 'number' }).notNull(),
  name: text('name').notNull(),
  type: text('type').notNull(),
  size: bigint('size', { mode: 'number' }).notNull(),
  sha256: text('sha256').notNull(),
  createdAt: text('created_at').notNull(),
})

export const letter = pgTable('letter', {
  id: text('id').primaryKey(),
  key: text('key').notNull(),
  requestId: text('request_id'),
  toAddress: text('to_address').notNull(),
  subject: text('subject').notNull(),
  text: text('text').notNull(),
  html: text('html'),
  state: text('state').notNull(),
  attempts: integer('attempts').notNull(),
  nextAt: text('next_at').notNull(),
  lastError: text('last_error'),
  createdAt: text('created_at').notNull(),
  sentAt: text('sent_at'),
})

export const postgresTables = {
  division,
  holiday,
  service,
  serviceVersion,
  draft,
  request,
  requestEvent,
  attachment,
  letter,
}
