// Forms work without this file. It moves the focus where the eye should go, and sends only once.
const summary = document.querySelector('.govuk-error-summary')
if (summary) {
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

for (const form of document.querySelectorAll('form[method="post"]')) {
  let sentAt = 0
  form.addEventListener('submit', (event) => {
    // Two taps within a moment are one act; later ones may be a real retry on a poor line.
    if (event.timeStamp - sentAt < 1500 && sentAt > 0) event.preventDefault()
    else sentAt = event.timeStamp
  })
}
