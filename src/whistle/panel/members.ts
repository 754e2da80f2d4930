import { notFound, UserError } from '../../errors.ts'
import { message } from '../../i18n/messages.ts'
import { FEWEST_READERS } from '../roster.ts'
import type { Gate } from './gate.ts'
import { escrowsInWords, memberLines, rulesInWords, type MemberLine } from './members-words.ts'
import { noticeOf } from './notice.ts'
import type { MemberVisit, PanelParts } from './visit.ts'

const DONE = ['invited', 'renewed', 'renewedNone', 'regranted', 'regrantedNone', 'installed']

/** Who belongs to the panel: the signed roster in words, a member's own leaving, new keys, reading again after a loss. */
export function membersRoutes(gate: Gate, { panel }: PanelParts): void {
  gate.members.get('/members', async (visit) => {
    const { lang } = visit
    const state = await panel.state()
    const isSigned = 'panel' in state
    return visit.show('panel/members', {
      notice: noticeOf(visit, 'members', DONE),
      roster: isSigned && { version: state.panel.roster.version, signedOn: state.panel.roster.signedOn },
      lines: (await lines(visit)).map((line) => shownLine(line, visit)),
      rules: isSigned ? rulesInWords(state, lang) : [],
      escrows: isSigned ? escrowsInWords(state.panel.roster, lang) : [],
    })
  })

  // Where a sign-in leads back to that ran out before the button was pressed.
  gate.members.get('/members/renew', (visit) => visit.go('/panel/members'))

  gate.members.post('/members/renew', async (visit) => {
    const n = await panel.renewKeys(visit.member)
    return visit.go(n > 0 ? `/panel/members?done=renewed&n=${n}` : '/panel/members?done=renewedNone')
  })

  gate.members.get('/members/:id/leave', async (visit) => leavePage(visit, await lineOf(visit), ''))

  gate.members.post('/members/:id/leave', async (visit) => {
    const line = await lineOf(visit)
    if (line.id !== visit.member.id) return leavePage(visit, line, 'panel.leave.notYours')
    const answer = await tried(() => panel.depart(line.id, visit.member.id))
    if (answer === 'forbidden') return leavePage(visit, line, 'panel.leave.tooFew')
    visit.cookies.take(visit.request, visit.reply)
    return visit.show('panel/left', { memberName: '', nav: [] })
  })

  gate.members.get('/members/:id/regrant', async (visit) => regrantPage(visit, await colleague(visit), ''))

  gate.members.post('/members/:id/regrant', async (visit) => {
    const line = await colleague(visit)
    const n = await tried(() => panel.regrant(visit.member, line.id))
    if (n === 'forbidden') return regrantPage(visit, await colleague(visit), 'panel.regrant.notYet')
    if (n === 'conflict') return regrantPage(visit, line, 'panel.regrant.conflict')
    return visit.go(
      n !== 'notFound' && n > 0
        ? `/panel/members?done=regranted&n=${n}`
        : '/panel/members?done=regrantedNone',
    )
  })

  async function lines({ lang }: MemberVisit): Promise<MemberLine[]> {
    return memberLines(await panel.state(), await panel.fingerprints(), lang)
  }

  async function lineOf(visit: MemberVisit): Promise<MemberLine> {
    const line = (await lines(visit)).find(({ id }) => id === visit.params['id'])
    if (!line) throw notFound()
    return line
  }

  /** Nobody seals anything for themselves again. */
  async function colleague(visit: MemberVisit): Promise<MemberLine> {
    const line = await lineOf(visit)
    if (line.id === visit.member.id) throw notFound()
    return line
  }
}

function shownLine(line: MemberLine, { member, lang }: MemberVisit) {
  const isOwn = line.id === member.id
  return {
    ...line,
    isOwn,
    path: `/panel/members/${line.id}`,
    standingText: message(`panel.standing.${line.standing}`, lang),
    mayRegrant: !isOwn && isReady(line),
  }
}

function leavePage(visit: MemberVisit, line: MemberLine, fault: string) {
  const page = { ...frameOf(visit, line, fault), fewest: FEWEST_READERS, hasLeft: line.standing === 'absent' }
  return visit.show('panel/leave', page, fault ? 403 : 200)
}

function regrantPage(visit: MemberVisit, line: MemberLine, fault: string) {
  const page = { ...frameOf(visit, line, fault), isReady: isReady(line) }
  return visit.show('panel/regrant', page, fault ? 409 : 200)
}

/** Sealing again for keys that are about to go would be of no use. */
const isReady = ({ standing, waiting }: MemberLine) => standing === 'present' && waiting.length === 0

function frameOf({ lang, member }: MemberVisit, { id, name }: MemberLine, fault: string) {
  return {
    ...{ id, name, isOwn: id === member.id, path: `/panel/members/${id}` },
    fault: fault && message(fault, lang, { name, fewest: FEWEST_READERS }),
  }
}

const TOLD = ['notFound', 'forbidden', 'conflict'] as const
type Told = (typeof TOLD)[number]

/** What the deed came to, or why it could not be done. */
async function tried<T>(deed: () => Promise<T>): Promise<T | Told> {
  try {
    return await deed()
  } catch (error) {
    const told = error instanceof UserError && TOLD.find((kind) => kind === error.kind)
    if (!told) throw error
    return told
  }
}
