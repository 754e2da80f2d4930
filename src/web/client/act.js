// Forms of acts work without this file: the same button then sends the form, which comes back with the reply in it.
import './form.js'

// Listening on the document outlives the page that an upload's answer puts in place of this one.
document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('button[value="reply"]') : null
  const box = button?.closest('[data-replies]')
  const field = box && document.getElementById(box.dataset.replies)
  const text = box?.querySelector('select')?.selectedOptions[0]?.dataset.text
  if (!field || text === undefined) return
  event.preventDefault()
  const typed = field.value.trimEnd()
  field.value = typed === '' ? text : `${typed}\n\n${text}`
  field.focus()
})
