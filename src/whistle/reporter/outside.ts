import { invalid } from '../../errors.ts'
import { one } from '../../web/form-body.ts'
import { reportOf, reportProblems, type Report } from '../report.ts'
import type { OutsideBody } from '../roster.ts'
import type { Whistle } from '../whistle.ts'
import { questionsOf, typedOf } from './form-page.ts'
import type { Act } from './door.ts'
import { all, type Visit } from './visit.ts'

/** How every file sealed by `age` begins; what we hand back must be one that we made. */
const SEALED = 'age-encryption.org/v1\n'

/**
 * Where too few inside may read it: the bodies outside, and the reporter's own words as a printout or a sealed file
 * that they send themselves. Nothing of it is kept here.
 */
export function makeOutside(reporter: Whistle['reporter']) {
  async function bodiesFor(visit: Visit): Promise<OutsideBody[]> {
    const way = await reporter.route(all(visit.body, 'subject'))
    return way.goes === 'outside' ? way.bodies : []
  }

  const page: Act = async (visit) =>
    visit.show('whistle/outside', {
      page: 'outside',
      subjects: all(visit.body, 'subject'),
      bodies: await bodiesOrStandard(visit),
      typed: typedOf(visit.body),
      hasTyped: typedOf(visit.body).some(({ name }) => name !== 'nonce'),
    })

  async function bodiesOrStandard(visit: Visit): Promise<OutsideBody[]> {
    const bodies = await bodiesFor(visit)
    if (bodies.length > 0) return bodies
    const strictest = await reporter.route([])
    return strictest.goes === 'outside' ? strictest.bodies : []
  }

  const print: Act = (visit) =>
    visit.show('whistle/print', {
      page: 'print',
      blocks: questionsOf(reportOf(visit.body, visit.lang)),
      subjects: all(visit.body, 'subject'),
      typed: typedOf(visit.body),
    })

  const seal: Act = async (visit) => {
    const report = reportOf(visit.body, visit.lang)
    if (reportProblems(report).length > 0) return page(visit, [])
    const body = (await bodiesFor(visit)).find(({ id }) => id === one(visit.body, 'to'))
    return showPackage(visit, report, body)
  }

  async function showPackage(visit: Visit, report: Report, body: OutsideBody | undefined) {
    const subjects = all(visit.body, 'subject')
    const made = await reporter.packageFor(report, subjects, body?.recipient)
    return visit.show('whistle/package', {
      page: 'package',
      subjects,
      typed: typedOf(visit.body),
      filename: made.filename,
      sealed: Buffer.from(made.sealed).toString('base64'),
      identity: made.identity ?? '',
      to: body?.name ?? '',
    })
  }

  /** In another language the same package, with its key, stands on the page. */
  const packageAgain: Act = (visit) => {
    const { body } = visit
    return visit.show('whistle/package', {
      page: 'package',
      subjects: all(body, 'subject'),
      typed: typedOf(body),
      filename: filenameOf(one(body, 'filename')),
      sealed: sealedOf(one(body, 'sealed')).toString('base64'),
      identity: one(body, 'identity'),
      to: '',
    })
  }

  const download: Act = ({ body, reply }) =>
    reply
      .header('content-disposition', `attachment; filename="${filenameOf(one(body, 'filename'))}"`)
      .type('application/octet-stream')
      .send(sealedOf(one(body, 'sealed')))

  return {
    page: (visit: Visit) => page(visit, []),
    pages: { outside: page, print, package: packageAgain },
    acts: { seal, download },
  }
}

function filenameOf(typed: string): string {
  if (!/^document-[0-9a-f]{8}\.age$/.test(typed)) throw invalid()
  return typed
}

function sealedOf(typed: string): Buffer {
  const bytes = Buffer.from(typed, 'base64')
  if (!bytes.subarray(0, SEALED.length).equals(Buffer.from(SEALED))) throw invalid()
  return bytes
}
