// The scenario `demo`, first in this process and again, beside JSON.parse of its snapshot: a line of JSON.
import { createMock } from '../../../dist/index.js'
import { median } from '../measure.mjs'

const time = (run) => {
  const started = performance.now()
  const result = run()
  return [performance.now() - started, result]
}

const [first, mock] = time(() => createMock({ scenario: 'demo' }))
const text = JSON.stringify(mock.snapshot())
const [parse] = time(() => JSON.parse(text))
const again = median(Array.from({ length: 9 }, () => time(() => createMock({ scenario: 'demo' }))[0]))
const parseAgain = median(Array.from({ length: 9 }, () => time(() => JSON.parse(text))[0]))
process.stdout.write(`${JSON.stringify({ first, parse, again, parseAgain })}\n`)
