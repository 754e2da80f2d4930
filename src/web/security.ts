import type { FastifyRequest } from 'fastify'
import { cameByOnion } from './onion.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    takesNullOrigin?: boolean
  }
}

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

const PERMISSIONS = [
  'browsing-topics=()',
  'camera=()',
  'display-capture=()',
  'geolocation=(self)',
  'microphone=()',
  'payment=()',
  'usb=()',
].join(', ')

/** What every answer carries. Nothing may be kept by others unless a door says so. */
export function securityHeaders(publicUrl: URL | undefined): Record<string, string> {
  return {
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'permissions-policy': PERMISSIONS,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    ...(publicUrl?.protocol === 'https:' && { 'strict-transport-security': 'max-age=31536000' }),
  }
}

/**
 * Whether another website made the visitor's browser send this. Browsers that name neither where a
 * request comes from (`Sec-Fetch-Site`, `Origin`) are let in: every browser of today names one, and a
 * program that names none carries no visitor's rights.
 */
export function isForeignWrite(request: FastifyRequest, publicUrl: URL | undefined): boolean {
  const { method, headers } = request
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return false
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const { origin } = headers
  // A browser that hides where it comes from, at a door where nothing can be done in another's name.
  if (origin === 'null' && request.routeOptions.config.takesNullOrigin) return false
  if (origin === undefined) return false
  const own = cameByOnion(request) ? request.host : (publicUrl?.host ?? request.host)
  return !URL.canParse(origin) || new URL(origin).host !== own
}
