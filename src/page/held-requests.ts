import { holdXhr } from './held-xhr.ts'

/**
 * Requests of the page that wait until a mock answers: by `fetch` and `XMLHttpRequest`, and those that msw's worker has
 * taken already and asks the page about.
 */

interface Hold {
  readonly isHeld: (url: string) => boolean
  readonly end: Promise<void>
}

/** What msw's worker sends for each request, with a port for the answer. */
interface Question {
  readonly type: string
  readonly payload?: { readonly url?: unknown }
}

const holds = new Set<Hold>()
const questions = new Set<MessageEvent<Question>>()
/** The `fetch` of the page while something is held. */
let plainFetch: typeof fetch | undefined
let releaseXhr = () => {}
let isListening = false

/**
 * Lets requests to some addresses wait. Returns a function that lets them go on: to the mock, if one answers by then,
 * or else to the network.
 */
export function holdRequests(isHeld: (url: string) => boolean): (isAnswered: boolean) => void {
  let release = () => {}
  const hold: Hold = { isHeld, end: new Promise((resolve) => (release = resolve)) }
  holds.add(hold)
  if (!plainFetch) {
    plainFetch = globalThis.fetch
    globalThis.fetch = heldFetch
  }
  if (holds.size === 1) releaseXhr = holdXhr(waitFor)
  listen()
  return (isAnswered) => {
    holds.delete(hold)
    if (holds.size === 0) releaseXhr()
    // Code of the page may have put a `fetch` of its own around this one, which goes on using it.
    if (holds.size === 0 && globalThis.fetch === heldFetch && plainFetch) {
      globalThis.fetch = plainFetch
      plainFetch = undefined
    }
    release()
    for (const question of questions) if (!findHold(urlOf(question))) goOn(question, isAnswered)
  }
}

function findHold(url: string): Hold | undefined {
  return [...holds].find(({ isHeld }) => isHeld(url))
}

/** Resolves when no hold is left that concerns an address; undefined if there is none. */
function waitFor(url: string): Promise<void> | undefined {
  return findHold(url)?.end.then(() => waitFor(url))
}

const heldFetch: typeof fetch = async (input, init) => {
  const text = input instanceof Request ? input.url : String(input)
  if (URL.canParse(text, document.baseURI)) await waitFor(new URL(text, document.baseURI).href)
  return (plainFetch ?? globalThis.fetch)(input, init)
}

/** Before msw listens to its worker, so that a question can be kept from it: it forgets those that come while it starts. */
function listen(): void {
  if (isListening || !('serviceWorker' in navigator)) return
  isListening = true
  navigator.serviceWorker.addEventListener(
    'message',
    (event: MessageEvent<Question>) => {
      if (!findHold(urlOf(event))) return
      event.stopImmediatePropagation()
      questions.add(event)
    },
    { capture: true },
  )
}

/** The address that a question is about; for other messages, an empty text. */
function urlOf({ data }: MessageEvent<Question | null>): string {
  const url = data?.type === 'REQUEST' ? data.payload?.url : undefined
  return typeof url === 'string' ? url : ''
}

function goOn(question: MessageEvent<Question>, isAnswered: boolean): void {
  questions.delete(question)
  const { data, ports } = question
  if (isAnswered) navigator.serviceWorker.dispatchEvent(new MessageEvent('message', { data, ports: [...ports] }))
  else ports[0]?.postMessage({ type: 'PASSTHROUGH' })
}
