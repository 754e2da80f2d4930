// The list works without this file. It adds keys that can be turned off, a tick for the whole page, and how many are ticked.
import './form.js'

const KEPT = 'sala-inbox-keys'
const rows = [...document.querySelectorAll('[data-row]')]
const ticks = [...document.querySelectorAll('input[name="reference"]')]

watchTicks()
watchKeys()

function watchTicks() {
  const all = document.querySelector('[data-all]')
  const count = document.querySelector('[data-chosen]')
  if (!all || !count) return
  all.parentElement.hidden = false
  const show = () => {
    const chosen = ticks.filter((tick) => tick.checked).length
    all.checked = chosen === ticks.length
    all.indeterminate = chosen > 0 && chosen < ticks.length
    count.textContent = chosen === 0 ? '' : count.dataset.chosen.replace('{n}', chosen)
    for (const tick of ticks)
      tick.closest('[data-row]').classList.toggle('sala-queue__row--chosen', tick.checked)
  }
  all.addEventListener('change', () => {
    for (const tick of ticks) tick.checked = all.checked
    show()
  })
  document.getElementById('bulk').addEventListener('change', show)
  // Back from the next page, the browser has ticked them again by itself.
  addEventListener('pageshow', show)
  show()
}

function watchKeys() {
  const box = document.querySelector('[data-keys]')
  const onOff = document.querySelector('[data-keys-on]')
  if (!box || !onOff) return
  box.hidden = false
  onOff.checked = kept() !== 'off'
  onOff.addEventListener('change', () => keep(onOff.checked ? 'on' : 'off'))
  addEventListener('keydown', (event) => {
    if (!onOff.checked || event.defaultPrevented || isTyping(event)) return
    const deed = DEEDS[keyOf(event)]
    if (deed?.()) event.preventDefault()
  })
}

const DEEDS = {
  j: () => move(1),
  k: () => move(-1),
  x: () => toggle(),
  '/': () => focusOn(document.getElementById('q')),
}

/** With a Thai layout the same key types another letter: then its place on the keyboard counts. */
function keyOf({ key, code }) {
  if (/^[\x20-\x7e]$/.test(key)) return key.toLowerCase()
  return { KeyJ: 'j', KeyK: 'k', KeyX: 'x', Slash: '/' }[code]
}

function isTyping({ ctrlKey, metaKey, altKey, target }) {
  if (ctrlKey || metaKey || altKey) return true
  return target instanceof Element && target.matches('input:not([type="checkbox"]), select, textarea')
}

function move(by) {
  const here = rows.findIndex((row) => row.contains(document.activeElement))
  const next = rows[here < 0 ? (by > 0 ? 0 : rows.length - 1) : here + by]
  return focusOn(next?.querySelector('th a'))
}

function toggle() {
  document.activeElement?.closest('[data-row]')?.querySelector('input[name="reference"]')?.click()
  return true
}

function focusOn(element) {
  if (!element) return false
  element.focus()
  element.scrollIntoView({ block: 'nearest' })
  return true
}

// Where the browser keeps nothing for us, the keys are on each time the page is opened.
function kept() {
  try {
    return localStorage.getItem(KEPT)
  } catch {
    return null
  }
}

function keep(value) {
  try {
    localStorage.setItem(KEPT, value)
  } catch {
    return
  }
}
