// Uploads work without this file. It shows how far they are, and keeps the chosen files when the line breaks.
export function watchUploads(onNewPage) {
  for (const form of document.querySelectorAll('form[data-progress]')) {
    form.addEventListener('submit', (event) => {
      const files = [...form.querySelectorAll('input[type="file"]')].some((input) => input.files.length > 0)
      if (!files || event.defaultPrevented) return
      event.preventDefault()
      send(form, event.submitter, onNewPage)
    })
    for (const input of form.querySelectorAll('[data-upload] input[type="file"]')) {
      const button = input.parentElement.querySelector('button.sala-upload')
      if (!button) continue
      // Choosing sends at once; a button beside it would only ask what is done already.
      button.classList.add('govuk-visually-hidden')
      button.tabIndex = -1
      input.addEventListener('change', () => input.files.length > 0 && form.requestSubmit(button))
    }
  }
}

function send(form, submitter, onNewPage) {
  const bar = progressBar(form)
  const request = new XMLHttpRequest()
  request.open('POST', form.action)
  request.upload.addEventListener('progress', (event) => {
    if (event.lengthComputable) bar.show(Math.round((event.loaded / event.total) * 100))
  })
  request.addEventListener('load', () => {
    if (request.status < 400) location.assign(request.responseURL)
    else onNewPage(request.responseText)
  })
  for (const fault of ['error', 'timeout', 'abort']) request.addEventListener(fault, () => bar.fail())
  request.send(new FormData(form, submitter))
}

function progressBar(form) {
  form.querySelector('.sala-progress-bar')?.remove()
  const box = document.createElement('div')
  box.className = 'sala-progress-bar'
  box.setAttribute('role', 'status')
  const bar = document.createElement('progress')
  const words = document.createElement('span')
  bar.max = 100
  bar.setAttribute('aria-label', form.dataset.progress)
  box.append(words, bar)
  form.append(box)
  box.scrollIntoView({ block: 'nearest' })
  return {
    show(percent) {
      bar.value = percent
      words.textContent = `${form.dataset.progress} ${percent}%`
    },
    fail() {
      bar.remove()
      words.textContent = form.dataset.broken
      words.className = 'govuk-error-message'
    },
  }
}
