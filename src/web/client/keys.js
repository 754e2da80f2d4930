// Every key only repeats a link or heading of the page. Nothing happens while somebody types, with a modifier key
// held, or once the shortcuts are switched off: speech and switch users send single letters without meaning to.
// The name under which the list of cases remembers it too: one choice for the whole desk.
const KEPT = 'sala-inbox-keys'

export function useKeys() {
  const box = document.querySelector('[data-keys]')
  const choice = box?.querySelector('input[type="checkbox"]')
  if (!box || !choice) return
  box.hidden = false
  choice.checked = !isOff()
  choice.addEventListener('change', () => remember(!choice.checked))
  document.addEventListener('keydown', (event) => {
    if (!choice.checked || event.altKey || event.ctrlKey || event.metaKey || event.repeat) return
    if (event.target instanceof Element && event.target.closest('input, select, textarea, [contenteditable]'))
      return
    const target = document.querySelector(`[data-key="${CSS.escape(letterOf(event))}"]`)
    if (!target) return
    event.preventDefault()
    act(target)
  })
}

/** With a Thai layout the same key types another letter: then its place on the keyboard counts. */
function letterOf({ key, code }) {
  if (/^[\x20-\x7e]$/.test(key)) return key.toLowerCase()
  return /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : ''
}

function act(target) {
  if (target.matches('a, button')) return target.click()
  target.focus({ preventScroll: true })
  target.scrollIntoView({ block: 'start' })
}

function isOff() {
  try {
    return localStorage.getItem(KEPT) === 'off'
  } catch {
    return false
  }
}

function remember(isNowOff) {
  try {
    localStorage.setItem(KEPT, isNowOff ? 'off' : 'on')
  } catch {
    // A browser that keeps nothing asks again on the next page.
  }
}
