import { explore, type ExploreOptions } from 'callcamp-mock/explore'
import { createMock } from 'callcamp-mock'
import { test as mockTest } from 'callcamp-mock/vitest'
import { afterEach, describe, expect, test, vi } from 'vitest'

const campaigns = 'http://callcamp.ai/api/campaigns'
const quiet = { print: false } as const
const nothing = { data: false, time: false, calls: false, network: false, others: false } as const
const onlyData = { ...nothing, data: true } as const

const listCampaigns = async () => (await fetch(campaigns)).json()

afterEach(() => {
  vi.useRealTimers()
})

/** The paths of the worlds that a search tries. */
async function pathsOf(options: ExploreOptions): Promise<string[]> {
  const paths: string[] = []
  await explore({ ...quiet, ...options }, async ({ path }) => {
    paths.push(path)
    await listCampaigns().catch(() => {})
  })
  return paths
}

const failureOf = (search: Promise<unknown>) =>
  search.then(
    () => {
      throw new Error('The search found nothing')
    },
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  )

describe('a search', () => {
  test('begins with the plain world, and tries others', async () => {
    const [first, ...others] = await pathsOf({ worlds: 40 })
    // Of the plain world, the last run looks whether it shows the same again.
    expect([first, others.pop()]).toEqual(['', ''])
    expect(others).toHaveLength(39)
    expect(others.every((path) => path !== '')).toBe(true)
  })

  test('tries the same worlds with the same seed, and others with another', async () => {
    const vary = {
      data: { only: ['campaigns'] },
      time: false,
      calls: false,
      network: { only: ['late'] },
      others: false,
    }
    const once = await pathsOf({ worlds: 40, seed: 1, vary })
    expect(await pathsOf({ worlds: 40, seed: 1, vary })).toEqual(once)
    expect(await pathsOf({ worlds: 40, seed: 2, vary })).not.toEqual(once)
  })

  test('gives each world data of its own', async () => {
    const counts = new Set<number>()
    await explore({ ...quiet, worlds: 12, vary: { ...onlyData, data: { only: ['campaigns'] } } }, async ({ mock }) => {
      const page = await listCampaigns()
      expect(page.total).toBe(mock.db.campaign.count())
      counts.add(page.total)
      mock.db.campaign.create()
    })
    expect([...counts]).toEqual(expect.arrayContaining([0, 3, 10, 11, 101]))
  })

  test('says what it reached, and what not', async () => {
    const told: string[] = []
    const { transitions, isRepeatable } = await explore({ worlds: 30, print: (text) => void told.push(text) }, () =>
      listCampaigns().catch(() => {}),
    )
    expect(isRepeatable).toBe(true)
    expect(transitions).toContainEqual(
      expect.objectContaining({ operation: 'campaigns.list', status: '200', page: 'only' }),
    )
    expect(told.join('\n')).toContain('holds in 30 worlds (seed 1)')
    expect(told.join('\n')).toMatch(/not reached: .*page: past/)
  })

  test('lists as not reached only the faults that it may vary', async () => {
    const toldOf = async (vary: ExploreOptions['vary']) => {
      const print = vi.fn<(text: string) => void>()
      await explore({ worlds: 1, vary, print }, listCampaigns)
      return print.mock.calls.join('\n')
    }
    expect(await toldOf({ network: false })).not.toContain('fault:')
    const network = { only: ['late', 'unavailable', 'slow'], never: ['slow'] }
    expect(await toldOf({ ...nothing, network })).toMatch(/page: past, fault: late, fault: unavailable$/)
    expect(await toldOf({ ...nothing, network: { never: ['campaigns.list'] } })).not.toContain('fault:')
  })

  test('reports a client that does not do the same twice', async () => {
    let runs = 0
    const print = vi.fn<(text: string) => void>()
    const { isRepeatable } = await explore({ worlds: 3, print }, async () => {
      runs += 1
      await fetch(`${campaigns}?page=${runs}`).catch(() => {})
    })
    expect(isRepeatable).toBe(false)
    expect(print.mock.calls.join('\n')).toContain('The plain world was run twice, and the two runs differ')
  })

  test('says in the report of a failure that the client does not do the same twice', async () => {
    let runs = 0
    const search = explore({ ...quiet, worlds: 3 }, async () => {
      runs += 1
      await fetch(`${campaigns}?page=${runs}`).catch(() => {})
      throw new Error('always')
    })
    await expect(search).rejects.toThrow('This world was run twice, and the two runs differ')
  })

  test('ends after the time that it is given', async () => {
    const { worlds } = await explore({ ...quiet, worlds: 1_000_000, within: 50 }, listCampaignsOrNot)
    expect(worlds).toBeLessThan(1_000_000)
  })
})

test('the time that a search is given is real, whatever fake timers do', async () => {
  vi.useFakeTimers()
  const { worlds } = await explore({ ...quiet, worlds: 20, within: 600_000 }, async () => {
    await new Promise((resolve) => setTimeout(resolve, 3_600_000))
  })
  expect(worlds).toBe(20)
})

