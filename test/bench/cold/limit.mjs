import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'

const server = setupServer(http.get('http://callcamp.ai/api/records', () => HttpResponse.json({ records: [] })))
server.listen()
const { records } = await (await fetch('http://callcamp.ai/api/records')).json()
if (records.length !== 0) throw new Error(`There are ${records.length} records`)
server.close()
