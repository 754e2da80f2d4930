import { randomUUID } from 'node:crypto'
import type { Division } from './catalogue/published.ts'
import type { Config } from './config.ts'
import { makeQueue } from './files/queue.ts'
import { dropUnsent, queueLetters } from './mail/store.ts'
import { linkLetter } from './officers/link-letter.ts'
import { makeOfficers, type Officers } from './officers/parts.ts'
import type { PasswordCost } from './officers/passwords.ts'
import type { Text } from './i18n/text.ts'
import { makeSlowdown, networkOf } from './requests/slow.ts'
import type { Engine } from './storage/engine.ts'

export type StaffParts = {
  config: Pick<Config, 'secret' | 'smtpUrl' | 'municipality'>
  engine: Engine
  divisions: () => Promise<readonly Division[]>
  /** Every service in any state, for the names in the book of deeds. */
  services?: () => Promise<readonly { id: string; name: Text }[]>
  /** The site's own address, for links. */
  origin: string
  now: () => Date
  passwordCost?: PasswordCost
}

/** Who works here, put together for the app, for the process that opens it, and for the operator's tool. */
export function makeStaff(parts: StaffParts): Officers {
  const { config, engine, divisions, services, origin, now, passwordCost } = parts
  const { municipality } = config
  const slowdown = makeSlowdown(
    () => now().getTime(),
    (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  )
  return makeOfficers({
    engine,
    secret: config.secret,
    municipality: municipality.name,
    placeNames: [municipality.subdistrict, municipality.district, municipality.province].flatMap(
      ({ th, en }) => [th, en],
    ),
    publicUrl: origin,
    divisions,
    ...(services && { services }),
    slow: slowdown.wrongGuess,
    networkOf,
    makeQueue,
    now,
    ...(passwordCost && { passwordCost }),
    // Also without a mail server: there may have been one when the letter was written.
    dropLetters: (tx, keyStart) => dropUnsent(tx, engine.tables, keyStart),
    ...(config.smtpUrl !== undefined && {
      letter: (tx, letter) =>
        queueLetters(tx, engine.tables, [
          { id: randomUUID(), requestId: null, html: null, ...linkLetter(letter, municipality.name) },
        ]),
    }),
  })
}
