import { wire } from '../../../contract/editions.ts'
import { fieldOf, isRow, isSame, textOf } from '../../values.ts'
import { answered, call } from '../calls.ts'
import { type Fact, factsOf, type Questioner, Unknown, unless } from '../facts.ts'
import { askList, listOf, uuidsOf } from '../lists.ts'
import type { OwnRows } from '../own-rows.ts'
import type { Sample } from '../sample.ts'

/** Tests the life of contacts: those that orders create, and one that is created directly. */
export function recordLifecycle(own: OwnRows, { campaigns, records }: Sample): readonly Fact[] {
  const fact = factsOf('lifecycle')
  const phoneFieldOf = ({ contract }: Questioner) => wire[contract.edition].phoneField

  return [
    fact('records.list', 'new contacts are found, the newest first', async (questioner) => {
      const list = listOf(questioner.contract, 'records.list')
      const newest = ['order three', 'order two', 'order one'].map((name) => own.contact(name))
      const campaignUuid = own.uuid('campaign A')
      const found = await askList(questioner, list, { campaignUuid })
      const searched = await askList(questioner, list, { campaignUuid, search: own.marker.toUpperCase() })
      return [found, searched].flatMap((answer) => {
        const { count, total } = answer
        const holds = isSame(uuidsOf(answer), newest) && total === newest.length
        const received = `${count} of ${total} in another order, or others`
        return unless(holds, 'records', 'those of the campaign, the newest first', received, answer)
      })
    }),
    fact('records.update', 'an update changes what it names, and custom fields one by one', async (questioner) => {
      const params = { uuid: own.contact('order one') }
      const before = await call(questioner, 'records.get', { params })
      const changes = { firstName: `${own.marker} Uno`, parameters: { color: null, weight: 3 } }
      const changed = await call(questioner, 'records.update', { params, json: changes })
      if (!isRow(before.body)) return []
      const { updatedAt: _, campaigns: __, ...rest } = before.body
      const wanted = {
        ...rest,
        firstName: changes.firstName,
        ...('name' in rest && { name: `${changes.firstName} One` }),
        parameters: { size: 2, weight: 3 },
      }
      return [...answered(changed, wanted), ...answered(await call(questioner, 'records.get', { params }), wanted)]
    }),
    fact('records.update', 'an update that is refused changes nothing', async (questioner) => {
      const phoneField = phoneFieldOf(questioner)
      const params = { uuid: own.contact('order two') }
      const before = await call(questioner, 'records.get', { params })
      const json = { firstName: 'Changed', [phoneField]: '12' }
      await call(questioner, 'records.update', { params, json, status: 400, names: [phoneField] })
      await call(questioner, 'records.update', { params: { uuid: own.unknown.record }, json: {}, status: 404 })
      return isRow(before.body) ? answered(await call(questioner, 'records.get', { params }), before.body) : []
    }),
    fact('records.create', 'what makes no contact is refused', async (questioner) => {
      const phoneField = phoneFieldOf(questioner)
      const refused = (json: unknown, ...names: string[]) =>
        own.attempt(questioner, 'records.create', { json, status: 400, names })
      await refused({}, 'recordTypeUuid', phoneField)
      await refused(
        { recordTypeUuid: own.unknown.campaign, firstName: own.marker, [phoneField]: '12' },
        'recordTypeUuid',
        phoneField,
      )
      return []
    }),
    fact('records.create', 'a contact has what was sent, and the defaults', async (questioner) => {
      // No endpoint returns record types or their fields, so the parameters of a contact of the same type are used.
      const recordTypeUuid = [...records, ...campaigns].flatMap((row) => textOf(row, 'recordTypeUuid') ?? [])[0]
      if (recordTypeUuid === undefined) throw new Unknown('no campaign or contact tells a record type')
      const list = listOf(questioner.contract, 'records.list')
      const [like] = (await askList(questioner, list, { recordTypeUuid, limit: 1 })).rows
      const parameters = fieldOf(like, 'parameters') ?? {}
      const given = {
        recordTypeUuid,
        firstName: own.marker,
        lastName: 'Alone',
        [phoneFieldOf(questioner)]: own.phone(),
        parameters,
      }
      const made = await own.make(questioner, 'record alone', 'records.create', {
        json: given,
        orStatus: like === undefined ? 400 : undefined,
      })
      if (made.status === 400) throw new Unknown('the custom fields of the record type are not known')
      const { recordTypeUuid: type, ...shown } = given
      const uuid = own.uuid('record alone')
      const wanted = {
        ...shown,
        status: 'active',
        updatedAt: textOf(made.body, 'createdAt'),
        ...('recordTypeUuid' in own.row('record alone') && { recordTypeUuid: type }),
      }
      const found = await askList(questioner, list, { recordTypeUuid, search: own.marker })
      const isFound = isSame(uuidsOf(found), [uuid])
      return [
        ...answered(made, wanted),
        ...answered(await call(questioner, 'records.get', { params: { uuid } }), own.row('record alone')),
        ...unless(isFound, 'records', 'the new contact by its type and name', `${found.count} rows`, found),
      ]
    }),
    fact('records.get', 'a method that a contact does not have is refused', async (questioner) => {
      const params = { uuid: own.contact('order two') }
      await call(questioner, 'records.get', {
        params,
        method: 'PUT',
        json: {},
        status: 405,
        allows: ['GET', 'PATCH', 'DELETE'],
      })
      return []
    }),
  ]
}
