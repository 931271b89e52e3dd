import { showReference } from './reference.ts'
import { startSearch } from './search.ts'

/** The script of the documentation's page, which is at `/__mock/docs`, or at `/~name/__mock/docs` for a sandbox. */
startSearch()
addEventListener('hashchange', openOperation)
await showReference()
openOperation()

/** An operation that the address names is shown open. */
function openOperation(): void {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (!(named instanceof HTMLDetailsElement)) return
  named.open = true
  // The target of the address is looked for when the page is loaded, and the operations come later.
  if (!named.matches(':target')) location.replace(location.href)
}
