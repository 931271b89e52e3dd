import type { Overlay } from '../inspector/overlay.ts'
import type { Mock } from '../mock.ts'
import { createControlPort } from './control-port.ts'
import type { RunInTurn } from './kept-mock.ts'

/** The inspector over the page. It is loaded when it is first shown. */
export interface MockInspector {
  /**
   * Opens the inspector. Resolves when it is shown.
   * @example
   * await inspector.open()
   */
  open(): Promise<void>
  /**
   * Closes the inspector; its button stays.
   * @example
   * inspector.close()
   */
  close(): void
  /**
   * Removes the inspector and its button from the page.
   * @example
   * inspector.remove()
   */
  remove(): void
}

/**
 * Creates the handle of the inspector. `show` puts its button on the page.
 * @internal
 */
export function createInspector(mock: Mock, runInTurn: RunInTurn): MockInspector & { show(): Promise<Overlay> } {
  let overlay: Promise<Overlay> | undefined
  const show = () =>
    (overlay ??= import('../inspector/overlay.ts').then(({ showOverlay }) =>
      showOverlay(createControlPort(mock, runInTurn)),
    ))
  const ifShown = (act: (shown: Overlay) => void) => void overlay?.then(act)
  return {
    show,
    open: async () => (await show()).open(),
    close: () => ifShown((shown) => shown.close()),
    remove() {
      ifShown((shown) => shown.remove())
      overlay = undefined
    },
  }
}
