import { UserError } from '../../errors.ts'
import { message } from '../../i18n/messages.ts'
import { withoutLanguage } from '../../web/language.ts'
import type { FormBody } from '../../web/body.ts'
import { one } from '../../web/form-body.ts'
import { carriedFrom, type Carried } from './carried.ts'
import type { Gate } from './gate.ts'
import type { PanelParts, Visit } from './visit.ts'

/** Our own fields, which are not what a member was writing when the sign-in ran out. */
const OWN_FIELDS = ['id', 'passphrase', 'code', 'to', 'present', 'recovery', 'ticket', 'repeat']
/** A page of the panel, without a query. */
const OWN_PATH = /^\/panel(\/[\w-]+)*$/
/** Letters of long forms that are held while they wait for their sign-in: those of about ten long reports. */
const MOST_HELD = 10_000_000
/** Name, passphrase and code fit in: who carries nothing waits with nothing worth counting. */
const SHORT_FORM = 1_000

/** Signing in and out. What was being written when a sign-in ran out goes on afterwards. */
export function signInRoutes(gate: Gate, { panel, exitTo }: PanelParts): void {
  let held = 0

  gate.anyone.get('/sign-in', (visit) => signInPage(visit, {}))

  gate.anyone.post('/sign-in', enter, { carries: true })

  async function enter(visit: Visit) {
    const { body, lang } = visit
    const { to, carried } = goingOn(body)
    const answer = await signedIn(body)
    if (typeof answer === 'string') {
      const shown = { id: one(body, 'id'), fault: message(`panel.signIn.${answer}`, lang), to, carried }
      return signInPage(visit, shown, answer === 'busy' ? 429 : 422)
    }
    const { cookie } = answer
    panel.leave(visit.cookies.of(visit.request))
    visit.cookies.give(visit.reply, cookie)
    const wrong = panel.wrongCodesOf(cookie)
    if (wrong > 0) return visit.show('panel/wrong-codes', { to: to || '/panel', carried, wrong })
    if (carried.length > 0) return visit.show('panel/go-on', { to, carried })
    return visit.go(to || '/panel')
  }

  /** `busy` where too many wait with that name, or too many words wait with them: anybody can send both. */
  async function signedIn(body: FormBody): Promise<{ cookie: string } | 'wrong' | 'busy'> {
    const letters = lettersOf(body)
    if (letters > SHORT_FORM && held + letters > MOST_HELD) return 'busy'
    held += letters
    try {
      const [id, passphrase, code] = [one(body, 'id'), one(body, 'passphrase'), one(body, 'code')]
      const cookie = await panel.signIn({ id, passphrase, code })
      return cookie ? { cookie } : 'wrong'
    } catch (error) {
      if (error instanceof UserError && error.kind === 'tooMany') return 'busy'
      throw error
    } finally {
      held -= letters
    }
  }

  gate.anyone.post('/sign-out', (visit) => {
    leave(visit)
    return visit.show('panel/left', {})
  })

  gate.anyone.get('/x', (visit) => {
    leave(visit)
    return visit.reply.header('referrer-policy', 'no-referrer').redirect(exitTo, 303)
  })

  function leave({ request, reply, cookies }: Visit) {
    panel.leave(cookies.of(request))
    cookies.take(request, reply)
  }
}

/** Nobody is signed in, or no longer: the page asked for comes afterwards, with what was being sent to it. */
export function askToSignIn(visit: Visit) {
  const { request, body, lang } = visit
  const to = withoutLanguage(request.originalUrl).split('?', 1)[0] ?? ''
  if (request.method !== 'POST')
    return visit.go(to === '/panel' ? '/panel/sign-in' : `/panel/sign-in?to=${to}`)
  const notice = message('panel.signIn.over', lang)
  return signInPage(visit, { notice, to: ownPath(to), carried: carriedBy(body) }, 401)
}

type Shown = { id?: string; fault?: string; notice?: string; to?: string; carried?: Carried[] }

function signInPage(
  visit: Visit,
  { id = '', fault = '', notice = '', to, carried = [] }: Shown,
  status = 200,
) {
  return visit.show(
    'panel/sign-in',
    {
      ...{ id, notice, carried },
      to: to ?? ownPath(visit.query['to'] ?? ''),
      problems: fault ? [{ href: '#id', text: fault }] : [],
    },
    status,
  )
}

function goingOn(body: FormBody): { to: string; carried: Carried[] } {
  return { to: ownPath(one(body, 'to')), carried: carriedBy(body) }
}

const lettersOf = (body: FormBody): number =>
  Object.entries(body)
    .flat(2)
    .reduce((sum, words) => sum + words.length, 0)

const ownPath = (to: string): string => (OWN_PATH.test(to) && !to.startsWith('/panel/sign-') ? to : '')

const carriedBy = (body: FormBody): Carried[] => carriedFrom(body, OWN_FIELDS)
