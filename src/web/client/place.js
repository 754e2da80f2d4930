// A map is never the only way: this only fills the two coordinate fields from the device, when asked to.
for (const box of document.querySelectorAll('[data-place]')) {
  const button = box.querySelector('button[data-here]')
  if (!button || !navigator.geolocation) continue
  button.hidden = false
  button.addEventListener('click', () => {
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      const name = box.dataset.place
      document.getElementById(`${name}-lat`).value = coords.latitude.toFixed(6)
      document.getElementById(`${name}-lng`).value = coords.longitude.toFixed(6)
    })
  })
}
