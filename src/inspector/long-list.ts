import type { Part } from './part.ts'

/** So many rows above and below those in sight are drawn, too, so that scrolling shows no gaps. */
const spareRows = 12
/** What is taken for the height of a row until one is drawn. */
const usualHeight = 30

/**
 * A long table in the main part of the inspector, of which only the rows in sight are drawn. Its body has a row above and
 * one below them, as high as all that is left out.
 */
export class LongList {
  readonly #part: Part
  #stop: (() => void) | undefined
  #height = usualHeight
  #first = 0

  constructor(part: Part) {
    this.#part = part
  }

  start(): void {
    const main = this.#part.closest('.view')
    if (!main) return
    const look = () => {
      if (Math.abs(this.#firstInSight() - this.#first) > spareRows / 2) this.#part.requestUpdate()
    }
    const sizes = new ResizeObserver(() => this.#part.requestUpdate())
    sizes.observe(main)
    main.addEventListener('scroll', look, { passive: true })
    this.#stop = () => {
      sizes.disconnect()
      main.removeEventListener('scroll', look)
    }
  }

  stop(): void {
    this.#stop?.()
  }

  /** The rows to draw, and how high what is above and below them is. */
  window<Row>(rows: readonly Row[]): { readonly rows: readonly Row[]; readonly above: number; readonly below: number } {
    this.#height = this.#body?.querySelector<HTMLElement>('tr[data-id]')?.offsetHeight || this.#height
    const inSight = Math.ceil((this.#part.closest('.view')?.clientHeight ?? 800) / this.#height)
    this.#first = Math.min(this.#firstInSight(), Math.max(0, rows.length - inSight))
    const from = Math.max(0, this.#first - spareRows)
    const to = Math.min(rows.length, this.#first + inSight + spareRows)
    return { rows: rows.slice(from, to), above: from * this.#height, below: (rows.length - to) * this.#height }
  }

  /** Scrolls until a row is in sight, draws it, and gives its link the focus. */
  focus(index: number, id: string): void {
    const main = this.#part.closest('.view')
    const body = this.#body
    if (!main || !body) return
    const place = main.getBoundingClientRect()
    const top = body.getBoundingClientRect().top - place.top + index * this.#height
    // The head of the table covers as much as a row.
    const over = top - this.#height
    const under = top + this.#height - main.clientHeight
    if (over < 0) main.scrollTop += over
    else if (under > 0) main.scrollTop += under
    this.#part.redraw()
    this.link(id)?.focus({ preventScroll: true })
  }

  link(id: string): HTMLElement | null {
    return this.#part.querySelector<HTMLElement>(`tr[data-id="${CSS.escape(id)}"] a`)
  }

  /** Where an arrow, Home, End or a turn of the page leads from a row. */
  next(key: string, index: number, count: number): number | undefined {
    const page = Math.floor((this.#part.closest('.view')?.clientHeight ?? 0) / this.#height)
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + page,
      PageUp: index - page,
      Home: 0,
      End: count - 1,
    }
    const to = moves[key]
    return to === undefined || count === 0 ? undefined : Math.max(0, Math.min(count - 1, to))
  }

  get #body(): HTMLElement | null {
    return this.#part.querySelector('tbody')
  }

  #firstInSight(): number {
    const main = this.#part.closest('.view')
    const body = this.#body
    if (!main || !body) return 0
    return Math.max(0, Math.floor((main.getBoundingClientRect().top - body.getBoundingClientRect().top) / this.#height))
  }
}
