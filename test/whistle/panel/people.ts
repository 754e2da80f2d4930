import { Secret, TOTP } from 'otpauth'
import { formOf, wordsOf } from '../../support/html.ts'
import type { Answer, Client } from '../../support/journey.ts'
import type { Island } from '../reporter/island.ts'

export const NEW = 'ฝนตกที่ทะเลสอทั้งคืน'

/** The codes on a page, each as its groups. */
export function groupsOn({ body }: Answer): string[][] {
  return [...body.matchAll(/<p class="sala-groups">([\s\S]*?)<\/p>/g)].map(([, inside = '']) =>
    [...inside.matchAll(/<span>([\s\S]*?)<\/span>/g)].map(([, group = '']) => wordsOf(group)),
  )
}

/** What the page of new keys shows, as a person copies it to paper and telephone. */
export function keysOn(page: Answer) {
  const [recovery = [], secret = [], fingerprint = []] = groupsOn(page)
  const totp = new TOTP({ secret: Secret.fromBase32(secret.join('')), period: 30, digits: 6 })
  return { recovery, totp, fingerprint: fingerprint.join(' ') }
}

/** Confirms the page of new keys with its own last group and the telephone's code; as a person would do. */
export function confirm(here: Island, client: Client, page: Answer, over: Record<string, string> = {}) {
  const { recovery, totp } = keysOn(page)
  const code = totp.generate({ timestamp: +here.made.clock.now() })
  return client.post('/panel/keys', {
    ...formOf(page.body, '/panel/keys').values,
    last: recovery.at(-1) ?? '',
    code,
    ...over,
  })
}
