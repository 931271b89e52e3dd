import { render } from 'lit/html.js'
import { once } from './once.ts'

/** Marks a text as CSS, for editors and for the build, which makes it small. */
export const css = String.raw

/** A style sheet belongs to the document of one window. */
export function toSheet(styles: string, view: Window & typeof globalThis = window): CSSStyleSheet {
  const sheet = new view.CSSStyleSheet()
  sheet.replaceSync(styles)
  return sheet
}

/** Makes elements known to the page, each once. */
export function define(elements: Readonly<Record<string, CustomElementConstructor>>): void {
  for (const [name, element] of Object.entries(elements))
    if (!customElements.get(name)) customElements.define(name, element)
}

/** An element that draws itself anew, once a turn, whenever one of its public fields changes. */
export abstract class Reactive extends HTMLElement {
  #followed = false
  readonly #queue = once(queueMicrotask, () => this.update())

  connectedCallback(): void {
    if (!this.#followed) for (const name of Object.keys(this)) this.#follow(name)
    this.#followed = true
    this.requestUpdate()
  }

  requestUpdate(): void {
    this.#queue()
  }

  protected update(): void {
    render(this.render(), this.shadowRoot ?? this)
  }

  protected abstract render(): unknown

  /** Gives the element a tree of its own, with these styles and no others. */
  protected enclose(...styles: readonly string[]): void {
    this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [toSheet(styles.join(''))]
  }

  #follow(name: string): void {
    let value: unknown = Reflect.get(this, name)
    Object.defineProperty(this, name, {
      get: () => value,
      set: (next: unknown) => {
        if (Object.is(next, value)) return
        value = next
        this.requestUpdate()
      },
    })
  }
}
