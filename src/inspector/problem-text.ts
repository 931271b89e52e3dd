/** What a refusal says, for people. */
export function problemOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const { message, errors } = body as { message?: string; errors?: { field: string; message: string }[] }
  return errors?.length ? errors.map((error) => `${error.field}: ${error.message}`).join(' · ') : message
}
