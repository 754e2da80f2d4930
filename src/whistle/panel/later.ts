/** Does it after so many milliseconds, whether or not anybody comes back; at once when the door closes. */
export type Later = (ms: number, act: () => void) => void

export function makeLater(onClose: (end: () => void) => void): Later {
  const due = new Map<NodeJS.Timeout, () => void>()
  onClose(() => {
    for (const [timer, act] of due) {
      clearTimeout(timer)
      act()
    }
    due.clear()
  })
  return (ms, act) => {
    const timer = setTimeout(() => {
      due.delete(timer)
      act()
    }, ms).unref()
    due.set(timer, act)
  }
}
