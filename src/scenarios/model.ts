import type { z } from 'zod'
import { jsonFields, type ModelName, type Models, modelTitles, rowSchemas } from '../contract/models.ts'
import { withArticle } from '../contract/field-errors.ts'
import { isOpaque, showKind } from '../contract/plain-object.ts'
import { maxMade } from '../contract/recipes.ts'
import { show } from '../contract/problems.ts'
import type { World } from '../world/world.ts'
import type { FirstQuery, ManyQuery, Model, Query, UpdateQuery } from './db.ts'
import { toPlain } from './plain.ts'
import { amount, columnsOf, compileOrder, plan, unknownField } from './queries.ts'
import { errorsOfValues, refusal } from './row-checks.ts'

/** Creates and changes rows of any model. Both check what they write, and throw a TypeError if it is invalid. */
export interface Writer {
  create<Name extends ModelName>(model: Name, values: object): Models[Name]
  /** `changes` contains plain values of known fields. */
  update<Name extends ModelName>(model: Name, before: Models[Name], changes: Partial<Models[Name]>): Models[Name]
}

const queryKeys = ['where', 'strict', 'orderBy', 'take', 'skip']

/** One model of the test API over the tables of a world. */
export class ModelApi<Name extends ModelName, New extends object> implements Model<Models[Name], New> {
  readonly #world: World
  readonly #name: Name
  readonly #writer: Writer

  constructor(world: World, name: Name, writer: Writer) {
    this.#world = world
    this.#name = name
    this.#writer = writer
  }

  create(values?: New): Models[Name] {
    const given = this.#given(values, `${this.#name}.create`)
    return this.#commit('create', () => this.#writer.create(this.#name, given))
  }

  createMany(first: readonly New[] | number, values?: New | ((index: number) => New)): Models[Name][] {
    const where = `${this.#name}.createMany`
    const list = typeof first === 'number' ? this.#made(first, values, where) : first
    if (!Array.isArray(list))
      throw new TypeError(`${where} takes a list of values, or a count and values; received ${show(first)}`)
    const given = list.map((one: New | undefined, index) => this.#given(one, `${where}: [${index}]`))
    return this.#commitAll('createMany', () => given.map((one) => this.#writer.create(this.#name, one)))
  }

  get(uuid: string): Models[Name] | null {
    if (typeof uuid !== 'string') throw new TypeError(`${this.#name}.get takes an id; received ${show(uuid)}`)
    return this.#table.get(uuid) ?? null
  }

  findFirst(query: FirstQuery<Models[Name]> & { readonly strict: true }): Models[Name]
  findFirst(query?: FirstQuery<Models[Name]>): Models[Name] | null
  findFirst(query: FirstQuery<Models[Name]> = {}): Models[Name] | null {
    return this.#first(query, 'findFirst') ?? null
  }

  findMany(query: ManyQuery<Models[Name]> = {}): Models[Name][] {
    return this.#some(query, 'findMany')
  }

  count(query: Query<Models[Name]> = {}): number {
    this.#checkQuery(query, 'count', ['where', 'strict'])
    const { unconditional } = plan(this.#name, this.#table, query.where)
    const size = unconditional ? this.#table.size : this.#matching(query).length
    if (size === 0 && query.strict) throw this.#nothing('count', query)
    return size
  }

  getAll(): Models[Name][] {
    return this.#table.rows()
  }

  update(query: UpdateQuery<Models[Name], New> & { readonly strict: true }): Models[Name]
  update(query: UpdateQuery<Models[Name], New>): Models[Name] | null
  update(query: UpdateQuery<Models[Name], New>): Models[Name] | null {
    this.#checkChange(query, 'update', ['where', 'strict', 'orderBy', 'data'])
    const { data, ...rest } = query
    const found = this.#first(rest, 'update')
    if (!found) return null
    const changes = this.#changes(found, data)
    return this.#commit('update', () => this.#writer.update(this.#name, found, changes))
  }

  updateMany(query: UpdateQuery<Models[Name], New>): Models[Name][] {
    this.#checkQuery(query, 'updateMany', [...queryKeys, 'data'])
    const { data, ...rest } = query
    const found = this.#some(rest, 'updateMany')
    const changes = found.map((row) => [row, this.#changes(row, data)] as const)
    return this.#commitAll('updateMany', () =>
      changes.map(([row, one]) => this.#writer.update(this.#name, this.#table.get(row.uuid) ?? row, one)),
    )
  }

  delete(query: Query<Models[Name]> & { readonly strict: true }): Models[Name]
  delete(query: Query<Models[Name]>): Models[Name] | null
  delete(query: Query<Models[Name]>): Models[Name] | null {
    this.#checkChange(query, 'delete', ['where', 'strict', 'orderBy'])
    const found = this.#first(query, 'delete')
    if (!found) return null
    this.#change('delete', () => this.#world.remove(this.#name, found.uuid))
    return found
  }

  deleteMany(query: Query<Models[Name]>): Models[Name][] {
    const found = this.#some(query, 'deleteMany')
    this.#change('deleteMany', () => {
      for (const { uuid } of found) this.#world.remove(this.#name, uuid)
    })
    return found
  }

  /** The current table: a reset world has other tables. */
  get #table() {
    return this.#world.tables[this.#name]
  }

  /** Runs a function whose writes are undone if it throws. */
  #change<Result>(method: string, write: () => Result): Result {
    return this.#world.change({ type: 'db', call: `${this.#name}.${method}` }, write)
  }

