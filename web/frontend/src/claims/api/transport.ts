/** Requests of the claims API: session, idempotency, repeats after a network failure, one kind of error. */
import { fieldsOf, type Fields } from '../../model/result'
import { createKeys } from './keys'
import { malformed, offline, refused, timedOut, Trouble, troubleOf, unreachable } from './trouble'

const TIMEOUT_MS = 30_000
/** Pauses before a write of unknown outcome is repeated. */
const PAUSES_MS = [800, 2500]

export interface TransportOptions {
  /** Address that `api/…` is resolved against, ending in a slash. */
  base: string
  fetch?: typeof fetch
  isOnline?: () => boolean
  pause?: (milliseconds: number) => Promise<void>
  timeoutMs?: number
}

export interface Transport {
  readonly base: string
  /** Of the session; empty where there is none. */
  csrf: string
  bearer: string
  get(path: string): Promise<Fields>
  /** A write, repeated with the same key while it is unknown whether it was carried out. */
  send(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Fields>
  /** A file, for pages that log in by a token: a link carries none. */
  blob(path: string): Promise<Blob>
  /** Headers of a write. */
  headers(key: string): Record<string, string>
}

export function createTransport(options: TransportOptions): Transport {
  const call = options.fetch ?? ((input, init) => globalThis.fetch(input, init))
  const isOnline = options.isOnline ?? (() => navigator.onLine !== false)
  const pause = options.pause ?? ((ms) => new Promise<void>((resolve) => setTimeout(resolve, ms)))
  const keys = createKeys()

  async function once(path: string, init: RequestInit): Promise<Response> {
    if (!isOnline()) throw offline()
    const inner = new AbortController()
    const timer = setTimeout(() => inner.abort(), options.timeoutMs ?? TIMEOUT_MS)
    try {
      const response = await call(options.base + path, { credentials: 'same-origin', ...init, signal: inner.signal })
      if (response.ok) return response
      throw refused(response.status, await response.json().catch(() => null), response.headers.get('Retry-After'))
    } catch (error) {
      if (error instanceof Trouble) throw error
      if (inner.signal.aborted) throw timedOut()
      throw isOnline() ? unreachable() : offline()
    } finally {
      clearTimeout(timer)
    }
  }

  async function fieldsIn(response: Response): Promise<Fields> {
    if (response.status === 204) return {}
    const fields = fieldsOf(await response.json().catch(() => null))
    if (!fields) throw malformed()
    return fields
  }

  const own = (): Record<string, string> => (transport.bearer ? { Authorization: `Bearer ${transport.bearer}` } : {})

  const transport: Transport = {
    base: options.base,
    csrf: '',
    bearer: '',
    headers: (key) => ({
      ...own(), 'Idempotency-Key': key, ...(transport.csrf && !transport.bearer ? { 'X-CSRF-Token': transport.csrf } : {}),
    }),
    get: async (path) => fieldsIn(await once(path, { headers: own() })),
    blob: async (path) => (await once(path, { headers: own() })).blob(),
    async send(method, path, body) {
      const content = body === undefined ? undefined : JSON.stringify(body)
      const request = `${method} ${path} ${content ?? ''}`
      const key = keys.keyFor(request)
      for (let attempt = 0; ; attempt += 1) {
        try {
          const headers = transport.headers(key)
          if (content !== undefined) headers['Content-Type'] = 'application/json'
          const fields = await fieldsIn(await once(path, { method, headers, ...(content === undefined ? {} : { body: content }) }))
          keys.settled(request)
          return fields
        } catch (error) {
          const trouble = troubleOf(error)
          if (!trouble.unknown) keys.settled(request)
          const wait = PAUSES_MS[attempt]
          if (!trouble.unknown || trouble.code === 'offline' || trouble.code === 'format' || wait === undefined) throw trouble
          await pause(wait)
        }
      }
    },
  }
  return transport
}
