import { underOracle } from '../trust/oracle.ts'
import { overFetch } from './harnesses.ts'
import { addressCases, conformance } from './suite.ts'

conformance('fetch', underOracle(overFetch()))
conformance('fetch from another origin', overFetch({ baseUrl: 'https://api.example.com' }), addressCases)
conformance('fetch behind a path', overFetch({ baseUrl: 'https://api.example.com:8443/backend/v1' }), addressCases)
conformance('fetch from any origin', overFetch({ baseUrl: '*' }), addressCases)
