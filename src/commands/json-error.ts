/** Finds where JSON is broken. `JSON.parse` names the place only in some versions of Node. */

const text = String.raw`"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"`
const scalar = String.raw`${text}|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)`

/** The tokens that JSON allows at a place, behind white space. */
const tokens = {
  value: token(`[[{]|${scalar}`),
  firstValue: token(`[[{\\]]|${scalar}`),
  key: token(text),
  firstKey: token(`}|${text}`),
  colon: token(':'),
  next: token('[,\\]}]'),
}

function token(pattern: string): RegExp {
  return new RegExp(`[ \\t\\r\\n]*(${pattern})`, 'y')
}

/**
 * Returns the first place at which a document is not JSON any more, counted from 1. A string that is broken counts from its
 * start.
 */
export function findJsonError(document: string): { readonly line: number; readonly column: number } {
  const before = document.slice(0, brokenAt(document)).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

type Allowed = keyof typeof tokens

function brokenAt(document: string): number {
  const closing: string[] = []
  let allowed: Allowed = 'value'
  let at = 0
  for (;;) {
    tokens[allowed].lastIndex = at
    const [whole = '', found] = tokens[allowed].exec(document) ?? []
    const isWrongEnd = found !== undefined && '}]'.includes(found) && closing.pop() !== found
    if (found === undefined || isWrongEnd || (found === ',' && closing.length === 0))
      return at + (/^[ \t\r\n]*/.exec(document.slice(at))?.[0].length ?? 0)
    if (found === '{') closing.push('}')
    if (found === '[') closing.push(']')
    allowed = allowedBehind(found, allowed, closing.at(-1))
    at += whole.length
  }
}

function allowedBehind(found: string, allowed: Allowed, closing: string | undefined): Allowed {
  if (found === '{') return 'firstKey'
  if (found === '[') return 'firstValue'
  if (found === ',') return closing === '}' ? 'key' : 'value'
  if (found === ':') return 'value'
  const isKey = found !== '}' && (allowed === 'key' || allowed === 'firstKey')
  return isKey ? 'colon' : 'next'
}
