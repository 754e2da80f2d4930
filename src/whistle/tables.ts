import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// The checks and keys are in `migrations/whistle` and `migrations/shred`.

export const report = sqliteTable('report', {
  id: text('id').primaryKey(),
  lookup: blob('lookup', { mode: 'buffer' }).notNull(),
  day: text('day').notNull(),
  state: text('state').notNull(),
  acknowledgeBy: text('acknowledge_by').notNull(),
  considerBy: text('consider_by').notNull(),
  orderBy: text('order_by').notNull(),
  feedbackBy: text('feedback_by').notNull(),
  acknowledgedOn: text('acknowledged_on'),
  consideredOn: text('considered_on'),
  orderedOn: text('ordered_on'),
  closedOn: text('closed_on'),
  outcome: text('outcome'),
  expiresOn: text('expires_on'),
  epoch: integer('epoch').notNull(),
  needsNewKey: integer('needs_new_key').notNull(),
  tip: blob('tip', { mode: 'buffer' }).notNull(),
  reporterWrap: blob('reporter_wrap', { mode: 'buffer' }).notNull(),
  grants: blob('grants', { mode: 'buffer' }).notNull(),
  escrow: blob('escrow', { mode: 'buffer' }).notNull(),
})

export const earlierKey = sqliteTable(
  'earlier_key',
  {
    reportId: text('report_id').notNull(),
    epoch: integer('epoch').notNull(),
    sealed: blob('sealed', { mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.reportId, table.epoch] })],
)

export const entry = sqliteTable(
  'entry',
  {
    reportId: text('report_id').notNull(),
    seq: integer('seq').notNull(),
    epoch: integer('epoch').notNull(),
    role: text('role').notNull(),
    sealed: blob('sealed', { mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.reportId, table.seq] })],
)

export const file = sqliteTable('file', {
  id: text('id').primaryKey(),
  reportId: text('report_id').notNull(),
})

export const tombstone = sqliteTable('tombstone', {
  id: text('id').primaryKey(),
  day: text('day').notNull(),
  outcome: text('outcome').notNull(),
})

export const member = sqliteTable('member', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  publicKey: blob('public_key', { mode: 'buffer' }).notNull(),
  salt: blob('salt', { mode: 'buffer' }).notNull(),
  byPassphrase: blob('by_passphrase', { mode: 'buffer' }).notNull(),
  byRecovery: blob('by_recovery', { mode: 'buffer' }).notNull(),
  totp: blob('totp', { mode: 'buffer' }).notNull(),
  totpStep: integer('totp_step').notNull(),
})

/** New keys of somebody who has keys, until a roster with them is installed. */
export const waitingMember = sqliteTable('waiting_member', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  publicKey: blob('public_key', { mode: 'buffer' }).notNull(),
  salt: blob('salt', { mode: 'buffer' }).notNull(),
  byPassphrase: blob('by_passphrase', { mode: 'buffer' }).notNull(),
  byRecovery: blob('by_recovery', { mode: 'buffer' }).notNull(),
  totp: blob('totp', { mode: 'buffer' }).notNull(),
  totpStep: integer('totp_step').notNull(),
})

export const invitation = sqliteTable('invitation', {
  hash: blob('hash', { mode: 'buffer' }).primaryKey(),
  memberId: text('member_id').notNull(),
  name: text('name').notNull(),
  expiresOn: text('expires_on').notNull(),
})

export const roster = sqliteTable('roster', {
  version: integer('version').primaryKey(),
  statement: text('statement').notNull(),
  signature: text('signature').notNull(),
})

export const deed = sqliteTable('deed', {
  seq: integer('seq').primaryKey(),
  day: text('day').notNull(),
  tag: blob('tag', { mode: 'buffer' }).notNull(),
  sealed: blob('sealed', { mode: 'buffer' }).notNull(),
  hash: blob('hash', { mode: 'buffer' }).notNull(),
})

export const shredKey = sqliteTable('shred_key', {
  reportId: text('report_id').primaryKey(),
  shredKey: blob('shred_key', { mode: 'buffer' }).notNull(),
})

export const whistleTables = {
  report,
  earlierKey,
  entry,
  file,
  tombstone,
  member,
  waitingMember,
  invitation,
  roster,
  deed,
}
export type WhistleTables = typeof whistleTables

export const shredTables = { shredKey }
export type ShredTables = typeof shredTables
