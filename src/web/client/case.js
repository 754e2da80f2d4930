// The page of a case works without this file; it adds the shortcuts that the page lists.
import './form.js'
import { useKeys } from './keys.js'

useKeys()

for (const picture of document.querySelectorAll('.sala-case-picture')) {
  picture.addEventListener('toggle', () => show(picture))
}

function show(picture) {
  const place = picture.querySelector('[data-picture]')
  if (!picture.open || !place) return
  const image = document.createElement('img')
  image.alt = place.dataset.name
  image.src = place.dataset.picture
  place.replaceWith(image)
}
