/** Counts the values of a JSON text without parsing it, which makes no garbage. */

const [quote, backslash, comma, colon] = ['"', '\\', ',', ':'].map((one) => one.charCodeAt(0))
const [list, object, listEnd, objectEnd] = ['[', '{', ']', '}'].map((one) => one.charCodeAt(0))
const space = ' '.charCodeAt(0)

/** How much the objects and lists of a JSON text may hold, all together. */
export interface ValueLimits {
  readonly values: number
  /** How many of the values may be fields of objects. */
  readonly fields: number
}

/** Which limit a JSON text exceeds, if any. */
export function exceededLimit(text: string, limits: ValueLimits): keyof ValueLimits | undefined {
  // A value takes two characters with what divides it from the next, and a field takes five with its name.
  if (text.length < 2 * limits.values && text.length < 5 * limits.fields) return undefined
  let values = 0
  let fields = 0
  /** Whether the last character that counts opened an object or a list. */
  let isOpened = false
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code <= space) continue
    if (isOpened && code !== listEnd && code !== objectEnd) values += 1
    if (code === comma) values += 1
    if (code === colon) fields += 1
    if (values > limits.values) return 'values'
    if (fields > limits.fields) return 'fields'
    isOpened = code === list || code === object
    if (code === quote) index = endOfString(text, index)
  }
  return undefined
}

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end - 1
    while (text.charCodeAt(before) === backslash) before -= 1
    if ((end - before) % 2 === 1) return end
  }
  return text.length
}
