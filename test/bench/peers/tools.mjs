import { createServer } from 'node:net'
import { join } from 'node:path'

export function fileOf(name, path) {
  return join(import.meta.dirname, 'node_modules', name, path)
}

export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/** Waits until something answers there. */
export async function reachable(url) {
  const until = performance.now() + 20_000
  for (;;) {
    const answered = await fetch(url).then(
      (response) => response.text().then(() => true),
      () => false,
    )
    if (answered) return
    if (performance.now() > until) throw new Error(`Nothing answers at ${url}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