  /** Writes a row, and returns it after the consequences of the write. */
  #commit(method: string, write: () => Models[Name]): Models[Name] {
    const row = this.#change(method, write)
    return this.#table.get(row.uuid) ?? row
  }

  #commitAll(method: string, write: () => Models[Name][]): Models[Name][] {
    return this.#change(method, write).map((row) => this.#table.get(row.uuid) ?? row)
  }

  /** `count` values: the results of a user's function, or the same value for all. */
  #made(count: number, values: New | ((index: number) => New) | undefined, where: string): (New | undefined)[] {
    const length = amount(count, `${where}: the count`) ?? 0
    if (length > maxMade) throw new TypeError(`${where}: the count must be at most ${maxMade}; received ${length}`)
    const make = typeof values === 'function' ? values : () => values
    return this.#world.guard.run(`the function given to ${where}`, () =>
      Array.from({ length }, (_, index) => make(index)),
    )
  }

  /** The checked values of a new row. */
  #given(values: New | undefined, where: string): New {
    const given = Object.fromEntries(this.#plain(values === undefined ? {} : values, where))
    const errors = errorsOfValues(this.#name, given)
    if (errors.length > 0) throw refusal('create', this.#name, errors)
    return given as New
  }

  /** The changed values of a row. */
  #changes(row: Models[Name], data: unknown): Partial<Models[Name]> {
    const changes = Object.fromEntries(this.#plain(data, `${this.#name}.update: data`, row)) as Partial<Models[Name]>
    if (changes.uuid !== undefined && changes.uuid !== row.uuid)
      throw new TypeError(
        `Failed to update ${withArticle(modelTitles[this.#name])}: its uuid never changes; received ${show(changes.uuid)}`,
      )
    return changes
  }

  /** The given fields, which must exist, with copies of JSON values. Functions are called with the previous value. */
  #plain(values: unknown, where: string, previous?: Models[Name]): [string, unknown][] {
    if (typeof values !== 'object' || values === null || Array.isArray(values) || isOpaque(values))
      throw new TypeError(`${where} must be values by field; received ${showKind(values)}`)
    const fields = columnsOf(this.#name)
    // Functions and getters of the user may run here.
    return this.#world.guard.run(`the values given to ${where}`, () => {
      const given: [string, unknown][] = []
      for (const [field, written] of Object.entries(values)) {
        if (!fields.includes(field)) throw unknownField(this.#name, field, `${where}.${field}`)
        const value: unknown =
          previous && typeof written === 'function' ? written(previous[field as keyof Models[Name]], previous) : written
        if (value !== undefined) given.push([field, jsonFields.has(field) ? toJson(this.#name, field, value) : value])
      }
      return given
    })
  }

  #first(query: FirstQuery<Models[Name]>, action: string): Models[Name] | undefined {
    this.#checkQuery(query, action, ['where', 'strict', 'orderBy'])
    const [found] = this.#matching(query, query.orderBy === undefined)
    if (!found && query.strict) throw this.#nothing(action, query)
    return found
  }

  #some(query: ManyQuery<Models[Name]>, action: string): Models[Name][] {
    this.#checkQuery(query, action, queryKeys)
    const skip = amount(query.skip, 'skip') ?? 0
    const take = amount(query.take, 'take')
    const found = this.#matching(query).slice(skip, take === undefined ? undefined : skip + take)
    if (found.length === 0 && query.strict) throw this.#nothing(action, query)
    return found
  }

  /** The rows that fit, in order; with `onlyFirst`, one at most, before they are sorted. */
  #matching(query: FirstQuery<Models[Name]>, onlyFirst = false): Models[Name][] {
    const { candidates, fits } = plan(this.#name, this.#table, query.where)
    const found: Models[Name][] = []
    for (const row of candidates ?? this.#table.rows()) {
      if (!fits(row)) continue
      found.push(row)
      if (onlyFirst) break
    }
    return query.orderBy === undefined ? found : found.toSorted(compileOrder(this.#name, query.orderBy))
  }

  #checkQuery(query: unknown, action: string, known: readonly string[]): void {
    if (typeof query !== 'object' || query === null)
      throw new TypeError(`${this.#name}.${action} takes a query such as { where: { … } }; received ${show(query)}`)
    const unknown = Object.keys(query).find((key) => !known.includes(key))
    if (unknown !== undefined)
      throw new TypeError(`${this.#name}.${action} does not know ${show(unknown)}; a query has ${known.join(', ')}`)
  }

  /** A change of one row needs a condition: otherwise it would hit the oldest row, which is hardly ever intended. */
  #checkChange(query: Query<Models[Name]>, action: string, known: readonly string[]): void {
    this.#checkQuery(query, action, known)
    if (query.where === undefined)
      throw new TypeError(
        `${this.#name}.${action} needs where: which ${modelTitles[this.#name]} is meant, such as { where: { uuid: '…' } }`,
      )
  }

  #nothing(action: string, query: Query<Models[Name]>): Error {
    return new Error(`${this.#name}.${action} found no ${modelTitles[this.#name]} where ${show(query.where ?? {})}`)
  }
}

/** A copy of a JSON value, with its keys in the order of its schema: as a request or a snapshot would have it. */
function toJson(model: ModelName, field: string, value: unknown): unknown {
  const plain = toPlain(value, field)
  const schemas: Readonly<Record<string, z.ZodType>> = rowSchemas[model].shape
  const parsed = schemas[field]?.safeParse(plain)
  return parsed?.success ? parsed.data : plain
}
