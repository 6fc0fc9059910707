// How many posts are selected, and a box that selects all of the page.
export function prepareSelection () {
  const form = document.getElementById('bulk')
  if (!form) return
  const boxes = [...document.querySelectorAll('input[name=items][form=bulk]')]
  const all = document.getElementById('selected')
  const count = form.querySelector('[data-bulk-count]')
  form.querySelector('[data-bulk-all]').hidden = false
  const tell = () => {
    const chosen = boxes.filter(box => box.checked).length
    count.textContent = chosen ? ` (${chosen})` : ''
    all.checked = chosen === boxes.length
    if (chosen) form.querySelector('details').open = true
  }
  all.addEventListener('change', () => { for (const box of boxes) box.checked = all.checked; tell() })
  for (const box of boxes) box.addEventListener('change', tell)
}
