import { html, type TemplateResult } from 'lit/html.js'
import { Overview } from './views/overview.ts'
import { css, define, Reactive } from './element.ts'
import { Live } from './live.ts'
import { Place } from './place.ts'
import type { Port } from './port.ts'
import { Shell } from './shell.ts'
import { styles } from './styles.ts'

const frame = css`
  :host {
    display: block;
    height: 100%;
  }
  .root {
    all: initial;
    direction: ltr;
    display: block;
    height: 100%;
    position: relative;
    color-scheme: light dark;
    container-type: size;
  }
`

/** The whole inspector, in a tree of its own: no style gets in or out. */
class Inspector extends Reactive {
  declare port: Port
  /** Inside another page, whose address is not ours to change. */
  framed = false
  /** What went wrong before it was shown, for people. */
  problem: string | undefined
  #live: Live | undefined

  constructor() {
    super()
    this.enclose(styles, frame)
  }

  protected override render(): TemplateResult {
    if (!this.#live) {
      this.#live = new Live(this.port, new Place(this.framed))
      this.#live.problem = this.problem ?? ''
    }
    return html`<div class="root"><callcamp-shell .live=${this.#live}></callcamp-shell></div>`
  }
}

/** An inspector of what the port reaches, to be put into a page. */
export function createInspector(
  port: Port,
  settings: { readonly framed?: boolean; readonly problem?: string | undefined } = {},
): HTMLElement {
  define({
    'callcamp-overview': Overview,
    'callcamp-shell': Shell,
    'callcamp-inspector': Inspector,
  })
  return Object.assign(new Inspector(), { port, ...settings })
}
