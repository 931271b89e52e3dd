import type { Page } from '../contract/lists.ts'
import type { Operation, Representation } from '../operations/operation.ts'
import type { World } from '../world/world.ts'

/** From what a handler answers to the text of the answer. */

/**
 * The text of rows that were read before. A row never changes - an update replaces it - so its text can't
 * grow stale; where another row is shown along, the text counts only as long as that one is the same.
 * Only reads keep a text: to keep that of every written row took a quarter of the time of a create.
 */
export class Encoder {
  readonly #texts = new WeakMap<
    Representation<never>,
    WeakMap<object, { readonly related: object | undefined; readonly text: string }>
  >()

  encode(world: World, operation: Operation, value: unknown): string | undefined {
    const { answer } = operation
    switch (answer.kind) {
      case 'nothing':
        return undefined
      case 'body':
        return JSON.stringify(value)
      case 'row':
        return this.#row(world, answer.as, value as never, operation.method === 'GET')
      default:
        return this.#page(world, answer.as, answer.key, value as Page<never>, answer.totalPages)
    }
  }

  #page(
    world: World,
    as: Representation<never>,
    key: string,
    { rows, total, page, limit }: Page<never>,
    totalPages: boolean,
  ): string {
    let list = ''
    for (const row of rows) list += list === '' ? this.#text(world, as, row) : `,${this.#text(world, as, row)}`
    const pages = totalPages ? `,"totalPages":${Math.ceil(total / limit)}` : ''
    return `{"${key}":[${list}],"total":${total},"page":${page},"limit":${limit}${pages}}`
  }

  #row(world: World, as: Representation<never>, row: never, isKept: boolean): string {
    const text = this.#text(world, as, row, isKept)
    const extras = as.extras?.(world, row)
    if (!extras) return text
    const added = JSON.stringify(extras)
    return text === '' ? added : `${text.slice(0, -1)},${added.slice(1)}`
  }

  #text(world: World, as: Representation<never>, row: never, isKept = true): string {
    let texts = this.#texts.get(as)
    if (!texts) this.#texts.set(as, (texts = new WeakMap()))
    const related = as.related?.(world, row)
    const known = texts.get(row)
    if (known && known.related === related) return known.text
    const text = JSON.stringify(as.wire(row, related)) ?? ''
    if (isKept) texts.set(row, { related, text })
    return text
  }
}
