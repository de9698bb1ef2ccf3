/** The three endpoints that the page uses. Every failure is an `ApiError`, except an abort by the caller. */
import { fieldsOf, listOf, readResult, textOf, type Fields, type Result } from '../model/result'
import { malformed, offline, refused, timedOut, unreachable } from './errors'

export interface ChatRequest {
  conversation: string
  message_id: string
  text: string
  region: string | null
  /** The person chose or removed `region` by hand since the last answer. */
  region_chosen?: true
}

export interface ChatReply {
  conversation: string
  results: Result[]
  /** The region that the conversation goes by now; absent where the service does not say. */
  ownRegion?: string | null
}

export interface Region {
  id: string
  name: string
  /** Whether a notice of this place is held. */
  held: boolean
}

export interface Clause {
  address: string
  title: string
  text: string
}

export interface Client {
  chat(request: ChatRequest, signal?: AbortSignal): Promise<ChatReply>
  regions(): Promise<Region[]>
  clause(address: string): Promise<Clause>
}

export interface ClientOptions {
  /** Address that the `api/…` paths are resolved against, ending in a slash. */
  base: string
  timeoutMs: number
  fetch?: typeof fetch
  isOnline?: () => boolean
}

function readRegion(value: unknown): Region | null {
  const fields = fieldsOf(value)
  const id = textOf(fields?.id)
  return fields && id ? { id, name: textOf(fields.name) || id, held: fields.held === true } : null
}

/** Of the last result that tells it. */
function ownRegionOf(results: unknown[]): Pick<ChatReply, 'ownRegion'> {
  const told = results.map(fieldsOf).filter((fields) => fields !== null && 'own_region' in fields).pop()
  return told ? { ownRegion: textOf(told.own_region) || null } : {}
}

export function createClient(options: ClientOptions): Client {
  const send = options.fetch ?? ((input, init) => globalThis.fetch(input, init))
  const isOnline = options.isOnline ?? (() => navigator.onLine !== false)

  async function request(path: string, init: RequestInit, outer?: AbortSignal): Promise<Fields> {
    if (!isOnline()) throw offline()
    // AbortSignal.any and .timeout are younger than the engines this has to run in.
    const inner = new AbortController()
    const stop = (): void => inner.abort()
    outer?.addEventListener('abort', stop)
    const timer = setTimeout(stop, options.timeoutMs)
    try {
      const response = await send(options.base + path, { ...init, signal: inner.signal })
      const body: unknown = await response.json().catch((error: unknown) => {
        if (inner.signal.aborted) throw error
        return null
      })
      if (!response.ok) throw refused(response.status, body, response.headers.get('Retry-After'))
      const fields = fieldsOf(body)
      if (!fields) throw malformed()
      return fields
    } catch (error) {
      if (outer?.aborted) throw error
      if (inner.signal.aborted) throw timedOut()
      if (error instanceof TypeError) throw isOnline() ? unreachable() : offline()
      throw error
    } finally {
      clearTimeout(timer)
      outer?.removeEventListener('abort', stop)
    }
  }

  return {
    async chat(message, signal) {
      const body = await request(
        'api/chat',
        { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(message) },
        signal,
      )
      if (!Array.isArray(body.results)) throw malformed()
      return {
        conversation: textOf(body.conversation) || message.conversation,
        results: listOf(body.results, readResult),
        ...ownRegionOf(body.results),
      }
    },
    async regions() {
      const body = await request('api/regions', {})
      if (!Array.isArray(body.regions)) throw malformed()
      return listOf(body.regions, readRegion)
    },
    async clause(address) {
      const body = await request('api/clauses/' + encodeURIComponent(address), {})
      const text = textOf(body.text)
      if (!text) throw malformed()
      return { address, title: textOf(body.document_title), text }
    },
  }
}
