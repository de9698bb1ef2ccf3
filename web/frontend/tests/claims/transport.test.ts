import { describe, expect, it } from 'vitest'
import { createClaimsClient, type ClaimsClient } from '../../src/claims/api/client'
import { createTransport, type Transport } from '../../src/claims/api/transport'
import type { Trouble } from '../../src/claims/api/trouble'
import { createSaving, Stale } from '../../src/claims/state/saving'
import { useSession } from '../../src/claims/state/useSession'
import { claimJson, claimWith, MEETING } from './forms'

interface Call {
  method: string
  path: string
  key: string
  headers: Record<string, string>
  body: unknown
}
type Answer = [number, unknown] | 'lost'

/** A transport to a service that answers in the given order; `lost`: the connection breaks. */
function service(...answers: Answer[]): { calls: Call[]; pauses: number[]; transport: Transport } {
  const calls: Call[] = []
  const pauses: number[] = []
  const send = (async (url: string, init: RequestInit) => {
    const headers = init.headers as Record<string, string>
    const body = typeof init.body === 'string' ? JSON.parse(init.body) as unknown : null
    calls.push({ method: init.method ?? 'GET', path: url.replace('https://host/', ''), key: headers['Idempotency-Key'] ?? '', headers, body })
    const answer = answers.shift()
    if (answer === undefined) throw new Error('unexpected call')
    if (answer === 'lost') throw new TypeError('failed to fetch')
    return new Response(answer[0] === 204 ? null : JSON.stringify(answer[1]), { status: answer[0] })
  }) as typeof fetch
  const transport = createTransport({
    base: 'https://host/', fetch: send, isOnline: () => true, pause: async (ms) => void pauses.push(ms),
  })
  return { calls, pauses, transport }
}

const error = (code: string, field: string | null = null): object => ({ error: { code, message: '请修改', field } })
const troubleOf = async (work: Promise<unknown>): Promise<Trouble> => work.then(() => { throw new Error('no trouble') }, (reason: unknown) => reason as Trouble)
const keysOf = (calls: Call[]): number => new Set(calls.map((call) => call.key)).size

describe('a write', () => {
  it('is repeated with its key while the outcome is unknown', async () => {
    const { calls, pauses, transport } = service('lost', [503, error('storage_unavailable')], [201, { number: 'X' }])
    expect(await transport.send('POST', 'api/claims', { kind: 'recognition' })).toEqual({ number: 'X' })
    expect([calls.length, keysOf(calls), pauses.length]).toEqual([3, 1, 2])
    expect(calls[0]?.key).toMatch(/^[A-Za-z0-9_-]{8,64}$/)
  })

  it('keeps its key for a later try by hand, and gets another for another body', async () => {
    const { calls, transport } = service('lost', 'lost', 'lost', [200, {}], [200, {}], [200, {}])
    expect((await troubleOf(transport.send('PUT', 'api/claims/X', { version: 1 }))).code).toBe('network')
    await transport.send('PUT', 'api/claims/X', { version: 1 })
    expect(keysOf(calls)).toBe(1)
    await transport.send('PUT', 'api/claims/X', { version: 1 })
    await transport.send('PUT', 'api/claims/X', { version: 2 })
    expect(keysOf(calls)).toBe(3)
  })

  it('that was refused is not repeated and tells the field', async () => {
    const { calls, transport } = service([422, error('invalid', 'personal.id_number')], [200, {}])
    const trouble = await troubleOf(transport.send('PUT', 'api/claims/X', {}))
    expect([trouble.code, trouble.field, trouble.message, trouble.status]).toEqual(['invalid', 'personal.id_number', '请修改', 422])
    await transport.send('PUT', 'api/claims/X', {})
    expect([calls.length, keysOf(calls)]).toEqual([2, 2])
  })

  it('carries the token against forgery, or the bearer alone', async () => {
    const { calls, transport } = service([200, {}], [200, {}])
    transport.csrf = 'c'
    await transport.send('POST', 'api/x', {})
    transport.bearer = 'b'
    await transport.send('POST', 'api/x', {})
    expect(calls.map(({ headers }) => [headers['X-CSRF-Token'], headers.Authorization])).toEqual([['c', undefined], [undefined, 'Bearer b']])
  })

  it('without a body to its answer is fine', async () => {
    expect(await service([204, null]).transport.send('DELETE', 'api/session')).toEqual({})
  })
})

describe('a session', () => {
  const SESSION = { kind: 'applicant', name: '张三', csrf: 'c2' }
  const client = (...answers: Answer[]): ClaimsClient => createClaimsClient(service(...answers).transport)

  it('that ran out asks for a login and then goes on', async () => {
    const one = client([200, SESSION], [401, error('login_required')], [200, { claims: [] }])
    const session = useSession(one)
    await session.start(null)
    const list = session.run(() => one.list())
    await new Promise((resolve) => setTimeout(resolve, 0))
    expect([session.asking.value, session.reason.value.includes('已过期'), session.who.value]).toEqual([true, true, null])
    session.entered({ applicant: true, name: '张三' })
    expect(await list).toEqual([])
    expect(session.asking.value).toBe(false)
  })

  it('that was replaced by another tab takes its new token', async () => {
    const one = client([403, error('csrf')], [200, SESSION], [200, claimJson()])
    const session = useSession(one)
    expect((await session.run(() => one.act('XS-1', 1, 'submit'))).number).toBe('XS-1')
    expect(one.transport.csrf).toBe('c2')
  })

  it('not wanted leaves the work undone', async () => {
    const session = useSession(client())
    const trouble = troubleOf(session.need())
    session.cancel()
    expect((await trouble).code).toBe('login_cancelled')
  })
})

describe('saving', () => {
  const saved = (version: number, fields: object = {}): Answer => [200, claimJson({ version, ...fields })]

  it('creates once, then changes, and leaves alone what did not change', async () => {
    const { calls, transport } = service([201, claimJson()], saved(2))
    const saving = createSaving(createClaimsClient(transport))
    const first = await saving.save({ year: 2025 }, null)
    expect(await saving.save({ year: 2025 }, first)).toBe(first)
    await saving.save({ year: 2024 }, first)
    expect(calls.map(({ method, path }) => [method, path])).toEqual([['POST', 'api/claims'], ['PUT', 'api/claims/XS-1']])
    expect(calls[1]?.body).toEqual({ year: 2024, version: 1 })
  })

  it('goes on where only the version moved', async () => {
    const { calls, transport } = service([409, error('stale_version', 'version')], saved(5), saved(6))
    const claim = await createSaving(createClaimsClient(transport)).save({ year: 2024 }, claimWith())
    expect([claim.version, calls[2]?.body]).toEqual([6, { year: 2024, version: 5 }])
  })

  it('never overwrites what somebody else wrote', async () => {
    const other = { activities: [{ ...MEETING, title: '另一个' }] }
    const { calls, transport } = service([409, error('stale_version', 'version')], saved(5, other))
    const trouble = await troubleOf(createSaving(createClaimsClient(transport)).save({ year: 2024 }, claimWith()))
    expect(trouble).toBeInstanceOf(Stale)
    expect([(trouble as Stale).theirs.version, calls.length]).toEqual([5, 2])
  })

  it('does one thing after the other, also after a failure', async () => {
    const saving = createSaving(createClaimsClient(service().transport))
    const order: string[] = []
    const slow = saving.after(async () => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      order.push('slow')
      throw new Error('failed')
    })
    const next = saving.after(async () => order.push('next'))
    await expect(slow).rejects.toThrow('failed')
    await next
    expect(order).toEqual(['slow', 'next'])
  })
})
