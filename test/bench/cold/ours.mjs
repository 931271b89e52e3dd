import { setupServer } from 'msw/node'
import { createMock } from '../../../dist/index.js'

const mock = createMock()
mock.db.record.createMany(50)
const server = setupServer(...mock.handlers)
server.listen()
const { records } = await (await fetch('http://callcamp.ai/api/records')).json()
if (records.length !== 10) throw new Error(`There are ${records.length} records`)
server.close()
