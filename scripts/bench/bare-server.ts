// What Fastify alone does: one route that sends the bytes and the type of the file in BARE_FILE.
import fastify from 'fastify'
import { readFileSync } from 'node:fs'

const { BARE_FILE = '', BARE_ENCODING = '' } = process.env
const bytes = readFileSync(BARE_FILE)
const app = fastify()
app.get('/healthz', () => ({ ok: true }))
app.get('/page', (_request, reply) =>
  reply.type('text/html; charset=utf-8').header('content-encoding', BARE_ENCODING).send(bytes),
)
process.stdout.write(`${await app.listen({ host: '127.0.0.1', port: 0 })}\n`)
process.on('SIGTERM', () => process.exit(0))
