// Forms work without this file. It moves the focus where the eye should go, and sends only once.
import './place.js'
import { watchUploads } from './upload.js'

function enhance() {
  leadToProblems()
  sendOnce()
  watchUploads(showAnswer)
}

function leadToProblems() {
  const summary = document.querySelector('.govuk-error-summary')
  if (!summary) return
  summary.setAttribute('tabindex', '-1')
  summary.focus()
  summary.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null
    const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)))
    if (!field) return
    event.preventDefault()
    const legend = field.closest('fieldset')?.querySelector('legend')
    const label = legend ?? document.querySelector(`label[for="${CSS.escape(field.id)}"]`) ?? field
    label.scrollIntoView()
    field.focus({ preventScroll: true })
  })
}

function sendOnce() {
  for (const form of document.querySelectorAll('form[method="post"]')) {
    let sentAt = 0
    form.addEventListener('submit', (event) => {
      // Two taps within a moment are one act; later ones may be a real retry on a poor line.
      if (event.timeStamp - sentAt < 1500 && sentAt > 0) event.preventDefault()
      else sentAt = event.timeStamp
    })
  }
}

/** The answer to an upload sent by script: a page with problems, shown in place of this one. */
function showAnswer(html) {
  const page = new DOMParser().parseFromString(html, 'text/html')
  document.title = page.title
  document.body.replaceWith(document.adoptNode(page.body))
  enhance()
}

enhance()
