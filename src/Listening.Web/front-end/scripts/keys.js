// The keys of the workplace. They do nothing while somebody types, with a modifier, or when they are switched off.
const typing = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]'

export function watchKeys () {
  addEventListener('keydown', event => {
    const workplace = document.querySelector('[data-workplace]')
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches?.(typing) || document.querySelector('dialog[open]')) return
    if (event.key === '?') return handle(event, showKeys)
    if (workplace?.dataset.keys !== 'on') return
    const act = acts[event.key] ?? (/^[1-9]$/.test(event.key) ? () => pressDigit(event.key) : undefined)
    if (act) handle(event, act)
  })
  addEventListener('click', event => { if (event.target.closest?.('[data-keys-open]')) showKeys() })
  showHint()
}

const acts = {
  j: () => move(1),
  k: () => move(-1),
  a: () => press('[data-key=a]'),
  u: () => press('[data-key=u]'),
  e: () => unfold('e'),
  m: () => unfold('m'),
  n: () => press('[data-key=n]'),
  h: () => press('[data-key=h]'),
  x: () => current()?.querySelector('input[type=checkbox]')?.click(),
  '/': openFilters
}

function handle (event, act) {
  event.preventDefault()
  act()
}

function items () {
  return [...document.querySelectorAll('[data-item]')]
}

function current () {
  return document.activeElement?.closest('[data-item]') ?? document.querySelector('.app-item--open')
}

// With a post open the next one is opened; without, the focus moves.
function move (by) {
  const all = items()
  const at = all.indexOf(current())
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by]
  const link = next?.querySelector('.app-item__heading a')
  if (!link) return
  if (document.querySelector('[data-open-item]') && !document.activeElement.closest('[data-item]')) link.click()
  else link.focus()
}

function press (what) {
  document.querySelector(what)?.click()
}

function unfold (key) {
  const fold = document.querySelector(`[data-act=${key}]`)
  if (!fold) return current()?.querySelector('.app-item__heading a')?.click()
  for (const other of document.querySelectorAll('[data-act]')) other.open = other === fold
  fold.querySelector('[data-digit]')?.focus()
}

function pressDigit (digit) {
  document.querySelector(`[data-act][open] [data-digit="${digit}"]`)?.click()
}

function openFilters () {
  const filters = document.querySelector('[data-filters]')
  if (!filters) return
  filters.open = true
  filters.querySelector('[name=q]').focus()
}

function showKeys () {
  document.getElementById('keys')?.showModal()
}

function showHint () {
  for (const hint of document.querySelectorAll('[data-keys-hint]')) hint.hidden = false
}
