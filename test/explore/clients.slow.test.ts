import { appendFileSync } from 'node:fs'
import { defineClientTests } from './client-tests.ts'
import { clients } from './clients/all.ts'

/** Clients with one bug each, in the style of real ones. */

/** Where `replay.mjs` wants the reports of all failures, to compare them. */
const failuresFile = process.env['FAILURES_FILE']

defineClientTests(clients, {
  onFailure({ name }, { message }) {
    // If the state is in a file, its name is different each time.
    const [report] = message.split('The state at the end')
    if (failuresFile !== undefined) appendFileSync(failuresFile, `${name}\n${report}\n`)
  },
})
