// The limit: node:http and nothing else, answering the same constant each time, as JSON made anew.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const [file] = process.argv.slice(2)
const answers = file ? JSON.parse(readFileSync(file, 'utf8')) : {}
const fallback = { status: 200, body: { records: [], total: 0, page: 1, limit: 10, totalPages: 0 } }

const server = createServer((request, response) => {
  const { status, body } = answers[request.headers['x-bench'] ?? ''] ?? fallback
  const answer = () => {
    const text = JSON.stringify(body)
    response
      .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
      .end(text)
  }
  if (request.method === 'GET') return answer()
  let text = ''
  request.setEncoding('utf8')
  request
    .on('data', (data) => (text += data))
    .on('end', () => {
      JSON.parse(text)
      answer()
    })
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify({ port: server.address().port })}\n`))
