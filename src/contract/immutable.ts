/** The type of JSON data that nobody may change, all the way down. Comments of fields stay. */
export type Immutable<Value> = Value extends object ? { readonly [Key in keyof Value]: Immutable<Value[Key]> } : Value
