import type { FastifyInstance } from 'fastify'
import type { Site } from '../../web/site.ts'
import type { Whistle } from '../whistle.ts'

export type PanelOptions = {
  panel: Whistle['panel']
  site: Site
  publicUrl?: URL
  exitTo: string
  now: () => Date
}

/** The panel's door, under `/panel`. */
export function panelDoor(_app: FastifyInstance, _options: PanelOptions, done: () => void): void {
  done()
}
