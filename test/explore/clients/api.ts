/** The module that talks to the API, as most apps have one. */

const base = 'http://callcamp.ai/api'

export class ApiError extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

export interface SendOptions {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly body?: object
  readonly signal?: AbortSignal
}

export function send(path: string, { method = 'GET', body, signal }: SendOptions = {}): Promise<Response> {
  return fetch(base + path, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    ...(signal && { signal }),
  })
}

/** Sends a request and reads the answer; anything that is not a good answer is an `ApiError`. */
export async function api<Answer>(path: string, options?: SendOptions): Promise<Answer> {
  const response = await send(path, options).catch(() => {
    throw new ApiError(0, 'The API cannot be reached')
  })
  const text = await response.text().catch(() => {
    throw new ApiError(0, 'The connection broke')
  })
  const body = parse(text)
  if (!response.ok) throw new ApiError(response.status, body?.message ?? `The API answered ${response.status}`)
  if (body === undefined) throw new ApiError(response.status, 'The API answered something that is no JSON')
  return body as Answer
}

function parse(text: string): { readonly message?: string } | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const wait = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms))
