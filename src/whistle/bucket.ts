/** Reports the panel can take in at once, and how long until one more fits. */
export const FLOOD_LIMITS = { capacity: 40, refillMs: 60_000, slowMs: 2_000 }
export type FloodLimits = typeof FLOOD_LIMITS

/**
 * One bucket for everybody: no address is known. An empty one refuses nobody; what comes then is slowed and set
 * apart for the panel to look through.
 */
export function makeBucket(now: () => Date, limits: FloodLimits = FLOOD_LIMITS) {
  let tokens = limits.capacity
  let filledAt = now().getTime()

  /** Whether there was room. */
  return function take(): boolean {
    const at = now().getTime()
    const gained = Math.max(0, at - filledAt) / limits.refillMs
    tokens = Math.min(limits.capacity, tokens + gained)
    filledAt = at
    if (tokens < 1) return false
    tokens -= 1
    return true
  }
}
