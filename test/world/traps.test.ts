import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { relative, resolve } from 'node:path'
import { factory, nullable, oneOf, primaryKey } from '@mswjs/data'
import { DATABASE_INSTANCE, PRIMARY_KEY } from '@mswjs/data/lib/glossary.js'
import { describe, expect, test, vi } from 'vitest'
import { createMock } from '../../src/create-mock.ts'
import { compileComparators } from '../../src/world/database.ts'
import { baseOf, campaignRow, orderRow, recordRow, worldOf } from './rows.ts'

const cause = { type: 'db', call: 'test' } as const

/** What @mswjs/data 0.16.2 does when it is used as its documentation says, and what the world does instead. */

/** A record that counts whenever anything of it is read. */
function watched<Row extends object>(row: Row, onRead: () => void): Row {
  return new Proxy(row, {
    get(target, key, receiver) {
      onRead()
      return Reflect.get(target, key, receiver)
    },
  })
}

/** Records of the library as it is documented, which count how often one of them is looked at. */
function naiveRecords(count: number) {
  const db = factory({
    record: { uuid: primaryKey(String), name: String },
    order: { uuid: primaryKey(String), record: oneOf('record') },
  })
  const reads = { count: 0 }
  const records = Array.from({ length: count }, (_, index) =>
    db.record.create({ uuid: `r${index}`, name: `Contact ${index}` }),
  )
  const stored = db[DATABASE_INSTANCE].getModel('record') as unknown as Map<string, object>
  for (const [uuid, record] of stored) {
    Object.defineProperty(record, PRIMARY_KEY, {
      get() {
        reads.count += 1
        return 'uuid'
      },
    })
    stored.set(uuid, record)
  }
  return { db, records, reads }
}

/** A world with so many records, which counts how often anything of one is read. */
function worldWithRecords(count: number) {
  const reads = { count: 0 }
  const records = Array.from({ length: count }, (_, index) => watched(recordRow(`r${index}`), () => (reads.count += 1)))
  const world = worldOf(baseOf({ campaign: [campaignRow('c1')], record: records }))
  reads.count = 0
  return { world, reads }
}

describe('an order that refers to a record', () => {
  test('reads every record there is, in the library', () => {
    const readsWith = (count: number) => {
      const { db, records, reads } = naiveRecords(count)
      db.order.create({ uuid: 'o1', record: records[0]! })
      return reads.count
    }
    expect(readsWith(20)).toBeGreaterThanOrEqual(20)
    expect(readsWith(400)).toBeGreaterThanOrEqual(400)
  })

  test('reads the one it refers to, here', () => {
    const readsWith = (count: number) => {
      const { world, reads } = worldWithRecords(count)
      const insert = (uuid: string, recordUuid: string) =>
        world.change(cause, () =>
          world.tables.order.insert(orderRow(uuid, 'c1', recordUuid, { status: 'do-not-call' })),
        )
      // The first one builds indexes, which are kept.
      insert('o1', 'r1')
      reads.count = 0
      insert('o2', 'r0')
      return reads.count
    }
    expect(readsWith(400)).toBe(readsWith(20))
    expect(readsWith(400)).toBeLessThan(20)
  })
})

describe('a row that is sought by its id', () => {
  test('is sought among all rows, in the library', () => {
    const { db, reads } = naiveRecords(500)
    db.record.findFirst({ where: { uuid: { equals: 'r3' } } })
    expect(reads.count).toBeGreaterThanOrEqual(500)
  })

  test('is found without reading another, here, and so is one to change', () => {
    const { world, reads } = worldWithRecords(500)
    // The first one builds the map, which is kept.
    expect(world.tables.record.get('r1')).toBeDefined()
    reads.count = 0
    expect(world.tables.record.get('r3')).toBeDefined()
    expect(reads.count).toBe(0)
    const readsWith = (count: number) => {
      const one = worldWithRecords(count)
      expect(one.world.tables.record.get('r1')).toBeDefined()
      one.reads.count = 0
      one.world.change(cause, () => one.world.tables.record.replace(recordRow('r3', { name: 'Changed' })))
      return one.reads.count
    }
    expect(readsWith(500)).toBe(readsWith(20))
  })
})

describe('a free-form object', () => {
  test('is not changed by an update, in the library', () => {
    const db = factory({ record: { uuid: primaryKey(String), parameters: Object } })
    db.record.create({ uuid: 'r1', parameters: { plan: 'basic' } })
    db.record.update({ where: { uuid: { equals: 'r1' } }, data: { parameters: { plan: 'gold' } } })
    expect(db.record.findFirst({ where: { uuid: { equals: 'r1' } } })?.parameters).not.toEqual({ plan: 'gold' })
  })

  test('is changed here, in the world and through the test API', () => {
    const world = worldOf(baseOf({ record: [recordRow('r1', { parameters: { plan: 'basic' } })] }))
    world.tables.record.replace(recordRow('r1', { parameters: { plan: 'gold' } }))
    expect(world.tables.record.get('r1')?.parameters).toEqual({ plan: 'gold' })
    const mock = createMock()
    const { uuid } = mock.db.record.create({ recordTypeUuid: null, parameters: { plan: 'basic' } })
    mock.db.record.update({ where: { uuid: { equals: uuid } }, data: { parameters: { plan: 'gold' } } })
    expect(mock.db.record.findFirst({ where: { uuid: { equals: uuid } } })?.parameters).toEqual({ plan: 'gold' })
  })
})

