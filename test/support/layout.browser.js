// Runs in the page, as text; its value is the list of what is wrong with the page as laid out.
;(() => {
  const faults = []
  const wanted = /^\/en(\/|$)/.test(location.pathname) ? 'en' : 'th'
  const { lang, scrollWidth } = document.documentElement
  const place = (element) => `${element.tagName.toLowerCase()}.${element.className}`
  if (lang !== wanted) faults.push(`the language is “${lang}”`)
  if (document.title.trim() === '') faults.push('there is no title')
  if (scrollWidth > window.innerWidth) {
    const wide = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > window.innerWidth + 1,
    )
    faults.push(`${scrollWidth} px wide: ${wide.slice(0, 5).map(place).join(', ')}`)
  }
  // What cannot be scrolled and does not fit is cut off or laid over its neighbour.
  const boxes = '.sala-day, .sala-pill, .govuk-button, .sala-chips a, td, th'
  for (const box of document.querySelectorAll(boxes)) {
    // What is folded up is not laid out until somebody unfolds it.
    if (box.closest('.govuk-visually-hidden') || !box.checkVisibility()) continue
    const inside = document.createRange()
    inside.selectNodeContents(box)
    const { left, right } = box.getBoundingClientRect()
    const words = inside.getBoundingClientRect()
    if (words.width > 0 && (words.left < left - 1 || words.right > right + 1))
      faults.push(`does not fit: ${place(box)} ${box.textContent.trim().slice(0, 40)}`)
  }
  return faults
})()
