/**
 * The contract once more, as plain as it can be said: arrays and filters, no index, no cache, no sharing.
 * It is slow and obviously right, and the mock must answer as it does.
 */

export type Json = Record<string, unknown>

export interface Model {
  now: number
  /** How many rows were made, ever: what decides between rows of the same second. */
  made: number
  campaigns: Json[]
  records: Json[]
  orders: Json[]
}

export interface Outcome {
  status: number
  /** The answer; undefined where only the status and the fields count. */
  body?: unknown
  /** The fields that a 400 names. */
  fields?: string[]
}

/** A request as a test makes it, and what is wrong with its body, field by field. */
export interface Ask {
  operation: string
  params: string[]
  query?: Record<string, string>
  body?: Json
  wrong?: string[]
}

interface FieldRule {
  readonly key: string
  readonly type: 'number' | 'select' | 'text'
  readonly required?: boolean
  readonly options?: string[]
}

export const recordTypes: { uuid: string; name: string; fields: FieldRule[] }[] = [
  {
    uuid: 'rt-1',
    name: 'Customer',
    fields: [
      { key: 'amount', type: 'number', required: true },
      { key: 'tier', type: 'select', options: ['gold', 'silver'] },
      { key: 'note', type: 'text' },
    ],
  },
  { uuid: 'rt-2', name: 'Lead', fields: [] },
]
const knownReferences: Record<string, string[]> = {
  recordTypeUuid: ['rt-1', 'rt-2'],
  outboundAssistantUuid: ['a-1'],
  inboundAssistantUuid: ['a-1'],
  outboundPhoneUuid: ['p-1'],
  inboundPhoneUuid: ['p-1'],
}
const settable = ['draft', 'active', 'closed']
const leadToCalls = ['planned', 'scheduled', 'calling', 'busy', 'no-answer']
const campaignStatuses = ['draft', 'active', 'paused', 'completed', 'archived', 'closed']
const orderStatuses = [
  'registered',
  'planned',
  'scheduled',
  'calling',
  'busy',
  'no-answer',
  'failed',
  'completed',
  'contacted',
  'canceled',
  'do-not-call',
]

export const newModel = (now: number): Model => ({ now, made: 0, campaigns: [], records: [], orders: [] })

const stamp = (model: Model) => `${new Date(model.now).toISOString().slice(0, 19)}Z`
const pick = (row: Json, keys: string[]) => Object.fromEntries(keys.map((key) => [key, row[key]]))
const own = (row: Json | undefined, key: string) => (row && Object.hasOwn(row, key) ? row[key] : undefined)

const campaignKeys = [
  'uuid',
  'name',
  'description',
  'status',
  'type',
  'timezone',
  'schedule',
  'recordTypeUuid',
  'outboundAssistantUuid',
  'inboundAssistantUuid',
  'outboundPhoneUuid',
  'inboundPhoneUuid',
  'createdAt',
  'updatedAt',
]
const hostedKeys = [
  'uuid',
  'name',
  'firstName',
  'lastName',
  'email',
  'phoneNumber',
  'country',
  'status',
  'parameters',
  'createdAt',
  'updatedAt',
]
const localKeys = [
  'uuid',
  'recordTypeUuid',
  'firstName',
  'lastName',
  'phone',
  'parameters',
  'status',
  'createdAt',
  'updatedAt',
]
const orderKeys = [
  'uuid',
  'campaignUuid',
  'status',
  'scheduledTime',
  'scheduledTimeTimezone',
  'scheduledDurationSeconds',
  'price',
  'currencyCode',
  'instructions',
]

export type Edition = 'hosted' | 'local'

function wireRecord(edition: Edition, record: Json): Json {
  return edition === 'hosted' ? pick(record, hostedKeys) : pick({ ...record, phone: record['phoneNumber'] }, localKeys)
}

function wireOrder(model: Model, order: Json): Json {
  const record = model.records.find((one) => one['uuid'] === order['recordUuid'])
  return { ...pick(order, orderKeys), record: pick(record ?? {}, ['uuid', 'name', 'phoneNumber']) }
}

