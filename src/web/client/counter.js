// The counter's page works without this file. It keeps the draft while an officer types, lets questions appear and
// go at once, and takes scans without a new page. What is typed is never replaced: only parts are added or taken out.
import './form.js'

const form = document.querySelector('form[data-counter]')
if (form) enhance(form)

function enhance(form) {
  const status = form.querySelector('[data-status]')
  let timer
  let busy = false
  let wanted

  form.querySelector('[data-keys]').hidden = false
  form.addEventListener('input', (event) => event.target.type !== 'file' && later(1500))
  form.addEventListener('change', (event) => {
    if (event.target.type !== 'file') later(100)
    else if (event.target.files.length > 0) send('upload', event.target.id)
  })
  form.addEventListener('submit', sendHere, { capture: true })
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    form.requestSubmit(form.querySelector('button[value="file"]'))
  })

  function sendHere(event) {
    const act = event.submitter?.value ?? 'refresh'
    clearTimeout(timer)
    if (['file', 'leave', 'discard'].includes(act)) return
    event.preventDefault()
    // No sending of the page: filing right after it is no second tap.
    event.stopImmediatePropagation()
    send(act, event.submitter?.closest('[data-part]')?.querySelector('input[type="file"]')?.id)
  }

  function later(ms) {
    clearTimeout(timer)
    timer = setTimeout(() => send('keep'), ms)
  }

  /** One at a time; what is asked meanwhile waits, and an act waits in front of a mere keeping. */
  async function send(act, fieldId) {
    clearTimeout(timer)
    if (busy) {
      if (!wanted || act !== 'keep') wanted = [act, fieldId]
      return
    }
    busy = true
    if (act !== 'keep') status.textContent = form.dataset.saving
    try {
      const answer = await fetch(form.action, { method: 'POST', body: bodyOf(form, act) })
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const there = page.querySelector('form[data-counter]')
      // Sent from another tab, or signed out: the page that came instead says so.
      if (!there && answer.redirected) return location.assign(answer.url)
      if (!there) throw new Error('no form')
      show(page, there, act, fieldId)
    } catch {
      status.textContent = form.dataset.unsaved
    } finally {
      busy = false
      const next = wanted
      wanted = undefined
      if (next) send(...next)
    }
  }

  function show(page, there, act, fieldId) {
    const before = partsIn(form).length
    merge(form.querySelector('[data-parts]'), there.querySelector('[data-parts]'))
    const told = page.getElementById('told')
    const isFaulty = told.querySelector('.govuk-error-summary') !== null
    merge(document.getElementById('told'), told)
    const more = partsIn(form).length > before && act !== 'upload' && !act.startsWith('add')
    status.textContent = more ? `${form.dataset.saved} · ${form.dataset.more}` : form.dataset.saved
    if (isFaulty) return focusOn(document.querySelector('.govuk-error-summary'))
    if (fieldId) focusOn(document.getElementById(fieldId))
    if (act.startsWith('add')) focusOn(lastRowField(act.slice('add:'.length)))
  }

  function lastRowField(page) {
    const rows = form.querySelectorAll(`[data-part="page-${page}"] .sala-counter__row`)
    return rows[rows.length - 1]?.querySelector('input, textarea, select')
  }
}

const partsIn = (form) =>
  [...form.querySelectorAll('[data-part]')].filter((part) => part.id.startsWith('part-'))

/** Files go along only when they are what is sent: a scan must not travel at every keystroke. */
function bodyOf(form, act) {
  const body = new FormData(form)
  const chosen = [...body].filter(([, value]) => value instanceof File)
  for (const [name] of chosen) body.delete(name)
  // An empty file goes along with the others, so that it is named as what it is; only “none chosen” stays behind.
  for (const [name, file] of chosen) if (act === 'upload' && file.name !== '') body.append(name, file)
  body.set('act', act)
  return body
}

function focusOn(element) {
  if (!element) return
  if (!element.matches('input, textarea, select, button')) element.setAttribute('tabindex', '-1')
  element.focus()
  element.scrollIntoView({ block: 'center' })
}

const children = (box) => [...box.children].filter((child) => child.dataset.part !== undefined)

/** Makes the parts here those that are there, in that order; parts that stay keep what is typed in them. */
function merge(here, there) {
  const known = new Map(children(here).map((part) => [part.dataset.part, part]))
  let last = null
  for (const fresh of children(there)) {
    const old = known.get(fresh.dataset.part)
    known.delete(fresh.dataset.part)
    const part = old ? update(old, fresh) : document.adoptNode(fresh)
    const place = last ? last.nextElementSibling : here.firstElementChild
    if (part !== place) here.insertBefore(part, place)
    last = part
  }
  for (const gone of known.values()) gone.remove()
}

function update(old, fresh) {
  // What was wrong at filing stays in sight, as it does beside the fields, until the next filing.
  if (old.dataset.part === 'problems' && !fresh.firstElementChild) return old
  if ('live' in old.dataset) return old.outerHTML === fresh.outerHTML ? old : replaced(old, fresh)
  const [mine, theirs] = [boxesOf(old), boxesOf(fresh)]
  mine.forEach((box, index) => theirs[index] && merge(box, theirs[index]))
  return old
}

function replaced(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement.id : ''
  const part = document.adoptNode(fresh)
  old.replaceWith(part)
  if (focused) document.getElementById(focused)?.focus()
  return part
}

/** The boxes of parts right below a part, not those inside its own parts. */
const boxesOf = (part) =>
  [...part.querySelectorAll('[data-parts]')].filter(
    (box) => box.parentElement.closest('[data-part]') === part,
  )
