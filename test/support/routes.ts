import type { FastifyInstance, RouteOptions } from 'fastify'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'

/** Every route the app registers while it is opened, whoever registers it and wherever, as the app itself learns of them. */
export async function routesOf<Opened>(open: () => Promise<Opened>) {
  const routes: RouteOptions[] = []
  const listen = (message: unknown) => {
    const { fastify: app } = message as { fastify: FastifyInstance }
    app.addHook('onRoute', (route: RouteOptions) => void routes.push(route))
  }
  subscribe('fastify.initialization', listen)
  try {
    return { opened: await open(), routes }
  } finally {
    unsubscribe('fastify.initialization', listen)
  }
}
