import { randomBelow } from './primitives.ts'

/** 24 digits without separators: 23 random ones (76.4 bits) and a Damm check digit. Never logged, never stored. */
export type Receipt = string & { readonly is: 'Receipt' }
export type ReceiptFault = 'empty' | 'notDigits' | 'wrongLength' | 'wrongCheckDigit'

const RANDOM_DIGITS = 23
const THAI_ZERO = 0x0e50

/** The quasigroup of Damm's thesis (2004): it finds every single wrong digit and every swap of neighbours. */
const DAMM = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]

export function newReceipt(): Receipt {
  const digits = Array.from({ length: RANDOM_DIGITS }, () => randomBelow(10)).join('')
  return `${digits}${dammOf(digits)}` as Receipt
}

/** `4821-9930-1746-5502-8813-0467`. */
export function showReceipt(receipt: Receipt): string {
  return groupsOf(receipt).join('-')
}

/** What the reporter types again to see that it was written down. */
export function lastGroup(receipt: Receipt): string {
  return groupsOf(receipt).at(-1) ?? ''
}

/**
 * Reads what a person typed: Thai digits, spaces, dashes and marks that copying leaves are all the same. A slip of
 * one digit, or two swapped, is found here, before any costly work.
 */
export function parseReceipt(typed: string): { receipt: Receipt } | { fault: ReceiptFault } {
  const digits = plainDigits(typed)
  if (digits === '') return { fault: 'empty' }
  if (!/^\d+$/.test(digits)) return { fault: 'notDigits' }
  if (digits.length !== RANDOM_DIGITS + 1) return { fault: 'wrongLength' }
  return dammOf(digits) === '0' ? { receipt: digits as Receipt } : { fault: 'wrongCheckDigit' }
}

/** Whether the last group, typed again, is that of the receipt. */
export function isLastGroup(receipt: Receipt, typed: string): boolean {
  return plainDigits(typed) === lastGroup(receipt)
}

function plainDigits(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - THAI_ZERO))
    .replace(/[\s\p{Pd}\p{Cf}\u2212._]/gu, '')
}

function dammOf(digits: string): string {
  let interim = 0
  for (const digit of digits) interim = Number(DAMM[interim]?.[Number(digit)])
  return String(interim)
}

const groupsOf = (receipt: Receipt): string[] => receipt.match(/\d{4}/g) ?? []
