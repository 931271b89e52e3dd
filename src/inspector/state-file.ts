import type { Live } from './live.ts'

/** Puts the state of a file in place of what is there. */
export async function restoreFile(live: Live, file: File | undefined): Promise<void> {
  const text = await file?.text()
  if (text === undefined) return
  try {
    await live.act('PUT', '/state', JSON.parse(text), 'Restored the file')
  } catch {
    live.tell('This file holds no JSON')
  }
}

/** Saves the whole state as a file. */
export async function saveFile(live: Live): Promise<void> {
  const snapshot = await live.get<{ readonly name: string; readonly now: string }>('/state')
  if (!snapshot) return
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([JSON.stringify(snapshot, undefined, 2)], { type: 'application/json' }))
  link.download = `${snapshot.name}-${snapshot.now.replaceAll(':', '')}.json`
  link.click()
  URL.revokeObjectURL(link.href)
}
