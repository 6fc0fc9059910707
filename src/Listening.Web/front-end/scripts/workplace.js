// The queue page with a list and an open post beside it. Without this file every link and button loads a page.
import { watchKeys } from './keys.js'
import { listen } from './live.js'
import { prepareSelection } from './selection.js'
import { navigateInPlace } from './swap.js'

prepare()
navigateInPlace(prepare)
watchKeys()

// After the page was loaded, and each time its main part was replaced.
function prepare () {
  prepareSelection()
  listen()
  hideDoneLater()
}

// What was done can be undone for thirty seconds; after that the server would refuse.
function hideDoneLater () {
  const done = document.querySelector('[data-done]')
  if (!done) return
  const address = new URL(location.href)
  address.searchParams.delete('did')
  history.replaceState(history.state, '', address)
  setTimeout(() => done.querySelector('form')?.remove(), 30_000)
}
