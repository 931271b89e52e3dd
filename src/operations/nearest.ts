import { show } from '../contract/problems.ts'
import type { Operation } from './operation.ts'

/** The address of an operation. */
type Routed = Pick<Operation, 'id' | 'method' | 'path'>

/** The operations most similar to a method and path, most similar first, for error messages. */
export function nearestOperations(
  operations: readonly Routed[],
  method: string,
  path: string,
  count = 4,
): readonly Routed[] {
  const readings = readingsOf(path)
  const distances = operations.map((operation) => ({
    operation,
    distance:
      Math.min(...readings.map((reading) => distanceTo(segmentsOf(operation.path), reading))) +
      (operation.method === method ? 0 : 0.5),
  }))
  return distances
    .toSorted((one, other) => one.distance - other.distance)
    .slice(0, count)
    .map(({ operation }) => operation)
}

/** The message for a path that no operation has. */
export function nothingAt(operations: readonly Routed[], path: string): string {
  const near = nearestPath(operations, path)
  const lists = operations.filter(({ id }) => id.endsWith('.list')).map((operation) => operation.path)
  return `There is nothing at ${show(path)}; ${near === undefined ? '' : `did you mean ${near}? `}the API has ${lists.slice(0, -1).join(', ')} and ${lists.at(-1)}`
}

/** The most similar path with its parameters filled in, or undefined. */
export function nearestPath(operations: readonly Pick<Routed, 'path'>[], path: string): string | undefined {
  const readings = readingsOf(path)
  const candidates = operations.flatMap((operation) => {
    const template = segmentsOf(operation.path)
    return readings.map((reading) => ({ template, reading, distance: distanceTo(template, reading) }))
  })
  const [best] = candidates.toSorted((one, other) => one.distance - other.distance)
  if (segmentsOf(path).length === 0 || !best || best.distance > 1) return undefined
  const filled = `/${best.template.map((segment, index) => (segment.startsWith('{') ? (best.reading.segments[index] ?? segment) : segment)).join('/')}`
  return filled.length > 80 ? `/${best.template.join('/')}` : filled
}

/** One way to read a path, and how many of its segments it leaves out. */
interface Reading {
  readonly segments: readonly string[]
  readonly dropped: number
}

/** Clients leave out `/api`, or have a prefix such as `/v1` in front of it. */
function readingsOf(path: string): readonly Reading[] {
  const given = segmentsOf(path)
  return [0, 1, 2].flatMap((dropped) => {
    const segments = given.slice(dropped)
    return [
      { segments, dropped },
      { segments: ['api', ...segments], dropped },
    ]
  })
}

function distanceTo(template: readonly string[], { segments, dropped }: Reading): number {
  return dropped + distanceOf(template, segments)
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '')
}

function distanceOf(template: readonly string[], asked: readonly string[]): number {
  let distance = 0
  for (let index = 0; index < Math.max(template.length, asked.length); index += 1) {
    const segment = template[index]
    const given = asked[index]
    if (segment === undefined || given === undefined) distance += 1
    else if (!segment.startsWith('{')) distance += 2 * difference(segment.toLowerCase(), given.toLowerCase())
  }
  return distance
}

/** The distance of two words from 0 to 1, by the pairs of neighbouring letters that they share. */
function difference(one: string, other: string): number {
  if (one === other) return 0
  const pairs = pairsOf(one)
  const others = pairsOf(other)
  const shared = pairs.filter((pair) => others.includes(pair)).length
  return 1 - (2 * shared) / (pairs.length + others.length)
}

function pairsOf(word: string): string[] {
  const padded = ` ${word} `
  return Array.from({ length: padded.length - 1 }, (_, index) => padded.slice(index, index + 2))
}
