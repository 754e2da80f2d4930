import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// Ids, instants (UTC ISO) and JSON are text, so that both engines hold the same values; the migrations hold
// the keys, checks and indexes. `tables.postgres.ts` has the same names and properties, and a test compares them.

export const division = sqliteTable('division', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  work: text('work').notNull(),
  position: integer('position').notNull(),
  endedAt: text('ended_at'),
})

export const holiday = sqliteTable('holiday', {
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

export const service = sqliteTable('service', {
  id: text('id').primaryKey(),
  slug: text('slug').notNull(),
  division: text('division').notNull(),
  state: text('state').notNull(),
  currentVersion: integer('current_version'),
  opensAt: text('opens_at'),
  closesAt: text('closes_at'),
  position: integer('position').notNull(),
})

export const serviceVersion = sqliteTable(
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

export const draft = sqliteTable('draft', {
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

export const counterDraft = sqliteTable('counter_draft', {
  draftId: text('draft_id').primaryKey(),
  officerId: text('officer_id').notNull(),
})

export const request = sqliteTable('request', {
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
  claimedBy: text('claimed_by'),
  claimedAt: text('claimed_at'),
  queuedAt: text('queued_at'),
  finishedAt: text('finished_at'),
  phoneKey: text('phone_key'),
  emailKey: text('email_key'),
})

export const requestEvent = sqliteTable('request_event', {
  id: text('id').primaryKey(),
  requestId: text('request_id').notNull(),
  seq: integer('seq').notNull(),
  kind: text('kind').notNull(),
  at: text('at').notNull(),
  actor: text('actor'),
  data: text('data').notNull(),
})

export const attachment = sqliteTable('attachment', {
  id: text('id').primaryKey(),
  draftId: text('draft_id'),
  requestId: text('request_id'),
  eventId: text('event_id'),
  field: text('field').notNull(),
  row: integer('row'),
  position: integer('position').notNull(),
  name: text('name').notNull(),
  type: text('type').notNull(),
  size: integer('size').notNull(),
  sha256: text('sha256').notNull(),
  createdAt: text('created_at').notNull(),
})

export const letter = sqliteTable('letter', {
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

export const officer = sqliteTable('officer', {
  id: text('id').primaryKey(),
  email: text('email').notNull(),
  name: text('name').notNull(),
  title: text('title').notNull(),
  role: text('role').notNull(),
  division: text('division'),
  state: text('state').notNull(),
  passwordHash: text('password_hash'),
  passwordAt: text('password_at'),
  totpSecret: text('totp_secret'),
  totpStep: integer('totp_step'),
  createdAt: text('created_at').notNull(),
  endedAt: text('ended_at'),
})

export const officerLink = sqliteTable('officer_link', {
  tokenHash: text('token_hash').primaryKey(),
  officerId: text('officer_id').notNull(),
  purpose: text('purpose').notNull(),
  createdBy: text('created_by'),
  createdAt: text('created_at').notNull(),
  expiresAt: text('expires_at').notNull(),
  usedAt: text('used_at'),
})

export const recoveryCode = sqliteTable(
  'recovery_code',
  {
    officerId: text('officer_id').notNull(),
    codeHash: text('code_hash').notNull(),
    usedAt: text('used_at'),
  },
  (table) => [primaryKey({ columns: [table.officerId, table.codeHash] })],
)

export const officerSession = sqliteTable('officer_session', {
  tokenHash: text('token_hash').primaryKey(),
  officerId: text('officer_id').notNull(),
  device: text('device').notNull(),
  createdAt: text('created_at').notNull(),
  seenAt: text('seen_at').notNull(),
  expiresAt: text('expires_at').notNull(),
  endedAt: text('ended_at'),
})

export const auditEntry = sqliteTable('audit_entry', {
  seq: integer('seq').primaryKey(),
  at: text('at').notNull(),
  actor: text('actor'),
  deed: text('deed').notNull(),
  subject: text('subject'),
  data: text('data').notNull(),
  previous: text('previous').notNull(),
  hash: text('hash').notNull(),
})

export const officeSetting = sqliteTable('office_setting', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
  changedBy: text('changed_by').notNull(),
  changedAt: text('changed_at').notNull(),
})

export const requestJoined = sqliteTable(
  'request_joined',
  {
    requestId: text('request_id').notNull(),
    division: text('division').notNull(),
    joinedAt: text('joined_at').notNull(),
    /** These three are the request’s own, kept by the database. */
    dueAt: text('due_at'),
    finishedAt: text('finished_at'),
    filedAt: text('filed_at'),
  },
  (table) => [primaryKey({ columns: [table.requestId, table.division] })],
)

export const requestLink = sqliteTable(
  'request_link',
  {
    requestId: text('request_id').notNull(),
    otherId: text('other_id').notNull(),
    linkedBy: text('linked_by').notNull(),
    linkedAt: text('linked_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.requestId, table.otherId] })],
)

export const savedView = sqliteTable('saved_view', {
  id: text('id').primaryKey(),
  officerId: text('officer_id').notNull(),
  name: text('name').notNull(),
  query: text('query').notNull(),
  createdAt: text('created_at').notNull(),
})

export const bulkResult = sqliteTable('bulk_result', {
  id: text('id').primaryKey(),
  officerId: text('officer_id').notNull(),
  act: text('act').notNull(),
  view: text('view').notNull(),
  outcome: text('outcome'),
  madeAt: text('made_at').notNull(),
})

export const cannedReply = sqliteTable('canned_reply', {
  id: text('id').primaryKey(),
  serviceId: text('service_id'),
  act: text('act').notNull(),
  name: text('name').notNull(),
  text: text('text').notNull(),
  revision: integer('revision').notNull(),
  changedBy: text('changed_by'),
  changedAt: text('changed_at').notNull(),
})

export const lateLetter = sqliteTable('late_letter', {
  id: text('id').primaryKey(),
  requestId: text('request_id').notNull(),
  n: integer('n').notNull(),
  state: text('state').notNull(),
  dueDay: text('due_day').notNull(),
  daysLate: integer('days_late').notNull(),
  reason: text('reason').notNull(),
  draftedAt: text('drafted_at').notNull(),
  signedBy: text('signed_by'),
  signedAt: text('signed_at'),
  number: text('number'),
  copySentAt: text('copy_sent_at'),
  text: text('text'),
  postedAt: text('posted_at'),
  droppedAt: text('dropped_at'),
  droppedBecause: text('dropped_because'),
})

export const reminder = sqliteTable(
  'reminder',
  {
    officerId: text('officer_id').notNull(),
    requestId: text('request_id').notNull(),
    about: text('about').notNull(),
    day: text('day').notNull(),
    stage: text('stage').notNull(),
    remindedAt: text('reminded_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.officerId, table.requestId, table.about, table.day, table.stage] }),
  ],
)

export const jobRun = sqliteTable('job_run', {
  id: text('id').primaryKey(),
  job: text('job').notNull(),
  startedAt: text('started_at').notNull(),
  endedAt: text('ended_at').notNull(),
  outcome: text('outcome').notNull(),
  did: integer('did').notNull(),
  code: text('code'),
})

export const rating = sqliteTable('rating', {
  eventId: text('event_id').primaryKey(),
  requestId: text('request_id').notNull(),
  serviceId: text('service_id').notNull(),
  division: text('division').notNull(),
  steps: integer('steps').notNull(),
  fairness: integer('fairness').notNull(),
  ease: integer('ease').notNull(),
  solved: integer('solved').notNull(),
  ratedAt: text('rated_at').notNull(),
})

export const sqliteTables = {
  division,
  holiday,
  service,
  serviceVersion,
  draft,
  counterDraft,
  request,
  requestEvent,
  attachment,
  letter,
  officer,
  officerLink,
  recoveryCode,
  officerSession,
  auditEntry,
  officeSetting,
  requestJoined,
  requestLink,
  savedView,
  bulkResult,
  cannedReply,
  lateLetter,
  reminder,
  jobRun,
  rating,
}

/** The portal's tables as the stores see them, whichever engine holds them. */
export type PortalTables = typeof sqliteTables
