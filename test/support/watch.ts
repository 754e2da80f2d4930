import type { ConsoleMessage, Page, Response } from 'playwright-core'

/** What went wrong behind a page since the last question. */
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
  let answers: Response[] = []
  let others: string[] = []
  let page_: Response | undefined

  page.on('console', (message: ConsoleMessage) => {
    if (['error', 'warning', 'assert'].includes(message.type()))
      said.push({ text: message.text(), url: message.location().url })
  })
  page.on('pageerror', (error) => others.push(`page error: ${error.message}`))
  page.on('requestfailed', (request) =>
    others.push(
      `failed: ${request.resourceType()} ${request.method()} ${request.url()} ${request.failure()?.errorText ?? ''}`,
    ),
  )
  page.on('request', (request) => {
    const { protocol, origin: to } = new URL(request.url())
    if (to !== origin && protocol !== 'data:' && protocol !== 'blob:') others.push(`leaves: ${request.url()}`)
  })
  page.on('response', (response) => {
    const isDocument = (response.headers()['content-type'] ?? '').startsWith('text/html')
    if (isDocument) page_ = response
    if (isDocument || response.status() >= 400) answers.push(response)
  })

  function faults(status: number): string[] {
    const last = page_
    const unexpected = answers.filter(
      (answer) => answer.status() >= 400 && !(answer === last && answer.status() === status),
    )
    // The one line the browser writes by itself about a document of that status, and only about that one.
    const ownLine = `Failed to load resource: the server responded with a status of ${status} (${REASONS[status] ?? ''})`
    const own = said.findIndex(({ text, url }) => text === ownLine && url === last?.url())
    const found = [
      ...(last?.status() === status ? [] : [`answered ${String(last?.status())}`]),
      ...unexpected.map((answer) => `answered ${answer.status()}: ${answer.url()}`),
      ...said.filter((_line, index) => index !== own).map(({ text, url }) => `console: ${text} ${url}`),
      ...others,
    ]
    said = []
    answers = []
    others = []
    return found
  }

  return { faults, html: async () => (page_ ? page_.text() : '') }
}
