// A print button makes sense only where there is a script to run it: it is shown by the script.
for (const button of document.querySelectorAll('button[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
