import { parseArgs } from 'node:util'
import { ConfigFault, readConfig } from '../src/config.ts'
import { verifyChain, type Chain } from '../src/officers/audit.ts'
import { makeAuditStore } from '../src/officers/audit-store.ts'
import { auditKey } from '../src/officers/parts.ts'
import { openExisting, Wrong } from './operator.ts'

// Reads the whole audit log and says whether every line is as it was written.

const USAGE = `npm run audit                                     ตรวจบันทึกทั้งหมด / verify the whole audit log
npm run audit -- --noted <line>:<seal>       และว่าบรรทัดที่เคยจดไว้ยังอยู่ / and that a line noted earlier is still there`

const WHY: Record<Extract<Chain, { holds: false }>['why'], string> = {
  changed: 'ถูกแก้ไข / was changed',
  missing: 'หายไป / is missing',
  unlinked: 'ไม่ต่อจากบรรทัดก่อนหน้า / does not follow the line before it',
}

async function main(): Promise<void> {
  const noted = readNoted()
  const config = readConfig()
  const engine = await openExisting(config)
  try {
    const chain = await verifyChain(makeAuditStore(engine), auditKey(config.secret), noted)
    if (!chain.holds) throw new Wrong(`บรรทัดที่ / Line ${chain.seq} ${WHY[chain.why]}`)
    process.stdout.write(
      `บันทึกครบถ้วน / The log holds: ${chain.entries} บรรทัด / lines\n` +
        `จดไว้ตรวจครั้งหน้า / Note this for the next time: --noted ${chain.entries}:${chain.head}\n`,
    )
  } finally {
    await engine.close()
  }
}

function readNoted(): { seq: number; hash: string } | undefined {
  const { noted } = readWords()
  if (noted === undefined) return undefined
  const [, seq, hash] = /^(\d+):([0-9a-f]{64})$/.exec(noted) ?? []
  if (seq === undefined || hash === undefined) throw new Wrong(USAGE)
  return { seq: Number(seq), hash }
}

function readWords() {
  try {
    return parseArgs({ options: { noted: { type: 'string' } } }).values
  } catch {
    throw new Wrong(USAGE)
  }
}

main().catch((error: unknown) => {
  const isOurs = error instanceof Wrong || error instanceof ConfigFault
  process.stderr.write(`${isOurs ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
  process.exitCode = 1
})
