// Carries the comments of schema fields into type declarations: types that are inferred are printed without them,
// and editors would show a field without what is said of it.

/** A statement of the first level that declares a constant: its name, and where its text begins and ends. */
function constantsOf(text) {
  const starts = [
    ...text.matchAll(/^(?:export |declare )*(?:const|interface|type|function|class|import|export) ?(\w*)/gm),
  ]
  return starts.flatMap(({ index, 0: head, 1: name }, at) =>
    /\bconst\b/.test(head) ? [{ name, start: index, end: starts[at + 1]?.index ?? text.length }] : [],
  )
}

/** What is said of the fields of a constant, by the name of the field: a comment in front, or else its description. */
function commentsIn(text) {
  const commented = text.matchAll(/(\/\*\*(?:(?!\*\/)[\s\S])*\*\/)\n\s+(\w+)(?=[:,])/g)
  return new Map([...describedIn(text), ...[...commented].map(([, comment, field]) => [field, comment])])
}

/**
 * The descriptions that end the fields of a schema: `name: z.string().meta({ description: 'Its name.' }),`. Behind the
 * last one, the schema itself ends.
 */
function describedIn(text) {
  // A key with a text is none: that of an error, or of a description on a line of its own.
  const fields = [...text.matchAll(/^ +(\w+): (?!['`])/gm)]
  return fields.flatMap(({ index, 1: field }, at) => {
    const own = text.slice(index, fields[at + 1]?.index ?? text.length)
    const [, description] =
      /\.meta\(\{\s*description:\s*'((?:[^'\\]|\\.)*)',?\s*\}\),?(?:\s*\/\*\*[\s\S]*|\s*\n *\}[\s\S]*|\s*)$/.exec(
        own,
      ) ?? []
    return description === undefined ? [] : [[field, `/** ${description.replaceAll("\\'", "'")} */`]]
  })
}

/** Whether a field is one of another object, inside of that which has a field of the same name. */
function isInner(indent, field, text) {
  return indent.length > 4 && new RegExp(`^ {4}(?:readonly )?${field}\\??:`, 'm').test(text)
}

/** A declaration file with the comments that the fields have in its source. */
export function withComments(declaration, source) {
  const comments = new Map(
    constantsOf(source).map(({ name, start, end }) => [name, commentsIn(source.slice(start, end))]),
  )
  let result = declaration
  for (const { name, start, end } of constantsOf(declaration).toReversed()) {
    const known = comments.get(name)
    if (!known?.size) continue
    const block = declaration
      .slice(start, end)
      .replaceAll(/^( +)(?:readonly )?(\w+)\??:/gm, (line, indent, field, _, text) =>
        known.has(field) && !isInner(indent, field, text)
          ? `${indent}${known.get(field).replaceAll(/\n\s*/g, `\n${indent} `)}\n${line}`
          : line,
      )
    result = result.slice(0, start) + block + result.slice(end)
  }
  return result
}