/** Newest first, and the latest made first where the times are equal. */
function newestFirst(rows: Json[]): Json[] {
  return [...rows].sort((a, b) =>
    a['createdAt'] === b['createdAt']
      ? Number(b['n']) - Number(a['n'])
      : String(a['createdAt']) < String(b['createdAt'])
        ? 1
        : -1,
  )
}

function pageOf(
  key: string,
  rows: Json[],
  query: Record<string, string>,
  toWire: (row: Json) => Json,
  totalPages = true,
): Outcome {
  const wrong = Object.entries({ page: 1e15, limit: 100 }).flatMap(([name, most]) => {
    const value = query[name]
    return value === undefined || (/^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= most) ? [] : [name]
  })
  if (wrong.length > 0) return { status: 400, fields: wrong }
  const page = Number(query['page'] ?? 1)
  const limit = Number(query['limit'] ?? 10)
  const total = rows.length
  const body: Json = {
    [key]: newestFirst(rows)
      .slice((page - 1) * limit, page * limit)
      .map(toWire),
    total,
    page,
    limit,
  }
  return { status: 200, body: totalPages ? { ...body, totalPages: Math.ceil(total / limit) } : body }
}

/** Capitals and small letters alike: what a comparison without regard to case says, but with regard to accents. */
const folded = (text: string) =>
  text.normalize('NFC').replace(/ß|ẞ/g, 'ss').replace(/ς/g, 'σ').toLowerCase().replace(/ς/g, 'σ')
const has = (value: unknown, word: string) => folded(String(value ?? '')).includes(word)
const wordOf = (query: Record<string, string>) => folded((query['search'] ?? '').trim())

/** Texts that may be null: a blank one is. */
const nullableTexts = [
  'description',
  'timezone',
  'recordTypeUuid',
  'outboundAssistantUuid',
  'name',
  'firstName',
  'lastName',
  'email',
  'country',
  'scheduledTime',
  'scheduledTimeTimezone',
  'currencyCode',
  'instructions',
]
function withoutBlanks(body: Json, needed: string[]): Json {
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => {
      const isBlank = typeof value === 'string' && value.trim() === ''
      return [key, isBlank && nullableTexts.includes(key) && !needed.includes(key) ? null : value]
    }),
  )
}

/** The faults of custom fields: what was given, laid over what there is. Something that is no object has its fault already. */
function parameterFaults(
  type: (typeof recordTypes)[number] | undefined,
  given: unknown,
  prefix: string,
  before: Json = {},
): string[] {
  if (!type || (given !== undefined && !isObject(given))) return []
  const parameters = merged(before, given ?? {})
  const faults: string[] = []
  for (const field of type.fields) {
    const value = own(parameters, field.key)
    if (value === undefined) {
      if (field.required) faults.push(`${prefix}.${field.key}`)
    } else if (
      field.type === 'number'
        ? typeof value !== 'number'
        : field.type === 'select'
          ? !field.options?.includes(String(value)) || typeof value !== 'string'
          : typeof value !== 'string'
    )
      faults.push(`${prefix}.${field.key}`)
  }
  const named = Object.keys(given ?? {}).filter((key) => !Object.hasOwn(before, key))
  for (const key of new Set([...Object.keys(parameters), ...named]))
    if (!type.fields.some((field) => field.key === key)) faults.push(`${prefix}.${key}`)
  return faults
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

function merged(before: Json, changes: Json): Json {
  const result = Object.fromEntries(Object.entries(before))
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete result[key]
    else Object.defineProperty(result, key, { value, enumerable: true, configurable: true, writable: true })
  }
  return result
}

const followed = (record: Json) =>
  [record['firstName'], record['lastName']].filter(Boolean).join(' ') || record['phoneNumber']
const typeOf = (uuid: unknown) => recordTypes.find((type) => type.uuid === uuid)
const dangling = (body: Json) =>
  Object.entries(knownReferences).flatMap(([field, known]) =>
    typeof body[field] === 'string' && !known.includes(body[field]) ? [field] : [],
  )
const refused = (model: Model, phoneNumber: unknown) =>
  model.orders.some(
    (order) =>
      order['status'] === 'do-not-call' &&
      model.records.find((one) => one['uuid'] === order['recordUuid'])?.['phoneNumber'] === phoneNumber,
  )

