import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { toCurl } from '../../src/control/curl.ts'
import { exchange } from '../exchange.ts'

const created = exchange({
  method: 'POST',
  url: '/api/records?x=1',
  headers: { 'content-type': 'application/json', host: 'localhost', 'sec-fetch-mode': 'cors' },
  body: { name: "O'Brien $HOME `id`" },
  status: 201,
})

test('a request becomes a command that a shell reads as it was', () => {
  const command = toCurl(created, 'http://127.0.0.1:3000/__mock/')
  const words = execFileSync('sh', ['-c', command.replace(/^curl/, String.raw`printf '%s\n'`)], { encoding: 'utf8' })
    .trim()
    .split('\n')
  expect(words).toEqual([
    '-X',
    'POST',
    'http://127.0.0.1:3000/api/records?x=1',
    '-H',
    'content-type: application/json',
    '--data-raw',
    `{"name":"O'Brien $HOME \`id\`"}`,
  ])
})

test('a request without a body has none', () => {
  expect(toCurl({ ...created, method: 'GET', headers: {}, body: undefined }, 'http://localhost/')).toBe(
    "curl 'http://localhost/api/records?x=1'",
  )
})

test('a request for the headers alone waits for no body', () => {
  expect(toCurl({ ...created, method: 'HEAD', headers: {}, body: undefined }, 'http://localhost/')).toBe(
    "curl -I 'http://localhost/api/records?x=1'",
  )
})

test('a body is sent as it is, also by GET, and never taken for the name of a file', () => {
  expect(toCurl({ ...created, method: 'GET', headers: {}, body: '@/etc/hosts' }, 'http://localhost/')).toBe(
    "curl -X GET 'http://localhost/api/records?x=1' \\\n  --data-raw '@/etc/hosts'",
  )
})
