import { expect } from 'vitest'
import { send } from './api.ts'
import { defineClient } from './client.ts'

type Notice = { readonly kind: 'saved' } | { readonly kind: 'failed'; readonly message: string }

/** Saves a contact, and says how it went. */
async function save(messageOf: (response: Response) => Promise<string>): Promise<Notice> {
  const body = { recordTypeUuid: 'f0000000-0000-4000-8000-000000000000', phoneNumber: '+14155550177' }
  const response = await send('/records', { method: 'POST', body }).catch(() => undefined)
  if (!response) return { kind: 'failed', message: 'You seem to be offline' }
  return response.ok ? { kind: 'saved' } : { kind: 'failed', message: await messageOf(response) }
}

const brokenMessage = async (response: Response) => ((await response.json()) as { message: string }).message

const fixedMessage = async (response: Response) => {
  const body = (await response.json().catch(() => undefined)) as { message?: string } | undefined
  return body?.message ?? `The API answered ${response.status}`
}

export default defineClient({
  name: 'a form breaks when an error is no JSON',
  broken: brokenMessage,
  fixed: fixedMessage,
  test: (messageOf) => async () => {
    const notice = await save(messageOf)
    if (notice.kind === 'failed') expect(notice.message).not.toBe('')
  },
})
