import { parseAst } from 'rolldown/parseAst'

/**
 * Small lies that are told to a source, all at once: each waits behind a switch of its own, so that one build
 * holds every mutant and a number says which one is awake.
 */

/** @typedef {{ start: number, end: number, statement: boolean, mutants: { name: string, to: string }[] }} Point */

const comparisons = new Map(
  Object.entries({
    '<': ['<=', '>='],
    '<=': ['<', '>'],
    '>': ['>=', '<='],
    '>=': ['>', '<'],
    '===': ['!=='],
    '!==': ['==='],
    '==': ['!='],
    '!=': ['=='],
  }),
)
const arithmetic = new Map(Object.entries({ '+': '-', '-': '+', '*': '/', '/': '*', '%': '*' }))
const logic = new Map(Object.entries({ '&&': '||', '||': '&&', '??': '&&' }))
const assignments = new Map(Object.entries({ '+=': '-=', '-=': '+=', '*=': '/=', '??=': '=' }))
const methods = new Map(
  Object.entries({
    some: 'every',
    every: 'some',
    min: 'max',
    max: 'min',
    startsWith: 'endsWith',
    endsWith: 'startsWith',
    toLowerCase: 'toUpperCase',
    toUpperCase: 'toLowerCase',
    ceil: 'floor',
    floor: 'ceil',
    findLast: 'find',
    push: 'unshift',
    shift: 'pop',
  }),
)
/** Calls that hand on something like what they were called on: a mutant leaves them out. */
const droppable = new Set(['filter', 'toSorted', 'toReversed', 'slice', 'trim', 'concat', 'flat'])
const typeWrappers = new Set(['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression'])
const loops = new Set(['WhileStatement', 'DoWhileStatement', 'ForStatement'])

/** Where a source can be mutated, and how. What runs only once, when the module is loaded, is left out. */
export function pointsOf(text) {
  /** @type {Map<string, Point>} */
  const points = new Map()
  const textOf = ({ start, end }) => text.slice(start, end)
  const add = (node, name, to, statement = false) => {
    const key = `${node.start}:${node.end}:${statement}`
    const point = points.get(key) ?? { start: node.start, end: node.end, statement, mutants: [] }
    points.set(key, point)
    if (!point.mutants.some((one) => one.to === to)) point.mutants.push({ name, to })
  }

  function look(node, inSpine) {
    const { type } = node
    if (type === 'IfStatement' || type === 'ConditionalExpression') {
      add(node.test, 'condition', 'true')
      add(node.test, 'condition', 'false')
    } else if (loops.has(type) && node.test) add(node.test, 'condition', 'false')
    else if (type === 'BinaryExpression') {
      const [left, right] = [textOf(node.left), textOf(node.right)]
      for (const operator of comparisons.get(node.operator) ?? [])
        add(node, 'comparison', `(${left}) ${operator} (${right})`)
      const other = arithmetic.get(node.operator)
      if (other && !isText(node.left) && !isText(node.right)) add(node, 'arithmetic', `(${left}) ${other} (${right})`)
    } else if (type === 'LogicalExpression')
      add(node, 'logic', `(${textOf(node.left)}) ${logic.get(node.operator)} (${textOf(node.right)})`)
    else if (type === 'UnaryExpression' && (node.operator === '!' || node.operator === '-'))
      add(node, 'negation', textOf(node.argument))
    else if (type === 'UpdateExpression')
      add(node, 'arithmetic', textOf(node).replace(node.operator, node.operator === '++' ? '--' : '++'))
    else if (type === 'AssignmentExpression' && assignments.get(node.operator))
      add(node, 'assignment', `${textOf(node.left)} ${assignments.get(node.operator)} ${textOf(node.right)}`)
    else if (type === 'Literal') mutateLiteral(node)
    else if (type === 'ArrayExpression' && node.elements.length > 0) add(node, 'literal', '[]')
    else if (type === 'ReturnStatement' && node.argument && textOf(node.argument) !== 'undefined')
      add(node.argument, 'returned value', 'undefined')
    else if (type === 'ArrowFunctionExpression' && node.body.type !== 'BlockStatement')
      add(node.body, 'returned value', 'undefined')
    else if (type === 'ExpressionStatement' && !node.directive && node.expression.callee?.type !== 'Super')
      add(node, 'removed statement', '', true)
    else if (type === 'CallExpression' && !inSpine && node.callee.type === 'MemberExpression' && !node.callee.computed)
      mutateCall(node)
  }

  function mutateLiteral(node) {
    if (typeof node.value === 'boolean') add(node, 'literal', String(!node.value))
    else if (typeof node.value === 'number') add(node, 'literal', String(node.value + 1))
    // What has spaces is said to people: messages are no mutants.
    else if (typeof node.value === 'string' && !/\s/.test(node.value))
      add(node, 'literal', node.value === '' ? "'mutant'" : "''")
  }

  function mutateCall(node) {
    const { object, property } = node.callee
    const other = methods.get(property.name)
    if (other) add(node, 'method', text.slice(node.start, property.start) + other + text.slice(property.end, node.end))
    if (droppable.has(property.name)) add(node, 'method', textOf(object))
  }

  function walk(node, inFunction, inSpine) {
    if (
      !node ||
      typeof node.type !== 'string' ||
      node.type === 'ImportDeclaration' ||
      node.type === 'ExportAllDeclaration'
    )
      return
    if (typeWrappers.has(node.type)) {
      walk(node.expression, inFunction, inSpine)
      return
    }
    if (node.type.startsWith('TS')) return
    if (inFunction) look(node, inSpine)
    const enters = inFunction || /Function/.test(node.type) || (node.type === 'PropertyDefinition' && !node.static)
    for (const [key, child] of Object.entries(node)) {
      if (key === 'key' && !node.computed) continue
      if (key === 'source' && node.type.startsWith('Export')) continue
      const spine = (key === 'callee' || key === 'object') && (inSpine || node.inChain)
      for (const one of Array.isArray(child) ? child : [child]) {
        if (!one || typeof one !== 'object') continue
        if (node.type === 'ChainExpression' && key === 'expression') one.inChain = true
        walk(one, enters, spine)
      }
    }
  }

  walk(parseAst(text, { lang: 'ts' }), false, false)
  return [...points.values()].toSorted(
    (a, b) => a.start - b.start || b.end - a.end || Number(b.statement) - Number(a.statement),
  )
}

const isText = (node) => node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string')

/** The source with all its mutants asleep. Numbers count on from `first`. */
export function instrument(text, first) {
  const points = pointsOf(text)
  const mutants = []
  let next = 0

  /** Renders a stretch; points inside of it are nested in order. */
  function render(start, end) {
    let out = ''
    let at = start
    while (next < points.length && points[next].start < end) {
      const point = points[next]
      next += 1
      out += text.slice(at, point.start) + renderPoint(point)
      at = point.end
    }
    return out + text.slice(at, end)
  }

  function renderPoint({ start, end, statement, mutants: own }) {
    const numbered = own.map((mutant) => {
      const id = first + mutants.length
      mutants.push({
        id,
        start,
        end,
        line: text.slice(0, start).split('\n').length,
        from: text.slice(start, end),
        ...mutant,
      })
      return { id, to: mutant.to }
    })
    const inner = render(start, end)
    if (statement) return `{if(!isAwake(${numbered[0].id})){${inner}}}`
    return `(${numbered.map(({ id, to }) => `isAwake(${id})?(${to}):`).join('')}(${inner}))`
  }

  return { code: render(0, text.length), mutants }
}
