import { expect } from 'vitest'
import type { HostedRecordList } from 'callcamp-mock'
import { defineClient } from '../clients/client.ts'

/** Phone numbers as people write them in the United States. */
function brokenFormat(phone: string): string {
  const [, area, exchange, line] = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phone)!
  return `(${area}) ${exchange}-${line}`
}

function fixedFormat(phone: string): string {
  const match = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phone)
  return match ? `(${match[1]}) ${match[2]}-${match[3]}` : phone
}

export default defineClient({
  name: 'a list breaks at a phone number of another country',
  options: { vary: { network: false } },
  broken: brokenFormat,
  fixed: fixedFormat,
  test: (format) => async () => {
    const { records }: HostedRecordList = await (await fetch('http://callcamp.ai/api/records')).json()
    for (const { phoneNumber } of records) expect(format(phoneNumber)).toContain(phoneNumber.slice(-4))
  },
})
