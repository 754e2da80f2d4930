import { UserError } from '../../errors.ts'
import { message } from '../../i18n/messages.ts'
import { one } from '../../web/form-body.ts'
import { makeSessions } from '../session.ts'
import { TICKET_LIMITS, type Begun } from '../sign-in.ts'
import type { Fault } from './fault.ts'
import type { Gate } from './gate.ts'
import { qrOf } from './qr.ts'
import { shownFaults } from './typed.ts'
import type { PanelParts, Visit } from './visit.ts'

export type Keys = ReturnType<typeof makeKeys>
type Fresh = Extract<Begun, { kind: 'begun' }>
/** What the keys were made for, and the page that follows. */
const GOES_TO = {
  joined: '/panel/joined',
  recovered: '/panel/account?done=recovered',
  changed: '/panel/account?done=changed',
}
type Shown = Fresh & { why: keyof typeof GOES_TO }

/**
 * The page that shows a member their new codes, the only time: QR code, recovery code, fingerprint. What it shows is kept
 * in memory, sealed under a number that only the page has, so that a wrong code can be tried again with all of it there.
 */
export function makeKeys(gate: Gate, { panel, now }: PanelParts) {
  const shown = makeSessions<Shown>(now, TICKET_LIMITS)

  gate.anyone.post('/keys', async (visit) => {
    const ticket = one(visit.body, 'ticket')
    const own = shown.find(ticket)
    if (!own) return over(visit)
    const unkept = lastGroupFaults(visit, own)
    if (unkept.length > 0) return keysPage(visit, ticket, own, unkept)
    const answer = await confirmed(own.ticket, one(visit.body, 'code'))
    if (answer === 'over') return over(visit)
    if (answer === 'wrongCode') return keysPage(visit, ticket, own, [wrongCode(visit)])
    shown.end(ticket)
    if (answer === 'waits') return visit.show('panel/keys-wait', { fingerprint: own.fingerprint.split(' ') })
    panel.leave(visit.cookies.of(visit.request))
    visit.cookies.give(visit.reply, answer.cookie)
    return visit.go(GOES_TO[own.why])
  })

  /** `over` when the time has run out, the invitation was used or is void, or the member has left meanwhile. */
  async function confirmed(ticket: string, code: string) {
    try {
      return await panel.confirm(ticket, code)
    } catch (error) {
      if (error instanceof UserError && (error.kind === 'notFound' || error.kind === 'conflict'))
        return 'over'
      throw error
    }
  }

  return {
    show: (visit: Visit, begun: Fresh, why: Shown['why']) => {
      const own = { ...begun, why }
      return keysPage(visit, shown.begin('', own), own, [])
    },
  }
}

function over(visit: Visit) {
  return visit.show('panel/keys-over', {}, 410)
}

function keysPage(visit: Visit, ticket: string, own: Shown, faults: Fault[]) {
  const secret = new URL(own.totpUri).searchParams.get('secret') ?? ''
  const page = {
    ...shownFaults(faults),
    ticket,
    isNew: own.why === 'joined',
    qr: qrOf(own.totpUri),
    secret: secret.match(/.{1,4}/g) ?? [],
    recovery: own.recoveryCode.split('-'),
    fingerprint: own.fingerprint.split(' '),
    last: one(visit.body, 'last'),
  }
  return visit.show('panel/keys', page, faults.length > 0 ? 422 : 200)
}

/** Whoever can type its end has it before them. */
function lastGroupFaults({ body, lang }: Visit, { recoveryCode }: Shown): Fault[] {
  const typed = one(body, 'last').normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
  if (typed === recoveryCode.split('-').at(-1)) return []
  return [{ id: 'last', text: message('panel.keys.lastWrong', lang) }]
}

const wrongCode = ({ lang }: Visit): Fault => ({ id: 'code', text: message('panel.keys.codeWrong', lang) })
