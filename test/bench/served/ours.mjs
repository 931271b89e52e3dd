// The standalone server over so many rows, journal on.
import { serve } from '../../../dist/server.js'
import { scenario } from '../rows.mjs'

const size = Number(process.argv[2] ?? 0)
const { port } = await serve({ port: 0, simulator: false, ...(size > 0 ? { scenario: scenario(size) } : {}) })
process.stdout.write(`${JSON.stringify({ port })}\n`)
