// Mockoon with a data bucket and a CRUD route.
import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileOf, freePort, reachable } from './tools.mjs'

const response = {
  uuid: 'r1',
  body: '',
  latency: 0,
  statusCode: 200,
  label: '',
  headers: [{ key: 'Content-Type', value: 'application/json' }],
  bodyType: 'DATABUCKET',
  filePath: '',
  databucketID: 'data',
  sendFileAsBody: false,
  rules: [],
  rulesOperator: 'OR',
  disableTemplating: true,
  fallbackTo404: false,
  default: true,
  crudKey: 'id',
  callbacks: [],
}

export async function start(rows) {
  const port = await freePort()
  const environment = {
    uuid: 'e1',
    lastMigration: 33,
    name: 'bench',
    endpointPrefix: '',
    latency: 0,
    port,
    hostname: '127.0.0.1',
    folders: [],
    routes: [
      {
        uuid: 'c1',
        type: 'crud',
        documentation: '',
        method: '',
        endpoint: 'records',
        responses: [response],
        responseMode: null,
        streamingMode: null,
        streamingInterval: 0,
      },
    ],
    rootChildren: [{ type: 'route', uuid: 'c1' }],
    proxyMode: false,
    proxyHost: '',
    proxyRemovePrefix: false,
    tlsOptions: { enabled: false, type: 'CERT', pfxPath: '', certPath: '', keyPath: '', caPath: '', passphrase: '' },
    cors: true,
    headers: [],
    proxyReqHeaders: [],
    proxyResHeaders: [],
    callbacks: [],
    data: [
      {
        uuid: 'b1',
        id: 'data',
        name: 'records',
        documentation: '',
        value: JSON.stringify(rows.map(({ uuid, ...fields }) => ({ id: uuid, uuid, ...fields }))),
      },
    ],
  }
  const file = join(mkdtempSync(join(tmpdir(), 'callcamp-bench-')), 'environment.json')
  writeFileSync(file, JSON.stringify(environment))
  const child = spawn(
    process.execPath,
    [fileOf('@mockoon/cli', 'bin/run.js'), 'start', '--data', file, '--disable-log-to-file', '--disable-admin-api'],
    { stdio: ['ignore', 'ignore', 'ignore'] },
  )
  process.once('exit', () => child.kill('SIGKILL'))
  await reachable(`http://127.0.0.1:${port}/records?limit=1`)
  return { port, list: '/records?limit=10', search: '/records?limit=10&search=', stop: () => child.kill('SIGKILL') }
}
