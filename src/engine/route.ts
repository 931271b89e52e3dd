/** Finds a route by method and path. The table is compiled once into a tree of path segments. */

interface Routed {
  readonly method: string
  readonly path: string
}

export interface Match<Row extends Routed> {
  /** Undefined if the path exists, but not with this method. */
  readonly row: Row | undefined
  readonly params: Readonly<Record<string, string>>
  /** The methods of the path, for the header `allow`. */
  readonly allow: readonly string[]
}

/** A row and the positions of the parameters in its path. */
interface Route<Row extends Routed> {
  readonly row: Row
  readonly parameters: readonly { readonly name: string; readonly depth: number }[]
}

interface Node<Row extends Routed> {
  readonly literals: Map<string, Node<Row>>
  parameter: Node<Row> | undefined
  readonly routes: Route<Row>[]
}

const newNode = <Row extends Routed>(): Node<Row> => ({ literals: new Map(), parameter: undefined, routes: [] })

export class Router<Row extends Routed> {
  readonly rows: readonly Row[]
  readonly #root = newNode<Row>()
  readonly #hides: boolean

  /** `hides` is for parameters that never have the value of a literal segment: a path with it is only that path. */
  constructor(rows: readonly Row[], { hides = false }: { readonly hides?: boolean } = {}) {
    this.rows = rows
    this.#hides = hides
    for (const row of rows) {
      let node = this.#root
      const parameters: { name: string; depth: number }[] = []
      for (const [depth, segment] of segmentsOf(row.path).entries()) {
        if (segment.startsWith('{')) {
          parameters.push({ name: segment.slice(1, -1), depth })
          node = node.parameter ??= newNode()
        } else {
          const next = node.literals.get(segment) ?? newNode<Row>()
          node.literals.set(segment, next)
          node = next
        }
      }
      node.routes.push({ row, parameters })
    }
  }

  /** The match of a request; null if no row has the path. HEAD is handled as GET. */
  find(method: string, path: string): Match<Row> | null {
    const segments = segmentsOf(path)
    const found = reach(this.#root, segments, 0, this.#hides)
    if (found.length === 0) return null
    const wanted = method === 'HEAD' ? 'GET' : method
    const route = found.find((one) => one.row.method === wanted)
    return route
      ? { row: route.row, params: paramsOf(route, segments), allow: [] }
      : { row: undefined, params: {}, allow: allowed(found) }
  }
}

/** The rows of a path. A literal segment takes precedence over a parameter. */
function reach<Row extends Routed>(
  node: Node<Row>,
  segments: readonly string[],
  depth: number,
  hides: boolean,
): readonly Route<Row>[] {
  const segment = segments[depth]
  if (segment === undefined) return node.routes
  const literal = node.literals.get(segment)
  const fixed = literal ? reach(literal, segments, depth + 1, hides) : []
  if (!node.parameter || segment === '' || (hides && fixed.length > 0)) return fixed
  const free = reach(node.parameter, segments, depth + 1, hides)
  return fixed.length === 0 ? free : [...fixed, ...free]
}

function segmentsOf(path: string): string[] {
  return path.slice(1).split('/')
}

function paramsOf<Row extends Routed>({ parameters }: Route<Row>, segments: readonly string[]): Record<string, string> {
  const params: Record<string, string> = {}
  for (const { name, depth } of parameters) params[name] = decode(segments[depth] ?? '')
  return params
}

/** A malformed escape is kept as it is: no id looks like that, so that nothing is found. */
function decode(segment: string): string {
  if (!segment.includes('%')) return segment
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

function allowed(routes: readonly Route<Routed>[]): string[] {
  const methods = [...new Set(routes.map(({ row }) => row.method))]
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS']
}
