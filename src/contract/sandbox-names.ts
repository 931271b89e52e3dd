import { z } from 'zod'

/** The names of sandboxes, as requests carry them in headers, cookies and paths. Files are named after them too. */

const form = /^[A-Za-z0-9._-]{1,100}$/

/** The name of a sandbox that requests can reach. */
export const sandboxName = z.string().regex(form, { error: 'must have 1 to 100 of A-Z a-z 0-9 . _ -' })

export function isSandboxName(name: string): boolean {
  return form.test(name)
}
