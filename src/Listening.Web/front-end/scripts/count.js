// Counts a reply while it is written, in characters as people see them. The server counts again.
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

for (const place of document.querySelectorAll('[data-app-count]')) {
  const field = document.getElementById(place.dataset.appCount)
  const longest = Number(place.dataset.appLongest)
  let waiting
  const say = () => {
    let used = 0
    for (const _ of segmenter.segment(field.value.trim())) used++
    const left = longest - used
    place.textContent = left >= 0 ? `${used} of ${longest} characters` : `${-left} characters too many`
    place.classList.toggle('app-count--over', left < 0)
  }
  // A screen reader is told when somebody pauses, not at every letter.
  field.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(say, 300)
  })
  say()
}
