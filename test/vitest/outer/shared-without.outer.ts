import { expect, test } from 'vitest'

test('a file that does without the mock is left alone', async () => {
  // Nothing listens there: the network says so, and not the mock.
  await expect(fetch('http://127.0.0.1:9/api/campaigns')).rejects.toThrow(
    expect.objectContaining({ cause: expect.not.objectContaining({ name: 'UnhandledRequest' }) }),
  )
})
