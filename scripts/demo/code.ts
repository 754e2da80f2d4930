// node scripts/demo/code.ts <secret>: the one-time code of a member of the demonstration's panel, instead of a telephone.
import { Secret, TOTP } from 'otpauth'

const [secret = ''] = process.argv.slice(2)
if (/^[A-Z2-7]{16,}$/.test(secret)) {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  console.log(`${totp.generate()}  (${Math.ceil(totp.remaining() / 1000)} s)`)
} else {
  console.error('node scripts/demo/code.ts <secret>')
  process.exitCode = 1
}
