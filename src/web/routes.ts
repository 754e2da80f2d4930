import type { FastifyInstance } from 'fastify'
import type { Text } from '../i18n/text.ts'
import { messageText } from '../i18n/messages.ts'
import { channelStatistics, type ChannelFigures } from './channel-statistics.ts'

export type OpenPages = {
  /** Whether the database takes writes now. */
  canWrite: () => Promise<boolean> | boolean
  /** Whether somebody is there to read what comes through the channel at `/w`. */
  isChannelOpen: () => Promise<boolean>
  /** How much came through it, as far as anybody may know. */
  channelFigures: () => Promise<ChannelFigures>
}

/** The pages that belong to no feature: privacy, the outside channels for wrongdoing, health. */
export function openPages(
  app: FastifyInstance,
  { canWrite, isChannelOpen, channelFigures }: OpenPages,
  done: () => void,
): void {
  app.get('/privacy', (_request, reply) => reply.cachedPage('privacy', 'web/privacy', () => ({})))
  app.get('/report', async (_request, reply) =>
    reply.page('web/report', { bodies: OUTSIDE_BODIES, isOpen: await isChannelOpen() }),
  )
  channelStatistics(app, { figures: channelFigures, isChannelOpen })
  app.get('/healthz', async (_request, reply) => {
    const ok = await canWrite()
    return reply
      .code(ok ? 200 : 503)
      .type('application/json')
      .send(JSON.stringify({ ok }))
  })
  done()
}

const OUTSIDE_BODIES: { number: string; name: Text; text: Text }[] = [
  { number: '1205', name: messageText('report.nacc'), text: messageText('report.nacc.text') },
  { number: '1206', name: messageText('report.pacc'), text: messageText('report.pacc.text') },
  { number: '1567', name: messageText('report.damrong'), text: messageText('report.damrong.text') },
]
