import { forbidsCalls } from '../contract/do-not-call.ts'
import type { Order } from '../contract/orders.ts'
import type { CallRecord } from '../contract/records.ts'
import { eachInSlices, Prepared, type Sliced } from './slices.ts'
import type { Sorted } from './sorted.ts'
import { byCreation, type Stored } from './stored.ts'
import { type BaseIndex, type OneOrMore, groupsBy, sortedLists, toItems } from './table-base.ts'
import type { TableBases } from './tables.ts'

type Contact = Stored<CallRecord>

/** The indexes over two tables of rows that never change. */
export interface JoinBases {
  readonly members: BaseIndex<Contact, Sorted<Contact>>
  readonly membersOfType: BaseIndex<Contact, Sorted<Contact>>
  readonly doNotCall: BaseIndex<Stored<Order>, OneOrMore<Stored<Order>>>
}

export function joinBases(tables: TableBases): JoinBases {
  const members = new Prepared(membersOf(tables))
  return {
    members: { compare: byCreation, entries: members },
    membersOfType: { compare: byCreation, entries: new Prepared(byType(members)) },
    doNotCall: { compare: byCreation, entries: new Prepared(doNotCallOrders(tables)) },
  }
}

/**
 * A key for the contacts of a campaign with a record type. It begins with the length of the first id, as an id may
 * contain any separator.
 */
export function typeKey(campaignUuid: string, recordTypeUuid: string): string {
  return `${campaignUuid.length} ${campaignUuid}${recordTypeUuid}`
}

/** The contacts of each campaign. */
function* membersOf({ order, record }: TableBases): Sliced<ReadonlyMap<string, Sorted<Contact>>> {
  const byRecord = order.lookups['record']
  const ordersOf = byRecord && (yield* byRecord.entries.prepare())
  const members = new Map<string, Contact[]>()
  // The loop goes by contact, so that the members of every campaign are already in order.
  yield* eachInSlices(yield* record.inOrder.prepare(), (contact) => {
    for (const { row } of toItems(ordersOf?.get(contact.uuid))) {
      const group = members.get(row.campaignUuid)
      if (!group) members.set(row.campaignUuid, [contact])
      // A contact with several orders in a campaign is in it once.
      else if (group.at(-1) !== contact) group.push(contact)
    }
  })
  return yield* sortedLists(members, byCreation)
}

/** The contacts of each campaign and record type. */
function* byType(
  members: Prepared<ReadonlyMap<string, Sorted<Contact>>>,
): Sliced<ReadonlyMap<string, Sorted<Contact>>> {
  const lists = new Map<string, Sorted<Contact>>()
  for (const [campaign, contacts] of yield* members.prepare()) {
    const groups = yield* groupsBy([...contacts], ({ row }) => row.recordTypeUuid)
    for (const [type, list] of yield* sortedLists(groups, byCreation)) lists.set(typeKey(campaign, type), list)
  }
  return lists
}

/** The orders that say that a number must never be called, by number. */
function* doNotCallOrders({ order, record }: TableBases): Sliced<ReadonlyMap<string, OneOrMore<Stored<Order>>>> {
  const records = yield* record.byId.prepare()
  return yield* groupsBy(yield* order.inOrder.prepare(), ({ row }) =>
    forbidsCalls(row) ? (records.get(row.recordUuid)?.row.phoneNumber ?? null) : null,
  )
}
