import { getTableColumns, getTableName, sql } from 'drizzle-orm'
import type { Column, Table } from 'drizzle-orm'
import { getTableConfig as postgresConfig } from 'drizzle-orm/pg-core'
import { getTableConfig as sqliteConfig } from 'drizzle-orm/sqlite-core'
import { describe, expect, it } from 'vitest'
import type { Engine } from '../../src/storage/engine.ts'
import { postgresTables } from '../../src/storage/tables.postgres.ts'
import { sqliteTables } from '../../src/storage/tables.ts'
import { eachEngine } from '../support/engines.ts'

type Shape = { name: string; type: string; notNull: boolean; key: boolean }

// SQLite has one whole number of 64 bits; PostgreSQL names two widths.
const typeClass = (type: string) => (type === 'bigint' ? 'integer' : type)
const byName = (a: Shape, b: Shape) => (a.name < b.name ? -1 : 1)

function shape(table: Table, keyColumns: string[]): Record<string, Shape> {
  const one = (column: Column) => ({
    name: column.name,
    type: typeClass(column.getSQLType()),
    notNull: column.notNull,
    key: column.primary || keyColumns.includes(column.name),
  })
  return Object.fromEntries(Object.entries(getTableColumns(table)).map(([key, column]) => [key, one(column)]))
}

const sqliteShape = (table: (typeof sqliteTables)[keyof typeof sqliteTables]) =>
  shape(
    table,
    sqliteConfig(table).primaryKeys.flatMap((key) => key.columns.map((column) => column.name)),
  )
const postgresShape = (table: (typeof postgresTables)[keyof typeof postgresTables]) =>
  shape(
    table,
    postgresConfig(table).primaryKeys.flatMap((key) => key.columns.map((column) => column.name)),
  )

const names = Object.keys(sqliteTables) as (keyof typeof sqliteTables)[]

describe('the tables of the two engines', () => {
  it('have the same names', () => {
    expect(Object.keys(postgresTables)).toEqual(names)
    expect(names.map((name) => getTableName(postgresTables[name]))).toEqual(
      names.map((name) => getTableName(sqliteTables[name])),
    )
  })

  it.each(names)('%s is alike, column by column', (name) => {
    expect(postgresShape(postgresTables[name])).toEqual(sqliteShape(sqliteTables[name]))
  })
})

eachEngine('the migrated database', (open, dialect) => {
  it('has the columns the stores rely on, and no other', async () => {
    const engine = await open()
    for (const name of names) {
      const expected = Object.values(sqliteShape(sqliteTables[name])).sort(byName)
      const found = await (dialect === 'sqlite' ? sqliteColumns : postgresColumns)(
        engine,
        getTableName(sqliteTables[name]),
      )
      expect(found.sort(byName), name).toEqual(expected)
    }
  })
})

async function sqliteColumns({ db }: Engine, table: string): Promise<Shape[]> {
  const rows = await db
    .select({
      name: sql<string>`name`,
      type: sql<string>`type`,
      notNull: sql<number>`"notnull"`,
      key: sql<number>`pk`,
    })
    .from(sql`pragma_table_info(${table})`)
  return rows.map((row) => ({
    ...row,
    type: typeClass(row.type.toLowerCase()),
    notNull: row.notNull === 1,
    key: row.key > 0,
  }))
}

async function postgresColumns({ db }: Engine, table: string): Promise<Shape[]> {
  const keyColumns = await db
    .select({ name: sql<string>`column_name` })
    .from(sql`information_schema.key_column_usage`)
    .where(
      sql`table_schema = current_schema() and table_name = ${table} and constraint_name = ${`${table}_pkey`}`,
    )
  const rows = await db
    .select({
      name: sql<string>`column_name`,
      type: sql<string>`data_type`,
      nullable: sql<string>`is_nullable`,
    })
    .from(sql`information_schema.columns`)
    .where(sql`table_schema = current_schema() and table_name = ${table}`)
  return rows.map(({ name, type, nullable }) => ({
    name,
    type: typeClass(type),
    notNull: nullable === 'NO',
    key: keyColumns.some((key) => key.name === name),
  }))
}
