// The clients of one version of OpenAPI. `generate.mjs` copies this folder beside what the generators made for each version.
import { connect as heyApi } from './hey-api.ts'
import { connect as kubb } from './kubb.ts'
import { connect as openApiFetch } from './openapi-fetch.ts'
import { connect as orval } from './orval.ts'

export const clients = { 'openapi-fetch': openApiFetch, 'hey-api': heyApi, orval, kubb }
