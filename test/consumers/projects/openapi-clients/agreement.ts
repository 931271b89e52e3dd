import type { OperationId, Operations } from 'callcamp-mock'
import type { operations as hosted30 } from './generated/3.0/openapi-typescript/hosted.ts'
import type { operations as hosted } from './generated/3.1/openapi-typescript/hosted.ts'
import type { operations as local } from './generated/3.1/openapi-typescript/local.ts'

/** The description and the exported types say the same of every body and every answer, or this file does not compile. */

type Camel<Id> = Id extends `${infer Resource}.${infer Verb}` ? `${Resource}${Capitalize<Verb>}` : never

type BodyOf<Described> = Described extends { requestBody: { content: { 'application/json': infer Body } } }
  ? Body
  : undefined
type AnswerOf<Described> = Described extends {
  responses: { [Status in 200 | 201]?: { content: { 'application/json': infer Answer } } }
}
  ? Answer
  : undefined

/** Without `readonly`, which no description knows, and with codes as texts, which the package does not list in its types. */
type Plain<Value> = Value extends readonly (infer Item)[]
  ? Plain<Item>[]
  : Value extends object
    ? {
        -readonly [Key in keyof Value]: Key extends 'country' | 'currencyCode'
          ? WithText<Value[Key]>
          : Plain<Value[Key]>
      }
    : Value
type WithText<Value> = Value extends string ? string : Value

type Same<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false

type Agreement<Described, Edition extends 'hosted' | 'local'> = {
  [Id in OperationId]: [
    Same<Plain<Operations<Edition>[Id]['body']>, Plain<BodyOf<Described[Camel<Id> & keyof Described]>>>,
    Same<Plain<Operations<Edition>[Id]['answer']>, Plain<AnswerOf<Described[Camel<Id> & keyof Described]>>>,
  ]
}

type Everything = { [Id in OperationId]: [body: true, answer: true] }
function agree<_Result extends Everything>(): void {}

agree<Agreement<hosted, 'hosted'>>()
agree<Agreement<hosted30, 'hosted'>>()
agree<Agreement<local, 'local'>>()
