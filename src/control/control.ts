import { Problem, show } from '../contract/problems.ts'
import { decode, parseBody, parseQuery } from '../engine/decode.ts'
import { answerOf, type MockAnswer, type MockRequest } from '../engine/exchange.ts'
import { Router } from '../engine/route.ts'
import { batchRows } from './batch.ts'
import { clockRows } from './clock.ts'
import { compareRows } from './compare.ts'
import type { Controlled } from './controlled.ts'
import { dbRows } from './db.ts'
import { faultRows } from './faults.ts'
import { historyRows } from './history.ts'
import { overviewRows } from './overview.ts'
import { requestRows } from './requests.ts'
import type { ControlRow } from './row.ts'
import { sandboxRows } from './sandboxes.ts'
import { schemaRows } from './schemas.ts'
import { seriesRows } from './series.ts'
import { simulatorRows } from './simulator.ts'

/** Where the control API is found. */
export const controlPath = '/__mock'

/** Snapshots are larger than what clients of the API send. */
const largestControlBody = 268_435_456

export const controlRows: readonly ControlRow[] = [
  ...overviewRows,
  ...clockRows,
  ...historyRows,
  ...faultRows,
  ...requestRows,
  ...dbRows,
  ...simulatorRows,
  ...sandboxRows,
  ...schemaRows,
  ...seriesRows,
  ...compareRows,
  ...batchRows,
]

/** The control API: for test tools in any language, the inspector and the overlay. */
interface ServerFacts {
  /** Where whoever asks finds the API. */
  readonly baseUrl: string
  /** How the server was started. */
  readonly settings?: object | undefined
}

export interface Control {
  /** Answers plain values with plain values. The path may have `/__mock` in front, and the API lie elsewhere for whoever asks than for the mock. */
  run(mock: Controlled, request: MockRequest, server?: ServerFacts): MockAnswer
  /** Whether a body means something there. */
  wantsBody(method: string, path: string): boolean
}

export function createControl(rows: readonly ControlRow[] = controlRows): Control {
  const router = new Router(rows)
  return {
    run(mock, request, server = { baseUrl: mock.info.baseUrl }) {
      const outcome = handle(router, mock, request, server)
      return outcome instanceof Problem ? mock.refuse(outcome) : outcome
    },
    wantsBody: (method, path) => router.find(method, behindControlPath(path))?.row?.body !== undefined,
  }
}

function handle(
  router: Router<ControlRow>,
  mock: Controlled,
  request: MockRequest,
  server: ServerFacts,
): MockAnswer | Problem {
  const match = router.find(request.method, behindControlPath(request.path))
  if (!match) return new Problem(404, `The control API has nothing at ${show(request.path)}`)
  const { row, params } = match
  const allow = match.allow.join(', ')
  if (!row)
    return request.method === 'OPTIONS'
      ? answerOf(204, undefined, { allow })
      : new Problem(405, `${request.method} is not possible here; possible are ${allow}`, { headers: { allow } })
  const query = row.query ? decode(row.query, parseQuery(request.query).values, 'query', true) : undefined
  if (query instanceof Problem) return query
  const body = row.body ? readBody(row.body, request) : undefined
  if (body instanceof Problem) return body
  const read = (address: string) => readOne(router, mock, address, server)
  const value = row.handle(mock, { params, query: query?.value, body: body?.value, read, ...server })
  if (value instanceof Problem) return value
  return row.status === 204 ? answerOf(204, undefined) : answerOf(row.status, JSON.stringify(value))
}

function readOne(router: Router<ControlRow>, mock: Controlled, address: string, server: ServerFacts) {
  const [path = '', query = ''] = address.split('?')
  const request: MockRequest = {
    method: 'GET',
    url: address,
    path,
    query,
    header: () => null,
    headers: () => ({}),
    body: undefined,
  }
  const outcome = handle(router, mock, request, server)
  const { status, body = 'null' } = outcome instanceof Problem ? mock.refuse(outcome) : outcome
  const value: unknown = JSON.parse(body)
  return { status, body: value }
}

function behindControlPath(path: string): string {
  return path.startsWith(`${controlPath}/`) ? path.slice(controlPath.length) : path
}

/** Where nothing has to be said, no body need be sent. */
function readBody(schema: NonNullable<ControlRow['body']>, request: MockRequest) {
  if (!request.body?.trim() && schema.safeParse(undefined).success) return { value: undefined }
  const parsed = parseBody(request.body, request.header('content-type'), largestControlBody)
  return parsed instanceof Problem ? parsed : decode(schema, parsed.json, 'body', true)
}
