// Hears what others do. Nothing in the list moves: new posts are counted above it, and what happened to a post is said in it.
let source
let heard

export function listen () {
  const workplace = document.querySelector('[data-workplace]')
  source?.close()
  if (!workplace || document.hidden) return
  const open = document.querySelector('[data-open-item]')?.dataset.openItem
  source = new EventSource(workplace.dataset.live + (open ? `?item=${open}` : ''))
  source.addEventListener('hello', () => { workplace.dataset.heard = 'yes' })
  source.addEventListener('arrived', event => tellNew(JSON.parse(event.data)))
  source.addEventListener('changed', event => tellChange(JSON.parse(event.data)))
  source.addEventListener('watched', event => tellWatched(JSON.parse(event.data)))
}

// A page in the background would take up one of the few connections that a browser has.
heard ??= document.addEventListener('visibilitychange', () => document.hidden ? source?.close() : listen())

function tellNew ({ count }) {
  const banner = document.querySelector('[data-new]')
  if (!banner) return
  const total = Number(banner.dataset.count ?? 0) + count
  banner.dataset.count = total
  banner.querySelector('[data-new-count]').textContent = `${total} new post${total === 1 ? '' : 's'}`
  banner.hidden = false
}

function tellChange ({ item, mine, words }) {
  if (mine) return
  for (const place of placesOf(item)) place.textContent = words
  document.querySelector(`[data-item="${item}"]`)?.classList.add('app-item--changed')
}

function tellWatched ({ item, words }) {
  const pane = document.querySelector(`[data-open-item="${item}"] > [data-watched-by]`)
  if (pane) pane.textContent = words
}

function placesOf (item) {
  return document.querySelectorAll(`[data-item="${item}"] [data-live-words], [data-open-item="${item}"] > [data-live-words]`)
}
