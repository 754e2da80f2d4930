/** What a visitor got: `location` without a host, empty where the answer leads nowhere. */
export type Answer = { status: number; location: string; body: string; type: string }

export type Visitor = {
  get: (path: string) => Promise<Answer>
  post: (path: string, fields: Record<string, string>) => Promise<Answer>
  /** A form with a file: bytes under the field's name. */
  upload: (
    path: string,
    fields: Record<string, string>,
    file: { field: string; name: string; bytes: Uint8Array },
  ) => Promise<Answer>
  /** The same form with no file chosen, as browsers send it: a part without a name and without bytes. */
  uploadNothing: (path: string, fields: Record<string, string>, field: string) => Promise<Answer>
  /** The bytes of a download. */
  bytes: (path: string) => Promise<Buffer>
  cookie: (name: string) => string | undefined
  /** The same person, once the portal is at another address. */
  movedTo: (url: string) => void
}

/** A person's browser as far as the portal knows: it keeps cookies and follows nothing by itself. */
export function makeVisitor(url: string): Visitor {
  const cookies = new Map<string, string>()
  let home = url

  async function send(
    path: string,
    request: RequestInit & { headers?: Record<string, string> },
  ): Promise<Answer> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(home + path, {
      ...request,
      redirect: 'manual',
      headers: { ...request.headers, cookie },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = line.slice(0, line.indexOf(';')).split('=')
      if (value) cookies.set(name, value)
      else cookies.delete(name)
    }
    return {
      status: answer.status,
      location: answer.headers.get('location') ?? '',
      type: answer.headers.get('content-type') ?? '',
      body: await answer.text(),
    }
  }

  return {
    get: (path) => send(path, {}),
    post: (path, fields) => send(path, { method: 'POST', body: new URLSearchParams(fields) }),
    upload: (path, fields, { field, name, bytes }) => {
      const form = new FormData()
      form.append(field, new Blob([Uint8Array.from(bytes)]), name)
      for (const [key, value] of Object.entries(fields)) form.append(key, value)
      return send(path, { method: 'POST', body: form })
    },
    uploadNothing: (path, fields, field) => {
      const parts = [
        [`name="${field}"; filename=""`, ''],
        ...Object.entries(fields).map(([key, value]) => [`name="${key}"`, value]),
      ]
      const body = parts.map(
        ([names, value]) => `--cut\r\ncontent-disposition: form-data; ${names}\r\n\r\n${value}\r\n`,
      )
      const headers = { 'content-type': 'multipart/form-data; boundary=cut' }
      return send(path, { method: 'POST', body: `${body.join('')}--cut--\r\n`, headers })
    },
    bytes: async (path) => Buffer.from(await (await fetch(home + path)).arrayBuffer()),
    cookie: (name) => cookies.get(name),
    movedTo: (next) => void (home = next),
  }
}

/** What a form of this page sends along unseen. */
export function hiddenFields(html: string): Record<string, string> {
  const inputs = html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)
  return Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, value]))
}
