/** Finds the row of a table of operations by method and path. Compiled once; a request walks its segments. */

interface Routed {
  readonly method: string
  readonly path: string
}

export interface Match<Row extends Routed> {
  /** Undefined where the path is known and the method is not. */
  readonly row: Row | undefined
  readonly params: Readonly<Record<string, string>>
  /** The methods that the path knows. */
  readonly allow: readonly string[]
}

interface Node<Row extends Routed> {
  readonly literals: Map<string, Node<Row>>
  parameter: Node<Row> | undefined
  readonly rows: Row[]
}

const newNode = <Row extends Routed>(): Node<Row> => ({ literals: new Map(), parameter: undefined, rows: [] })

export class Router<Row extends Routed> {
  readonly #root = newNode<Row>()

  constructor(rows: readonly Row[]) {
    for (const row of rows) {
      let node = this.#root
      for (const segment of segmentsOf(row.path)) {
        if (segment.startsWith('{')) node = node.parameter ??= newNode()
        else {
          const next = node.literals.get(segment) ?? newNode<Row>()
          node.literals.set(segment, next)
          node = next
        }
      }
      node.rows.push(row)
    }
  }

  /** Undefined for a path that no row has. HEAD is answered as GET. */
  find(method: string, path: string): Match<Row> | undefined {
    const segments = segmentsOf(path)
    const found = reach(this.#root, segments, 0)
    if (found.length === 0) return undefined
    const wanted = method === 'HEAD' ? 'GET' : method
    const row = found.find((one) => one.method === wanted)
    return { row, params: row ? paramsOf(row.path, segments) : {}, allow: allowed(found) }
  }
}

/** All rows that a path leads to: a fixed segment first, a parameter next. */
function reach<Row extends Routed>(node: Node<Row>, segments: readonly string[], depth: number): readonly Row[] {
  const segment = segments[depth]
  if (segment === undefined) return node.rows
  const literal = node.literals.get(segment)
  const fixed = literal ? reach(literal, segments, depth + 1) : []
  if (!node.parameter || segment === '') return fixed
  const free = reach(node.parameter, segments, depth + 1)
  return fixed.length === 0 ? free : [...fixed, ...free]
}

function segmentsOf(path: string): string[] {
  return path.slice(1).split('/')
}

function paramsOf(template: string, segments: readonly string[]): Record<string, string> {
  const params: [string, string][] = []
  segmentsOf(template).forEach((part, index) => {
    if (part.startsWith('{')) params.push([part.slice(1, -1), decode(segments[index] ?? '')])
  })
  return Object.fromEntries(params)
}

/** A broken escape stands for itself: no id looks like that, so it is not found. */
function decode(segment: string): string {
  if (!segment.includes('%')) return segment
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

function allowed(rows: readonly Routed[]): string[] {
  const methods = [...new Set(rows.map((row) => row.method))]
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS']
}

/** A pattern that the paths of these rows fit, and no others: for a transport that must know before it asks. */
export function pathPattern(rows: readonly Routed[]): string {
  const paths = new Set(rows.map((row) => row.path))
  return Array.from(paths, (path) => path.replaceAll(/\{\w+\}/g, '[^/?#]+')).join('|')
}