function makeRecord(model: Model, recordTypeUuid: unknown, input: Json): Json {
  const record: Json = {
    uuid: undefined,
    recordTypeUuid: recordTypeUuid ?? null,
    firstName: input['firstName'] ?? null,
    lastName: input['lastName'] ?? null,
    email: input['email'] ?? null,
    phoneNumber: input['phoneNumber'],
    country: input['country'] ?? null,
    status: 'active',
    parameters: merged({}, (input['parameters'] as Json) ?? {}),
    createdAt: stamp(model),
    updatedAt: stamp(model),
    n: model.made++,
  }
  record['customName'] = input['name'] != null
  record['name'] = input['name'] ?? followed(record)
  return record
}

function makeOrder(model: Model, campaignUuid: string, record: Json, status: unknown): Json {
  const order: Json = {
    uuid: undefined,
    campaignUuid,
    recordUuid: record['uuid'],
    status: refused(model, record['phoneNumber']) ? 'do-not-call' : status,
    scheduledTime: null,
    scheduledTimeTimezone: null,
    scheduledDurationSeconds: null,
    price: null,
    currencyCode: null,
    instructions: null,
    createdAt: stamp(model),
    updatedAt: stamp(model),
    n: model.made++,
  }
  model.orders.push(order)
  return order
}

