import { campaignDefaults } from '../../../contract/campaigns.ts'
import { isSame, textOf } from '../../values.ts'
import { answered, call } from '../calls.ts'
import type { Answer } from '../comparing-client.ts'
import { type Fact, factsOf, type Mismatch, unless } from '../facts.ts'
import { askList, askRows, listOf, type ListQuery, uuidsOf } from '../lists.ts'
import type { OwnRows } from '../own-rows.ts'

/** Creates, finds and changes campaigns. They are drafts, so the server under test calls nobody. */
export function campaignLifecycle(own: OwnRows): readonly Fact[] {
  const minimal = { name: `${own.marker} A`, status: 'draft', type: 'outbound' }
  const full = {
    name: `${own.marker} B`,
    status: 'draft',
    type: 'inbound',
    description: 'Made by a check, and deleted by it',
    timezone: 'Europe/London',
    schedule: { mon: { start: '09:00', end: '17:30' } },
  }
  const fact = factsOf('lifecycle')
  return [
    fact('campaigns.create', 'a campaign has what was sent, and the defaults', async (questioner) => {
      const defaults = { ...campaignDefaults, description: null, schedule: null, recordTypeUuid: null }
      const first = await own.make(questioner, 'campaign A', 'campaigns.create', { json: minimal })
      const second = await own.make(questioner, 'campaign B', 'campaigns.create', { json: full })
      return [
        ...answered(first, { ...defaults, ...minimal, updatedAt: textOf(first.body, 'createdAt') }),
        ...answered(second, full),
      ]
    }),
    fact('campaigns.get', 'a new campaign is answered as it was made', async (questioner) =>
      answered(
        await call(questioner, 'campaigns.get', { params: { uuid: own.uuid('campaign B') } }),
        own.row('campaign B'),
      ),
    ),
    fact('campaigns.list', 'new campaigns are found, the newest first', async (questioner) => {
      const list = listOf(questioner.contract, 'campaigns.list')
      const newest = [own.uuid('campaign B'), own.uuid('campaign A')]
      const mismatches: Mismatch[] = []
      const queries: readonly { readonly wanted: readonly string[]; readonly query: ListQuery }[] = [
        { wanted: newest, query: { search: own.marker } },
        { wanted: newest, query: { search: own.marker.toUpperCase(), status: 'draft' } },
        { wanted: [], query: { search: own.marker, status: 'active' } },
        { wanted: newest.slice(1), query: { search: own.marker, limit: 1, page: 2 } },
      ]
      for (const { wanted, query } of queries) {
        const answer = await askList(questioner, list, query)
        const fitting = 'those of the check that fit, the newest first'
        const others = `${answer.count} in another order, or others`
        const total = 'page' in query ? newest.length : wanted.length
        mismatches.push(
          ...unless(isSame(uuidsOf(answer), wanted), 'campaigns', fitting, others, answer),
          ...unless(answer.total === total, 'total', `${total}`, `${answer.total}`, answer),
        )
      }
      const whole = await askList(questioner, list, { limit: 100 })
      const places = newest.map((uuid) => uuidsOf(whole).indexOf(uuid))
      const sorted = places.toSorted((a, b) => a - b)
      const isOrdered = !places.includes(-1) && isSame(places, sorted)
      return [...mismatches, ...unless(isOrdered, 'campaigns', 'the newest first', 'another order', whole)]
    }),
    fact('campaigns.create', 'what makes no campaign is refused, and makes none', async (questioner) => {
      const refused = (json: unknown, ...names: string[]) =>
        own.attempt(questioner, 'campaigns.create', { json, status: 400, names })
      await refused({}, 'name', 'status', 'type')
      await refused({ ...minimal, status: 'paused' }, 'status')
      await refused({ ...minimal, type: 'sideways' }, 'type')
      await refused({ ...minimal, name: 7 }, 'name')
      await refused({ ...minimal, timezone: 'Mars/Olympus_Mons' }, 'timezone')
      await refused({ ...minimal, recordTypeUuid: own.unknown.campaign }, 'recordTypeUuid')
      await own.attempt(questioner, 'campaigns.create', { body: '{"name":', status: 400 })
      await own.attempt(questioner, 'campaigns.create', { body: 'name=x', contentType: 'text/plain', status: 415 })
      own.row('campaign A')
      const found = await askRows(questioner, 'campaigns.list', {}, { search: own.marker })
      return unless(found.total === 2, 'total', 'as before', `${found.total} after 2`, found)
    }),
    fact('campaigns.update', 'an update changes what it names, and nothing else', async (questioner) => {
      const before = own.row('campaign B')
      const params = { uuid: own.uuid('campaign B') }
      const changes = { name: `${own.marker} B2`, description: null, timezone: 'Asia/Tokyo' }
      const changed = await call(questioner, 'campaigns.update', { params, json: changes })
      const { updatedAt: _, ...rest } = before
      const wanted = { ...rest, ...changes }
      return [
        ...answered(changed, wanted),
        ...answered(await call(questioner, 'campaigns.get', { params }), wanted),
        ...ages(textOf(before, 'updatedAt'), changed),
      ]
    }),
    fact('campaigns.update', 'an update that is refused changes nothing', async (questioner) => {
      const params = { uuid: own.uuid('campaign A') }
      const update = (json: unknown, ...names: string[]) =>
        call(questioner, 'campaigns.update', { params, json, status: 400, names })
      await update({ name: `${own.marker} A2`, status: 'completed' }, 'status')
      await update({ description: 'Changed', name: '' }, 'name')
      await call(questioner, 'campaigns.update', { params: { uuid: own.unknown.campaign }, json: {}, status: 404 })
      return answered(await call(questioner, 'campaigns.get', { params }), own.row('campaign A'))
    }),
    fact('campaigns.get', 'a method that a campaign does not have is refused', async (questioner) => {
      const uuid = own.uuid('campaign A')
      const allows = ['GET', 'PATCH', 'DELETE']
      await call(questioner, 'campaigns.get', { params: { uuid }, method: 'PUT', json: minimal, status: 405, allows })
      return []
    }),
  ]
}

/** Returns a mismatch if the `updatedAt` of a changed row went back. */
function ages(before: string | undefined, changed: Answer): Mismatch[] {
  const after = textOf(changed.body, 'updatedAt')
  const holds = before === undefined || after === undefined || after >= before
  return unless(holds, 'updatedAt', 'the time of the change', `${after} after ${before}`, changed)
}
