import type { ConsoleMessage, Page, Request, Response } from 'playwright-core'

/** What went wrong behind a page since it was last asked. */
export type Watch = {
  /** `status` is the one its document had to have; any other answer of 400 or more is a fault. */
  faults: (status: number) => string[]
  /** The HTML of the page as it was sent. */
  html: () => Promise<string>
}

const REASONS: Record<number, string> = {
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  422: 'Unprocessable Entity',
}

/** Listens to everything a page's browser says, asks for and fails in. */
export function watch(page: Page, origin: string): Watch {
  let said: { text: string; url: string }[] = []
  let refusals: Response[] = []
  let others: string[] = []
  let shown: Response | undefined
  const answered = new WeakSet<Request>()

  page.on('console', (message: ConsoleMessage) => {
    if (['error', 'warning', 'assert'].includes(message.type()))
      said.push({ text: message.text(), url: message.location().url })
  })
  page.on('pageerror', (error) => others.push(`page error: ${error.message}`))
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? ''
    // A page leaves when its upload was answered, sometimes before the browser has noted the answer's end.
    const hasLeft = request.resourceType() === 'xhr' && why === 'net::ERR_ABORTED' && answered.has(request)
    // A font that shows late is still on its way when the next page is asked for; a blocked one says otherwise.
    const hasMovedOn = request.resourceType() === 'font' && why === 'net::ERR_ABORTED'
    if (!hasLeft && !hasMovedOn) others.push(`failed: ${request.resourceType()} ${request.url()} ${why}`)
  })
  page.on('request', (request) => {
    const { protocol, origin: to } = new URL(request.url())
    if (to !== origin && protocol !== 'data:' && protocol !== 'blob:') others.push(`leaves: ${request.url()}`)
  })
  page.on('response', (response) => {
    answered.add(response.request())
    if ((response.headers()['content-type'] ?? '').startsWith('text/html')) shown = response
    if (response.status() >= 400) refusals.push(response)
  })

  function faults(status: number): string[] {
    const unexpected = refusals.filter((answer) => answer !== shown || answer.status() !== status)
    // The one line the browser writes by itself about a document of that status, and only about that one.
    const ownLine = `Failed to load resource: the server responded with a status of ${status} (${REASONS[status] ?? ''})`
    const own = said.findIndex(({ text, url }) => text === ownLine && url === shown?.url())
    const found = [
      ...(shown?.status() === status ? [] : [`answered ${String(shown?.status())}`]),
      ...unexpected.map((answer) => `answered ${answer.status()}: ${answer.url()}`),
      ...said.filter((_line, index) => index !== own).map(({ text, url }) => `console: ${text} ${url}`),
      ...others,
    ]
    said = []
    refusals = []
    others = []
    return found
  }

  return { faults, html: async () => (shown ? shown.text() : '') }
}
