import type { Edition } from '../contract/editions.ts'

export interface OpenApiOptions {
  readonly edition?: Edition | undefined
  readonly baseUrl?: string | undefined
  readonly auth?: boolean | undefined
}

export function toOpenApi(options: OpenApiOptions = {}): object {
  return { openapi: '3.1.0', ...options }
}
