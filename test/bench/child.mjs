// One process that measures: told what by its parent.
import { measureGrowth } from './growth.mjs'
import { groups } from './groups.mjs'

process.once('message', (task) => {
  measure(task).then(
    (results) => process.send({ results }, () => process.exit(0)),
    (error) => process.send({ error: error.stack ?? String(error) }, () => process.exit(1)),
  )
})

async function measure({ group, growth, wanted, quick, full }) {
  if (growth !== undefined) return measureGrowth(growth, quick)
  const known = groups.find((one) => one.name === group)
  return known.run({ wants: (name) => wanted.includes(name), quick, full })
}
