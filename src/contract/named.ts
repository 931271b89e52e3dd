import { z } from 'zod'

/** An object schema with its name and its description in OpenAPI and JSON Schema. */
export function named<Shape extends z.core.$ZodLooseShape>(id: string, description: string, shape: Shape) {
  return z.object(shape).meta({ id, description })
}

/** The same for an object that refuses unknown keys. */
export function namedStrict<Shape extends z.core.$ZodLooseShape>(id: string, description: string, shape: Shape) {
  return z.strictObject(shape).meta({ id, description })
}