test('a client runs where fake timers hold back microtasks, too', async () => {
  vi.useFakeTimers({ toFake: ['queueMicrotask', 'setTimeout', 'setImmediate', 'Date'] })
  let rest = 0
  await explore({ ...quiet, worlds: 3, vary: { network: false } }, async ({ fetch: send }) => {
    await new Promise<void>((resolve) => queueMicrotask(resolve))
    await new Promise<void>((resolve) => void setImmediate(resolve))
    expect((await send(campaigns)).status).toBe(200)
    rest += 1
  })
  expect(rest).toBe(4)
})

const listCampaignsOrNot = () => listCampaigns().catch(() => {})

describe('a failure', () => {
  const elevenRows = () =>
    explore({ ...quiet, worlds: 200 }, async ({ troubles }) => {
      const page = await listCampaigns().catch(() => undefined)
      if (page?.campaigns && troubles.length === 0) expect(page.campaigns).toHaveLength(page.total)
    })

  test('names the simplest world, what happened there, and the error', async () => {
    const { message, cause } = await failureOf(elevenRows())
    expect(message).toContain("explore({ path: 'campaigns=11', … })")
    expect(message).toContain('1. client: GET /api/campaigns → 200, 10 of 11 rows')
    expect(message).toContain('mock.db.campaign.createMany(11, ')
    expect(message).toContain("--scenario '#w=")
    expect(cause).toMatchObject({ name: 'AssertionError' })
  })

  test('is found again by its path', async () => {
    const run = (path: string) =>
      explore({ ...quiet, path }, async () => {
        const page = await listCampaigns()
        expect(page.campaigns).toHaveLength(page.total)
      })
    expect((await failureOf(run('campaigns=11'))).message).toContain('10 of 11 rows')
    await expect(run('campaigns=10')).resolves.toMatchObject({ worlds: 1 })
  })

  test('lists what happened in it as reached', async () => {
    const { message } = await failureOf(
      explore(
        { ...quiet, worlds: 60, vary: { ...nothing, network: { only: ['answer-lost', 'late'] } } },
        listCampaigns,
      ),
    )
    expect(message).toContain('  1:answer-lost\n')
    expect(message).toMatch(/campaigns\.list: .*fault: answer-lost/)
    expect(message).not.toMatch(/not reached: .*fault: (?:answer-lost|unavailable)/)
  })

  test('says that nothing is different, where it is the plain world, and that no request was sent', async () => {
    const { message } = await failureOf(explore(quiet, () => expect(1).toBe(2)))
    expect(message).toContain(
      '\n\nThis is the plain world: nothing is different in it.\n\nThe client sent no request.\n\n',
    )
    expect(message).toMatch(/Transitions reached: 0\.$/)
  })

  test('leaves out what has nothing to do with it', async () => {
    const { message } = await failureOf(
      explore(
        { ...quiet, worlds: 100, vary: { ...nothing, data: true, network: { only: ['rate-limited', 'unavailable'] } } },
        async () => {
          const first = await fetch(campaigns)
          if (first.ok) return
          expect((await fetch(campaigns)).ok).toBe(true)
        },
      ),
    )
    expect(message).toMatch(/path: '1:(?:rate-limited|unavailable) 2:(?:rate-limited|unavailable)'/)
  })
})

describe('a world', () => {
  test('leaves alone what the test takes as given', async () => {
    await explore(
      {
        ...quiet,
        worlds: 60,
        setup: (mock) => void mock.db.campaign.create({ uuid: 'given', name: 'Given' }),
        vary: { network: false, data: { only: ['orders'] }, time: false },
      },
      async ({ mock }) => {
        const got = await (await fetch(`${campaigns}/given`)).json()
        expect(got.name).toBe('Given')
        expect(mock.db.order.getAll().every(({ campaignUuid }) => campaignUuid === 'given')).toBe(true)
      },
    )
  })

  test('is the only one where nothing varies', async () => {
    expect(await pathsOf({ vary: nothing })).toEqual(['', ''])
  })

  test('varies what it is told to', async () => {
    const paths = await pathsOf({ worlds: 60, vary: { ...nothing, network: true } })
    expect(paths.filter((path) => path !== '' && !/^(?:\d+:[a-z-]+ ?)+$/.test(path))).toEqual([])
    expect(await pathsOf({ worlds: 20, vary: { ...onlyData, data: { only: ['campaigns'] } } })).toContain(
      'campaigns=101',
    )
    expect(
      (await pathsOf({ worlds: 60, vary: { network: { never: ['late', 'campaigns.get'] } } })).join(' '),
    ).not.toContain('late')
  })

  test('lets nothing happen to the operations that are left out', async () => {
    await explore(
      { ...quiet, worlds: 20, vary: { ...nothing, network: { never: ['campaigns.list'] } } },
      async ({ troubles }) => {
        await listCampaigns()
        expect(troubles).toEqual([])
      },
    )
  })

  test('keeps the moment that it is given', async () => {
    await explore({ ...quiet, worlds: 120, now: '2026-07-01T00:00:00Z' }, ({ mock }) => {
      expect(mock.clock.now()).toBe('2026-07-01T00:00:00Z')
    })
  })

  test('answers clients that take the fetch that they use', async () => {
    const client = { baseUrl: 'https://elsewhere.example' }
    await explore({ ...quiet, ...client, worlds: 5, vary: { network: false } }, async ({ fetch: send }) => {
      expect((await send('https://elsewhere.example/api/campaigns')).status).toBe(200)
    })
  })

  test('answers a client in another order than it asked', async () => {
    const orders = new Set<string>()
    await explore({ ...quiet, worlds: 5, vary: { ...nothing, network: { only: ['late'] } } }, async () => {
      const order: number[] = []
      const ask = async (number: number) => void (await fetch(campaigns).then(() => order.push(number)))
      await Promise.all([ask(1), ask(2)])
      orders.add(order.join())
    })
    expect([...orders].toSorted()).toEqual(['1,2', '2,1'])
  })

  test('moves fake timers, and its clock with them', async () => {
    vi.useFakeTimers()
    await explore({ ...quiet, worlds: 10 }, async ({ mock }) => {
      const before = mock.clock.ms()
      expect(Date.now()).toBe(before)
      await new Promise<void>((resolve) => void setTimeout(resolve, 3_600_000))
      expect(mock.clock.ms()).toBe(before + 3_600_000)
    })
  })

  test('fails where a listener throws', async () => {
    const { message } = await failureOf(
      explore({ ...quiet, worlds: 2 }, async ({ mock }) => {
        mock.on('request', () => {
          throw new Error('heard too much')
        })
        await listCampaigns()
      }),
    )
    expect(message).toContain('heard too much')
  })
})

