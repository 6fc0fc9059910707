// While a query is typed, says how it is understood or marks the place where it cannot be. Without this file the
// button below the form does the same.
const pause = 350
const field = document.querySelector('textarea[name=query]')
const place = document.getElementById('query-state')
let timer
let asking

function mark(text, column) {
  const line = document.createElement('p')
  const marked = document.createElement('mark')
  const at = column - 1
  line.className = 'app-query-error'
  marked.textContent = text.slice(at, at + 1) || '\u00A0'
  line.append(text.slice(0, at), marked, text.slice(at + 1))
  return line
}

function say(words) {
  const line = document.createElement('p')
  line.className = 'govuk-body'
  line.textContent = words
  return line
}

async function check() {
  asking?.abort()
  asking = new AbortController()
  const text = field.value
  if (!text.trim()) {
    place.replaceChildren()
    return
  }
  try {
    const response = await fetch('/searches/check', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query: text }),
      redirect: 'error',
      signal: asking.signal
    })
    if (!response.ok) return
    const found = await response.json()
    place.replaceChildren(...(found.requires
      ? [say(`A post must have ${found.requires}.`)]
      : [say(found.message), mark(text, found.column)]))
  } catch {
    // Away, signed out or typed on: the button still works.
  }
}

field?.addEventListener('input', () => {
  clearTimeout(timer)
  timer = setTimeout(check, pause)
})
