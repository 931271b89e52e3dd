import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { SchemaCollection } from '../../src/openapi/schemas.ts'

/** Schemas of a document, each by its name. */

describe('a schema with a name', () => {
  const named = (schema: z.ZodType) => z.object({ inside: schema })

  test('is referred to, and there once', () => {
    const place = z.object({ city: z.string() }).meta({ id: 'PlaceOfATest' })
    const schemas = new SchemaCollection()
    expect(schemas.sent(named(place))).toMatchObject({
      properties: { inside: { $ref: '#/components/schemas/PlaceOfATest' } },
    })
    expect(schemas.answered(named(place))).toMatchObject({
      properties: { inside: { $ref: '#/components/schemas/PlaceOfATest' } },
    })
    expect(Object.keys(schemas.all)).toEqual(['PlaceOfATest'])
  })

  test('is not another one’s, which would take its place unnoticed', () => {
    const schemas = new SchemaCollection()
    schemas.sent(named(z.object({ city: z.string() }).meta({ id: 'NameOfATest' })))
    z.globalRegistry.clear()
    expect(() => schemas.sent(named(z.object({ city: z.number() }).meta({ id: 'NameOfATest' })))).toThrow(
      'Two schemas are named NameOfATest',
    )
  })
})