describe('beside other doors', () => {
  mockTest('a search has worlds of its own in a test with a mock', async ({ mock }) => {
    await explore({ ...quiet, worlds: 5, vary: { network: false } }, async (world) => {
      expect(world.mock).not.toBe(mock)
      await listCampaigns()
      expect(world.mock.requests.count()).toBe(1)
    })
    expect(mock.requests.count()).toBe(0)
    await listCampaigns()
    expect(mock.requests.count()).toBe(1)
  })
})

describe('options that do not fit', () => {
  const refused = (options: object) => failureOf(explore(options, () => {}))

  test('are named', async () => {
    expect((await refused({ world: 3 })).message).toMatch(/^explore: world is not an option; did you mean worlds\?/)
    expect((await refused({ worlds: 0 })).message).toContain('worlds')
    expect((await refused({ vary: { network: { only: ['unavailble'] } } })).message).toContain(
      'did you mean unavailable?',
    )
    expect((await refused({ vary: { network: { only: ['campaigns'] } } })).message).toBe(
      'explore: vary.network.only[0] must be one of late, delayed, slow, rate-limited, unavailable, bad-gateway, unauthorized, lost, answer-lost, silent, answer-silent, cut-off, malformed, or an operation, such as campaigns.list; campaigns belongs to data; received "campaigns"',
    )
    expect((await refused({ vary: { data: { never: ['campaigns.list'] } } })).message).toMatch(
      /^explore: vary\.data\.never\[0\] must be one of campaigns, records, [^;]*, or one of \d+ more that the documentation lists; /,
    )
    expect((await refused({ path: '1:nonsense' })).message).toContain('"1:nonsense" is not a part of one')
  })

  test.each(['campaigns=10001', 'campaigns=999999999', '999999999:unavailable', 'record-inactive=99999'])(
    'are refused for the number in %s',
    async (part) => {
      const error = await refused({ path: `same-second ${part}` })
      expect(error).toBeInstanceOf(TypeError)
      expect(error.message).toBe(
        `explore: path names no world: the numbers of a part go up to 10000; received "${part}"`,
      )
    },
  )

  test.each([
    ['campaigns=11', 'campaigns=12'],
    ['1:unavailable', '1:unavailable'],
    ['record-inactive', 'record-inactive=0'],
  ])('are refused where a path has both %s and %s', async (earlier, part) => {
    const error = await refused({ path: `${earlier} same-second ${part}` })
    expect(error).toBeInstanceOf(TypeError)
    expect(error.message).toContain(`"${part}" is given after "${earlier}"`)
  })

  test('are not those that name a world with many rows, or one where someone else does the same twice', async () => {
    const path = 'campaigns=500 record-inactive record-inactive=1 1:other-creates 1:other-creates'
    await explore({ ...quiet, path }, async () => expect((await listCampaigns()).total).toBe(502))
  })

  test.each([undefined, 5])('have a test after them, which is not %s', async (given) => {
    const error = await failureOf(Reflect.apply(explore, undefined, [{}, given]))
    expect(error).toBeInstanceOf(TypeError)
    expect(error.message).toBe(`explore: the test must be a function, after the options; received ${given}`)
  })
})

test('a mock that is not explored is not disturbed', async () => {
  expect((await createMock().fetch('/api/campaigns')).status).toBe(200)
})
