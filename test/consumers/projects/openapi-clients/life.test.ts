import { test } from 'node:test'
import { clients as clients30 } from './generated/3.0/clients/index.ts'
import { clients as clients31 } from './generated/3.1/clients/index.ts'
import { live } from './life.ts'

for (const [spec, clients] of Object.entries({ '3.1': clients31, '3.0': clients30 }))
  for (const [name, connect] of Object.entries(clients))
    test(`a campaign and a record live their whole life with ${name}, made of OpenAPI ${spec}`, () => live(connect))
