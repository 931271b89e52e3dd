import { toSheet } from './element.ts'

/**
 * Moves an element with a shadow tree into a window of its own; calls back when that window is closed. Style sheets
 * belong to a document: they are made anew. Returns undefined where the browser opens no window.
 */
export function popOut(element: HTMLElement, closed: () => void): Window | undefined {
  const popup = open('', 'callcamp-mock', 'popup,width=1100,height=800')
  if (!popup) return undefined
  const { document: page } = popup
  page.title = 'callcamp-mock'
  page.documentElement.lang = 'en'
  page.body.replaceChildren()
  page.body.style.margin = '0'
  page.body.style.height = '100vh'
  move(element, page.body)
  const leave = () => popup.close()
  addEventListener('pagehide', leave)
  popup.addEventListener('pagehide', () => {
    removeEventListener('pagehide', leave)
    closed()
  })
  return popup
}

/** Puts an element into a place of another document, with its styles. */
export function move(element: HTMLElement, place: HTMLElement): void {
  if (place.ownerDocument === element.ownerDocument) return place.append(element)
  const styles = element.shadowRoot?.adoptedStyleSheets.flatMap(({ cssRules }) => Array.from(cssRules, toText)) ?? []
  place.append(element)
  const view = place.ownerDocument.defaultView
  if (!element.shadowRoot || !view) return
  element.shadowRoot.adoptedStyleSheets = [toSheet(styles.join(''), view)]
}

const toText = ({ cssText }: CSSRule): string => cssText
