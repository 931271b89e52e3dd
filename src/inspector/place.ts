import { keep, recall } from './memory.ts'

/**
 * Where the inspector is. Its own page has the route in its address. Inside another page, whose address belongs to that page,
 * the browser remembers the route for as long as the tab is open.
 */
export class Place {
  /** Whether the inspector is inside another page. */
  readonly framed: boolean
  readonly #listeners = new Set<(byBack: boolean) => void>()
  #route = ''
  readonly #follow = () => this.#set(location.hash.slice(2), true)

  constructor(framed = false) {
    this.framed = framed
  }

  start(): void {
    this.#route = this.framed ? recall('place', 'sessionStorage') : location.hash.slice(2)
    if (this.framed) return
    // Instead of `hashchange`, which comes later, and not for every change.
    addEventListener('popstate', this.#follow)
  }

  stop(): void {
    removeEventListener('popstate', this.#follow)
  }

  /** `view/id?search`, as it stands in the address behind `#/`. */
  get route(): string {
    return this.#route || 'overview'
  }

  /** The view, and what follows it. People write addresses by hand, so a percent sign that encodes nothing is kept. */
  get path(): readonly string[] {
    const [path = ''] = this.route.split('?')
    return path.split('/').map((part) => new URLSearchParams(`=${part}`).get('') ?? '')
  }

  get query(): URLSearchParams {
    return new URLSearchParams(this.route.split('?')[1])
  }

  /** The query by its keys. */
  get values(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.query)
  }

  /** What the tab is called. */
  set title(title: string) {
    if (!this.framed) document.title = `${title} · callcamp-mock`
  }

  /** The address that opens a state; inside another page, the link alone, as a scenario. */
  share(link: string): string {
    return this.framed ? link : new URL(link, location.href).href
  }

  /** Goes there. Instead of a new entry in the history of the browser, `replace` changes the one that there is. */
  go(route: string, { replace = false } = {}): void {
    if (!this.framed) history[replace ? 'replaceState' : 'pushState'](null, '', `#/${route}`)
    this.#set(route, false)
  }

  /** Calls back when the place has changed, and tells whether the browser went back or forward to it. */
  listen(listener: (byBack: boolean) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #set(route: string, byBack: boolean): void {
    if (route === this.#route) return
    this.#route = route
    if (this.framed) keep('place', route, 'sessionStorage')
    for (const listener of this.#listeners) listener(byBack)
  }
}

/** A route with these values in its query; what is empty is left out. */
export function toRoute(path: readonly string[], query: Readonly<Record<string, string | number>> = {}): string {
  const given = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) if (value !== '') given.set(key, String(value))
  return path.map(encodeURIComponent).join('/') + (given.size > 0 ? `?${given}` : '')
}
