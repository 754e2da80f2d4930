import { identityToRecipient } from 'age-encryption'
import { expect, test } from 'vitest'
import { escrowIdentity, newEscrow } from '../../src/whistle/escrow.ts'
import { printedShare, sharesIn } from '../../src/whistle/printed-share.ts'

test('a share is three lines of six groups of four letters, and any two shares give the identity of the printed address', async () => {
  const { recipient, shares } = await newEscrow()
  expect(shares).toHaveLength(3)
  for (const share of shares) expect(share).toMatch(/^(([A-Z2-7]{4} ){5}[A-Z2-7]{4}(\n|$)){3}$/)
  const [a = '', b = '', c = ''] = shares
  for (const two of [
    [a, b],
    [b, c],
    [c, a],
    [a, b, c],
  ]) {
    const identity = await escrowIdentity(two)
    expect(identity).toMatch(/^AGE-SECRET-KEY-1[0-9A-Z]{58}$/)
    expect(await identityToRecipient(identity ?? '')).toBe(recipient)
  }
  for (const poor of [[a], [a, a], [a, ''], [a, (await newEscrow()).shares[1] ?? '']])
    expect(await escrowIdentity(poor)).toBeUndefined()
})

test('shares are read back in small letters, with dashes, without spaces and with empty lines between', async () => {
  const { shares } = await newEscrow()
  const [one = '', two = ''] = shares
  const typed = `\n ${one.toLowerCase().replaceAll(' ', '-')}\r\n\n\n${two.replaceAll(' ', '')}\n\n`
  const read = sharesIn(typed)
  expect('shares' in read && (await escrowIdentity(read.shares))).toMatch(/^AGE-SECRET-KEY-1/)
  expect(await escrowIdentity([one.toLowerCase(), two.replaceAll(' ', '')])).toMatch(/^AGE-SECRET-KEY-1/)
})

test('any one letter that is wrong, lost or doubled, and a line in the wrong place, is told by its line', () => {
  const share = (start: number) => printedShare(Uint8Array.from({ length: 39 }, (_, n) => start + n * 5))
  const lines = [share(1), share(2)].join('\n').split('\n')
  const withLine = (n: number, change: (line: string) => string) =>
    sharesIn(lines.map((line, at) => (at === n ? change(line) : line)).join('\n'))
  for (const n of lines.keys()) {
    for (let at = 0; at < (lines[n]?.length ?? 0); at++) {
      if (lines[n]?.[at] === ' ') continue
      const other = lines[n]?.[at] === 'A' ? 'B' : 'A'
      const slip = withLine(n, (line) => line.slice(0, at) + other + line.slice(at + 1))
      expect(slip).toEqual({ line: n + 1, fault: 'check' })
    }
    expect(withLine(n, (line) => line.slice(1))).toEqual({ line: n + 1, fault: 'length' })
    expect(withLine(n, (line) => `${line}A`)).toEqual({ line: n + 1, fault: 'length' })
  }
  expect(sharesIn([lines[1], lines[0], ...lines.slice(2)].join('\n'))).toEqual({ line: 1, fault: 'order' })
  expect(sharesIn(lines.slice(0, 5).join('\n'))).toEqual({ line: 6, fault: 'missing' })
})
