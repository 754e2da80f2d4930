// The page of a case works without this file; it adds the shortcuts that the page lists.
import './form.js'
import { useKeys } from './keys.js'

useKeys()

for (const picture of document.querySelectorAll('.sala-case-picture')) {
  picture.addEventListener('toggle', () => show(picture))
}

function show(picture) {
  const image = picture.querySelector('img[data-src]')
  if (!picture.open || !image) return
  image.src = image.dataset.src
  image.hidden = false
  image.removeAttribute('data-src')
  image.nextElementSibling?.remove()
}
