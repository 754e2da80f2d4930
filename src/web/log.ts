import type { FastifyRequest } from 'fastify'

export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug'] as const
// `trace` is missing on purpose: at that level the server prints raw packets, with what people typed.
export type LogLevel = (typeof LOG_LEVELS)[number]

export type LogTarget = { write: (line: string) => void }

/**
 * The server's log: method, route pattern, status, milliseconds, fault id. Whatever else a library
 * passes on (address, path, headers, user agent, an error's own words) is left out here, once for all.
 */
export function logOptions(level: LogLevel, stream: LogTarget) {
  return {
    level,
    stream,
    base: null,
    timestamp: () => `,"at":"${new Date().toISOString()}"`,
    serializers: { req: () => ({}), res: () => ({}), err: describeFault },
  }
}

/** Writes in batches: a line by itself costs a system call for each page. `flush` before the process ends. */
export function batched(write: (text: string) => void): LogTarget & { flush: () => void } {
  let waiting = ''
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    const text = waiting
    waiting = ''
    if (text) write(text)
  }
  return {
    flush,
    write(line) {
      waiting += line
      if (waiting.length > 16_384) flush()
      else timer ??= setTimeout(flush, 200).unref()
    },
  }
}

/** One line for each answered request. Never its address, query, body, headers or sender. */
export function requestLine(request: FastifyRequest, status: number, milliseconds: number) {
  return {
    method: request.method,
    route: request.routeOptions.url ?? 'none',
    status,
    ms: Math.round(milliseconds * 10) / 10,
  }
}

/**
 * A fault without its words, since an error's message may repeat what a person typed (PostgreSQL's and
 * JSON's do). V8's own TypeError, ReferenceError and RangeError speak of our code only.
 */
export function describeFault(error: unknown): {
  type: string
  message: string
  stack: string
  [more: string]: unknown
} {
  if (!(error instanceof Error)) return { type: typeof error, message: '', stack: '' }
  const { code } = error as { code?: unknown }
  const speaksOfCode =
    ['TypeError', 'ReferenceError', 'RangeError'].includes(error.name) && code === undefined
  return {
    type: error.name,
    ...(typeof code === 'string' && /^[\w-]{1,60}$/.test(code) && { code }),
    message: speaksOfCode ? error.message : '',
    stack: placesOf(error.stack ?? ''),
    ...(error.cause !== undefined && { cause: describeFault(error.cause) }),
  }
}

/** The stack without its first lines, which repeat the message. */
function placesOf(stack: string): string {
  const lines = stack.split('\n').filter((line) => /^ {4}at /.test(line))
  return lines
    .slice(0, 12)
    .map((line) => line.trim())
    .join(' < ')
}

/** What those who only write to the log need of it. */
export type Log = {
  info: (facts: object, words?: string) => void
  error: (facts: object, words?: string) => void
}