describe('a row that was handed out', () => {
  test('changes the store when it is changed, in the library', () => {
    const db = factory({ record: { uuid: primaryKey(String), name: String } })
    db.record.create({ uuid: 'r1', name: 'Ada' })
    const [row] = db.record.getAll()
    row!.name = 'Eve'
    expect(db.record.findFirst({ where: { uuid: { equals: 'r1' } } })?.name).toBe('Eve')
  })

  test('stays as it was here, whatever is written later', () => {
    const world = worldOf(baseOf({ record: [recordRow('r1', { name: 'Ada' })] }))
    const held = world.tables.record.get('r1')
    world.tables.record.replace(recordRow('r1', { name: 'Eve' }))
    expect(held?.name).toBe('Ada')
  })

  test('cannot be changed by whoever got it from the test API', () => {
    const mock = createMock()
    const row = mock.db.record.create({ recordTypeUuid: null, firstName: 'Ada', parameters: { tags: ['a'] } })
    expect(() => Object.assign(row, { firstName: 'Eve' })).toThrow(TypeError)
    expect(() => (row.parameters['tags'] as string[]).push('b')).toThrow(TypeError)
    expect(mock.db.record.getAll()[0]).toEqual(row)
  })
})

describe('null', () => {
  test('matches no comparison, in the library: not even that it differs from a value', () => {
    const db = factory({ record: { uuid: primaryKey(String), email: nullable(String) } })
    db.record.create({ uuid: 'r1', email: null })
    expect(db.record.findMany({ where: { email: { notEquals: 'ada@example.com' } } })).toEqual([])
  })

  test('differs from every value here, and equals null', () => {
    const mock = createMock()
    mock.db.record.create({ email: null })
    mock.db.record.create({ email: 'ada@example.com' })
    expect(mock.db.record.count({ where: { email: { notEquals: 'ada@example.com' } } })).toBe(1)
    expect(mock.db.record.count({ where: { email: { equals: null } } })).toBe(1)
  })

  test('is never handed to a comparison of the library', () => {
    expect(compileComparators({ contains: 'da' })('Ada')).toBe(true)
    expect(compileComparators({ gt: 3 })(3)).toBe(false)
  })
})

describe('in a page with a BroadcastChannel', () => {
  const inAPage = (run: () => void): number => {
    let opened = 0
    const channel = class {
      constructor() {
        opened += 1
      }
      addEventListener(): void {}
      postMessage(): void {}
    }
    vi.stubGlobal('BroadcastChannel', channel)
    vi.stubGlobal('window', { addEventListener: () => {} })
    try {
      run()
    } finally {
      vi.unstubAllGlobals()
    }
    return opened
  }

  test('the library opens one for every factory', () => {
    expect(inAPage(() => void factory({ record: { uuid: primaryKey(String) } }))).toBe(1)
  })

  test('the world opens none, whatever it does', () => {
    const opened = inAPage(() => {
      const world = worldOf(baseOf({ record: [recordRow('r1')] }))
      world.change(cause, () => world.tables.record.insert(recordRow('r2')))
      world.tables.record.search('contact')
      world.start(world.base, { type: 'start', call: 'reset' })
      createMock().db.record.create({})
    })
    expect(opened).toBe(0)
  })
})

describe('what an import brings along', () => {
  const root = resolve(import.meta.dirname, '../..')

  /** The packages that are loaded once these modules are, in a process of its own. */
  const packagesOf = (modules: readonly string[]): Set<string> => {
    const script = `for (const one of ${JSON.stringify(modules)}) require(one); console.log(JSON.stringify(Object.keys(require.cache)))`
    const files = JSON.parse(
      execFileSync(process.execPath, ['-e', script], { cwd: root, encoding: 'utf8' }),
    ) as string[]
    return new Set(
      files
        .map((file) => relative(root, file).replace(/^.*node_modules\//, ''))
        .map((file) =>
          file
            .split('/')
            .slice(0, file.startsWith('@') ? 2 : 1)
            .join('/'),
        ),
    )
  }

  test('is graphql and an msw of its own, with the root of the library', () => {
    const packages = packagesOf([createRequire(import.meta.url).resolve('@mswjs/data')])
    expect([...packages]).toEqual(expect.arrayContaining(['graphql', 'msw', 'lodash', 'date-fns']))
  })

  test('is neither of them, with the modules that the world takes', () => {
    const source = readFileSync(resolve(root, 'src/world/database.ts'), 'utf8')
    const modules = [...source.matchAll(/from '(@mswjs\/data[^']*)'/g)].map((match) => match[1]!)
    expect(modules.length).toBeGreaterThan(1)
    const packages = packagesOf(modules)
    expect([...packages]).toContain('@mswjs/data')
    expect(['graphql', 'msw', 'lodash'].filter((name) => packages.has(name))).toEqual([])
  })
})
