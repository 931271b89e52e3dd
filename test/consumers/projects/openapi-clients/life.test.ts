import { test } from 'node:test'
import * as heyApi30 from './hey-api-3.0.ts'
import * as heyApi from './hey-api.ts'
import * as kubb30 from './kubb-3.0.ts'
import * as kubb from './kubb.ts'
import { live } from './life.ts'
import * as openApiFetch30 from './openapi-fetch-3.0.ts'
import * as openApiFetch from './openapi-fetch.ts'
import * as orval30 from './orval-3.0.ts'
import * as orval from './orval.ts'

const clients = {
  'openapi-fetch': openApiFetch,
  'openapi-fetch of OpenAPI 3.0': openApiFetch30,
  'hey-api': heyApi,
  'hey-api of OpenAPI 3.0': heyApi30,
  orval,
  'orval of OpenAPI 3.0': orval30,
  kubb,
  'kubb of OpenAPI 3.0': kubb30,
}

for (const [name, { connect }] of Object.entries(clients))
  test(`a campaign and a record live their whole life with ${name}`, () => live(connect))
