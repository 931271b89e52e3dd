import { keep, recall } from './memory.ts'

/** How the overlay is shown. The browser remembers it for as long as the tab is open. */
export interface OverlayState {
  readonly shown: boolean
  readonly dock: 'right' | 'bottom'
  /** Pixels from the edge of the window that it is docked to. */
  readonly size: number
}

const name = 'overlay'
const smallest = 240

export function readState(): OverlayState {
  const usual: OverlayState = { shown: false, dock: innerWidth < 700 ? 'bottom' : 'right', size: 480 }
  try {
    const kept: unknown = JSON.parse(recall(name, 'sessionStorage'))
    const { shown, dock, size }: Readonly<Record<string, unknown>> = { ...(kept as object) }
    return {
      shown: shown === true,
      dock: dock === 'right' || dock === 'bottom' ? dock : usual.dock,
      size: typeof size === 'number' ? size : usual.size,
    }
  } catch {
    return usual
  }
}

export function keepState(state: OverlayState): void {
  keep(name, JSON.stringify(state), 'sessionStorage')
}

/** A size that leaves something of the page to be seen, and of the overlay. */
export function fitting(size: number, dock: OverlayState['dock']): number {
  const most = dock === 'right' ? innerWidth : innerHeight
  return Math.round(Math.max(smallest, Math.min(size, most - 80)))
}
