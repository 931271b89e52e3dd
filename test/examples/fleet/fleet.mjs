// Several servers behind nginx, each with the sandboxes whose names hash to it: node fleet.mjs [port] [processes] [folder]
// COMMAND is what starts a server (default: npx callcamp-mock); PROXY is nginx (default: the one in PATH).
// It stops on SIGINT and SIGTERM, and when its standard input ends.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const [port = '8080', processes = '4', given = mkdtempSync(join(tmpdir(), 'fleet-'))] = process.argv.slice(2)
// nginx reads relative paths in its configuration from a folder of its own.
const folder = resolve(given)
const [command, ...first] = (process.env.COMMAND ?? 'npx callcamp-mock').split(' ')
const sandboxes = join(folder, 'sandboxes')
mkdirSync(sandboxes, { recursive: true })

const started = []
let isReady = false
let stopping
/** Before it was ready, it could not start: the exit code is 1. */
async function stop() {
  const code = isReady ? 0 : 1
  for (const { child } of started) child.kill('SIGTERM')
  await Promise.all(started.map(({ exit }) => exit))
  process.exit(code)
}
/** Says why it stops, unless it stops already. */
function stopBecause(reason) {
  if (!stopping) console.error(reason)
  return (stopping ??= stop())
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => (stopping ??= stop()))
process.stdin.resume().on('end', () => stopBecause('The standard input has ended: the fleet stops.'))

/** What did not start takes the others with it. */
const fail = (error) => stopBecause(error.message)

/** Starts a program that tells on its standard output when it is ready. */
function start(program, args, whenReady) {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const exit = new Promise((done) => {
    child.once('exit', done)
    child.once('error', done)
  })
  const ready = new Promise((done, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code} before it was ready`)))
    whenReady(child, done)
  })
  const running = { child, exit, ready }
  started.push(running)
  return running
}

const sockets = Array.from({ length: Number(processes) }, (_, index) => join(folder, `mock-${index + 1}.sock`))
const servers = sockets.map((socket) =>
  start(
    command,
    [
      ...first,
      ...['--socket', socket, '--save-sandboxes', sandboxes, '--scenario', 'empty', '--seed', '1', '--frozen'],
      // Without whoever started it, a server has nothing to do.
      ...['--quiet', '--exit-with-stdin'],
    ],
    (child, done) => child.stdout.once('data', done),
  ),
)
await Promise.all(servers.map(({ ready }) => ready)).catch(fail)
// What stops starts no proxy.
await stopping

const config = join(folder, 'nginx.conf')
const text = readFileSync(join(import.meta.dirname, 'nginx.conf'), 'utf8')
  .replaceAll('${folder}', folder)
  // Started by root, nginx would give up the right to the sockets of root's servers.
  .replace('${user}', process.getuid?.() === 0 ? 'user root root;' : '')
  .replace('${servers}', sockets.map((socket) => `server unix:${socket};`).join('\n    '))
  .replace('${port}', port)
writeFileSync(config, text)
const url = `http://127.0.0.1:${port}`
const nginx = start(process.env.PROXY ?? 'nginx', ['-p', folder, '-c', config], async (child, done) => {
  for (let attempt = 0; attempt < 200 && child.exitCode === null; attempt += 1) {
    const response = await fetch(`${url}/__mock/ready`).catch(() => undefined)
    if (response?.ok) return done()
    await new Promise((again) => {
      setTimeout(again, 50)
    })
  }
  child.kill()
})
await nginx.ready.catch(fail)
isReady = true
console.log(
  JSON.stringify({ url, processes: servers.map(({ child }, index) => ({ pid: child.pid, socket: sockets[index] })) }),
)
