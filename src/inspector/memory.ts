/** What the browser keeps for the inspector: as long as the tab is open, or for good. A page may forbid either. */

type Kept = 'sessionStorage' | 'localStorage'
const keyOf = (name: string): string => `callcamp-mock:${name}`

/** What was kept under a name, or an empty text. */
export function recall(name: string, kept: Kept = 'localStorage'): string {
  try {
    return globalThis[kept].getItem(keyOf(name)) ?? ''
  } catch {
    return ''
  }
}

/** Keeps a text under a name. Where that is forbidden, it holds until the page is left. */
export function keep(name: string, text: string, kept: Kept = 'localStorage'): void {
  try {
    globalThis[kept].setItem(keyOf(name), text)
  } catch {}
}
