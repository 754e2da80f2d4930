import { storageFault } from './engine.ts'

/** What a store wrote with JSON.stringify. The fault of a broken text does not quote it, as JSON.parse would. */
export function parseStored(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw storageFault('json', 'a stored text is not JSON')
  }
}