/** What the ids of new rows are is the mock's business: the model takes them from the answer. */
export function answer(model: Model, edition: Edition, ask: Ask, actual: Json): Outcome {
  const [uuid = '', orderUuid = ''] = ask.params
  const [resource = ''] = ask.operation.split('.')
  const body = withoutBlanks(ask.body ?? {}, resource === 'campaigns' ? ['name'] : ['recordTypeUuid'])
  const query = Object.fromEntries(
    Object.entries(ask.query ?? {}).filter(([key, value]) => key === 'page' || key === 'limit' || value.trim() !== ''),
  )
  const wrong = [...(ask.wrong ?? [])]
  const campaign = model.campaigns.find((one) => one['uuid'] === uuid)
  const record = model.records.find((one) => one['uuid'] === uuid)
  const order = model.orders.find((one) => one['uuid'] === orderUuid && one['campaignUuid'] === uuid)
  const word = wordOf(query)

  switch (ask.operation) {
    case 'campaigns.list': {
      const faults = query['status'] !== undefined && !campaignStatuses.includes(query['status']) ? ['status'] : []
      const found = model.campaigns.filter(
        (one) =>
          (query['status'] === undefined || one['status'] === query['status']) &&
          (has(one['name'], word) || has(one['description'], word)),
      )
      return withFaults(
        pageOf('campaigns', found, query, (one) => pick(one, campaignKeys)),
        faults,
      )
    }
    case 'campaigns.create': {
      wrong.push(...dangling(body))
      if (campaignStatuses.includes(String(body['status'])) && !settable.includes(String(body['status'])))
        wrong.push('status')
      if (wrong.length > 0) return { status: 400, fields: wrong }
      const made: Json = {
        description: null,
        timezone: 'UTC',
        schedule: null,
        recordTypeUuid: null,
        outboundAssistantUuid: null,
        inboundAssistantUuid: null,
        outboundPhoneUuid: null,
        inboundPhoneUuid: null,
        ...body,
        uuid: actual['uuid'],
        createdAt: stamp(model),
        updatedAt: stamp(model),
        n: model.made++,
      }
      model.campaigns.push(made)
      return { status: 201, body: pick(made, campaignKeys) }
    }
    case 'campaigns.get':
      return campaign ? { status: 200, body: pick(campaign, campaignKeys) } : { status: 404 }
    case 'campaigns.update': {
      wrong.push(...dangling(body))
      const { status, recordTypeUuid } = body
      if (campaign && campaignStatuses.includes(String(status)) && !settable.includes(String(status)))
        if (status !== campaign['status']) wrong.push('status')
      if (campaign && typeOf(recordTypeUuid) && recordTypeUuid !== campaign['recordTypeUuid']) {
        const contacts = model.orders
          .filter((one) => one['campaignUuid'] === uuid)
          .map((one) => model.records.find((row) => row['uuid'] === one['recordUuid']))
        if (contacts.some((one) => one?.['recordTypeUuid'] !== recordTypeUuid)) wrong.push('recordTypeUuid')
      }
      if (wrong.length > 0) return { status: 400, fields: wrong }
      if (!campaign) return { status: 404 }
      Object.assign(campaign, body, { updatedAt: stamp(model) })
      return { status: 200, body: pick(campaign, campaignKeys) }
    }
    case 'campaigns.delete':
      if (!campaign) return { status: 404 }
      model.campaigns = model.campaigns.filter((one) => one !== campaign)
      model.orders = model.orders.filter((one) => one['campaignUuid'] !== uuid)
      return { status: 200, body: { success: true } }

    case 'records.list': {
      const searched =
        edition === 'hosted'
          ? ['name', 'firstName', 'lastName', 'email', 'phoneNumber']
          : ['name', 'firstName', 'lastName', 'phoneNumber']
      const found = model.records.filter(
        (one) =>
          (query['recordTypeUuid'] === undefined || one['recordTypeUuid'] === query['recordTypeUuid']) &&
          (query['campaignUuid'] === undefined ||
            model.orders.some(
              (place) => place['campaignUuid'] === query['campaignUuid'] && place['recordUuid'] === one['uuid'],
            )) &&
          (word === '' ||
            searched.some((field) => has(one[field], word)) ||
            Object.values(one['parameters'] as Json).some((value) =>
              has(typeof value === 'string' ? value : JSON.stringify(value), word),
            )),
      )
      return pageOf('records', found, query, (one) => wireRecord(edition, one), edition === 'hosted')
    }
    case 'records.create': {
      const { recordTypeUuid } = body
      if (typeof recordTypeUuid === 'string' && !typeOf(recordTypeUuid)) wrong.push('recordTypeUuid')
      wrong.push(...parameterFaults(typeOf(recordTypeUuid), body['parameters'], 'parameters'))
      if (wrong.length > 0) return { status: 400, fields: wrong }
      const made = makeRecord(
        model,
        recordTypeUuid,
        edition === 'local' ? { ...body, phoneNumber: body['phone'] } : body,
      )
      made['uuid'] = actual['uuid']
      model.records.push(made)
      return { status: 201, body: wireRecord(edition, made) }
    }
    case 'records.get': {
      if (!record) return { status: 404 }
      const campaigns = model.orders
        .filter((one) => one['recordUuid'] === uuid)
        .map((one) => ({
          campaignUuid: one['campaignUuid'],
          campaignName: model.campaigns.find((other) => other['uuid'] === one['campaignUuid'])?.['name'],
          orderUuid: one['uuid'],
          status: one['status'],
          lastCallAt: null,
        }))
      return {
        status: 200,
        body: campaigns.length > 0 ? { ...wireRecord(edition, record), campaigns } : wireRecord(edition, record),
      }
    }
    case 'records.update': {
      const { parameters, phone, ...fields } = body
      const kept = (record?.['parameters'] as Json) ?? {}
      if (record && parameters !== undefined)
        wrong.push(...parameterFaults(typeOf(record['recordTypeUuid']), parameters, 'parameters', kept))
      if (wrong.length > 0) return { status: 400, fields: wrong }
      if (!record) return { status: 404 }
      Object.assign(record, fields, phone === undefined ? {} : { phoneNumber: phone }, {
        parameters: merged(kept, (parameters as Json) ?? {}),
        updatedAt: stamp(model),
      })
      if ('name' in fields) record['customName'] = fields['name'] !== null
      if (!record['customName']) record['name'] = followed(record)
      return { status: 200, body: wireRecord(edition, record) }
    }
    case 'records.delete':
      if (!record) return { status: 404 }
      model.records = model.records.filter((one) => one !== record)
      model.orders = model.orders.filter((one) => one['recordUuid'] !== uuid)
      return edition === 'hosted'
        ? { status: 200, body: { success: true, message: 'Record deleted successfully' } }
        : { status: 204 }

    case 'orders.list': {
      const faults = query['status'] !== undefined && !orderStatuses.includes(query['status']) ? ['status'] : []
      const found = model.orders.filter((one) => {
        const contact = model.records.find((row) => row['uuid'] === one['recordUuid'])
        return (
          one['campaignUuid'] === uuid &&
          (query['status'] === undefined || one['status'] === query['status']) &&
          (has(contact?.['name'], word) || has(contact?.['phoneNumber'], word))
        )
      })
      const result = withFaults(
        pageOf('orders', found, query, (one) => wireOrder(model, one)),
        faults,
      )
      return result.status === 400 || campaign ? result : { status: 404 }
    }
    case 'orders.create': {
      const input = withoutBlanks((body['record'] as Json | undefined) ?? {}, [])
      if (body['status'] === 'scheduled') wrong.push('status')
      if (campaign)
        wrong.push(...parameterFaults(typeOf(campaign['recordTypeUuid']), input['parameters'], 'record.parameters'))
      if (wrong.length > 0) return { status: 400, fields: wrong }
      if (!campaign) return { status: 404 }
      const made = makeRecord(model, campaign['recordTypeUuid'], input)
      made['uuid'] = (actual['record'] as Json | undefined)?.['uuid']
      model.records.push(made)
      const place = makeOrder(model, uuid, made, body['status'] ?? 'registered')
      place['uuid'] = actual['uuid']
      return {
        status: 201,
        body: {
          uuid: place['uuid'],
          status: place['status'],
          record: pick(made, ['uuid', 'name', 'email', 'phoneNumber', 'parameters']),
        },
      }
    }
    case 'orders.update': {
      const time = body['scheduledTime']
      const zone =
        body['scheduledTimeTimezone'] === undefined ? order?.['scheduledTimeTimezone'] : body['scheduledTimeTimezone']
      const isLocal = typeof time === 'string' && /T[\d:]+$/.test(time)
      if (order && isLocal && zone === null) wrong.push('scheduledTime')
      const next = { ...order, ...body }
      if (order && next['status'] === 'scheduled' && next['scheduledTime'] === null) wrong.push('scheduledTime')
      if (wrong.length > 0) return { status: 400, fields: wrong }
      if (!campaign || !order) return { status: 404 }
      const contact = model.records.find((one) => one['uuid'] === order['recordUuid'])
      if (leadToCalls.includes(String(body['status'])) && refused(model, contact?.['phoneNumber']))
        return { status: 409 }
      Object.assign(order, body, { updatedAt: stamp(model) })
      // The only time zone of the test is UTC.
      if (typeof time === 'string')
        order['scheduledTime'] = `${new Date(isLocal ? `${time}Z` : time).toISOString().slice(0, 19)}Z`
      return { status: 200, body: wireOrder(model, order) }
    }
    case 'orders.delete':
      if (!campaign || !order) return { status: 404 }
      model.orders = model.orders.filter((one) => one !== order)
      return { status: 200, body: { success: true, message: 'Record removed from campaign successfully' } }
    default: {
      const uuids = body['recordUuids'] as string[]
      if (campaign && wrong.length === 0) {
        uuids.forEach((one, index) => {
          const contact = model.records.find((row) => row['uuid'] === one)
          if (
            !contact ||
            (campaign['recordTypeUuid'] !== null && contact['recordTypeUuid'] !== campaign['recordTypeUuid'])
          )
            wrong.push(`recordUuids[${index}]`)
        })
      }
      if (wrong.length > 0) return { status: 400, fields: wrong }
      if (!campaign) return { status: 404 }
      for (const one of uuids) {
        const contact = model.records.find((row) => row['uuid'] === one)
        if (contact && !model.orders.some((place) => place['campaignUuid'] === uuid && place['recordUuid'] === one))
          makeOrder(model, uuid, contact, 'registered')
      }
      return { status: 200, body: { success: true } }
    }
  }
}

function withFaults(outcome: Outcome, faults: string[]): Outcome {
  return faults.length === 0 ? outcome : { status: 400, fields: [...faults, ...(outcome.fields ?? [])] }
}
