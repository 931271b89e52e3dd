/** What a request with JSON is sent with. A string is sent as it is. */
export function asJson(body: unknown, method = 'POST') {
  return {
    method,
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  }
}
