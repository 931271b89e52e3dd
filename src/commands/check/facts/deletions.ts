import { fieldOf, uuidOf } from '../../values.ts'
import { answered, call } from '../calls.ts'
import { type Fact, factsOf, type Mismatch, type Questioner, unless } from '../facts.ts'
import { askRows, uuidsOf } from '../lists.ts'
import type { OwnRows } from '../own-rows.ts'

/** Tests what is deleted with a row, and what stays. */
export function deletions(own: OwnRows): readonly Fact[] {
  const fact = factsOf('lifecycle')
  /** Returns a mismatch if an order is still in its campaign. */
  const stays = async (
    questioner: Questioner,
    campaign: string,
    isThat: (row: unknown) => boolean,
  ): Promise<Mismatch[]> => {
    const found = await askRows(questioner, 'orders.list', { uuid: own.uuid(campaign) })
    return unless(!found.rows.some(isThat), 'orders', 'no order that was deleted', 'it is still there', found)
  }

  return [
    fact('orders.delete', 'an order that is deleted is gone, and its contact stays', async (questioner) => {
      const params = { uuid: own.uuid('campaign A'), orderUuid: own.uuid('order two') }
      await call(questioner, 'orders.delete', { params })
      await call(questioner, 'orders.delete', { params, status: 404 })
      const contact = await call(questioner, 'records.get', { params: { uuid: own.contact('order two') } })
      return [
        ...(await stays(questioner, 'campaign A', (row) => uuidOf(row) === own.uuid('order two'))),
        ...answered(contact, { campaigns: undefined }),
      ]
    }),
    fact('records.delete', 'a contact that is deleted is gone, with its orders', async (questioner) => {
      const uuid = own.contact('order one')
      const params = { uuid }
      await call(questioner, 'records.delete', { params })
      await call(questioner, 'records.delete', { params, status: 404 })
      await call(questioner, 'records.get', { params, status: 404 })
      const isOf = (row: unknown) => uuidOf(fieldOf(row, 'record')) === uuid
      return [...(await stays(questioner, 'campaign A', isOf)), ...(await stays(questioner, 'campaign B', isOf))]
    }),
    fact(
      'campaigns.delete',
      'a campaign that is deleted is gone, with its orders, and its contacts stay',
      async (questioner) => {
        const params = { uuid: own.uuid('campaign A') }
        await call(questioner, 'campaigns.delete', { params })
        await call(questioner, 'campaigns.delete', { params, status: 404 })
        await call(questioner, 'campaigns.get', { params, status: 404 })
        await call(questioner, 'orders.list', { params, status: 404 })
        const contact = await call(questioner, 'records.get', { params: { uuid: own.contact('order three') } })
        const found = await askRows(questioner, 'campaigns.list', {}, { search: own.marker })
        const isGone = !uuidsOf(found).includes(params.uuid)
        return [
          ...answered(contact, { campaigns: undefined }),
          ...unless(isGone, 'campaigns', 'no campaign that was deleted', 'it is still there', found),
        ]
      },
    ),
  ]
}
