// Loads links and forms of the workplace in place: the main part of the page is replaced, the address follows, the list
// stays where it was scrolled to, and the focus goes to the post that was opened.
let running

export function navigateInPlace (prepare) {
  addEventListener('click', event => {
    const link = event.target.closest?.('a[href]')
    if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    if (link.target || !isOurs(link.href) || !link.closest('main')) return
    event.preventDefault()
    go(link.href, { prepare })
  })
  addEventListener('submit', event => {
    const { target: form, submitter } = event
    if (event.defaultPrevented || form.method === 'dialog' || !isOurs(form.action) || !form.closest('main')) return
    event.preventDefault()
    const data = new FormData(form, submitter)
    if (form.method === 'get') go(`${form.action}?${new URLSearchParams([...data].filter(([, value]) => value !== ''))}`, { prepare })
    else go(form.action, { prepare, body: new URLSearchParams(data) })
  })
  addEventListener('popstate', () => go(location.href, { prepare, isBack: true }))
}

function isOurs (address) {
  const { origin, pathname } = new URL(address, location.href)
  return origin === location.origin && pathname === location.pathname && pathname.startsWith('/queues/')
}

async function go (address, { prepare, body, isBack }) {
  running?.abort()
  running = new AbortController()
  const main = document.querySelector('main')
  main.setAttribute('aria-busy', 'true')
  try {
    const answer = await fetch(address, { method: body ? 'POST' : 'GET', body, signal: running.signal, headers: { Accept: 'text/html' } })
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const next = page.querySelector('main')
    // Signed out, or something that is not a queue: the browser shows it.
    if (!next?.querySelector('[data-workplace]')) return location.assign(answer.url)
    replace(main, next)
    document.title = page.title
    if (!isBack && answer.url !== location.href) history.pushState(null, '', answer.url)
    prepare()
    moveFocus()
  } catch (failure) {
    // Without a network the browser says so in its own words.
    if (failure.name !== 'AbortError') location.assign(body ? location.href : address)
  }
}

function replace (main, next) {
  const list = document.querySelector('.app-workplace__list')?.scrollTop ?? 0
  main.replaceChildren(...next.childNodes)
  main.removeAttribute('aria-busy')
  const after = document.querySelector('.app-workplace__list')
  if (after) after.scrollTop = list
  for (const component of document.querySelectorAll('.govuk-error-summary')) component.setAttribute('tabindex', '-1')
}

function moveFocus () {
  const place = document.querySelector('.govuk-error-summary') ?? document.getElementById('pane-title') ?? document.querySelector('.app-item__heading a')
  place?.focus()
}
