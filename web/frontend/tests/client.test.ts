import { afterEach, describe, expect, it, vi } from 'vitest'
import { createClient, type Client } from '../src/api/client'
import { ApiError } from '../src/api/errors'

const REQUEST = { conversation: 'c', message_id: 'm', text: '问', region: null }
const RESULT = { status: 'answered', text: '答' }

function clientWith(respond: (url: string, init: RequestInit) => Promise<Response>, online = true): Client {
  const send = ((url: string, init: RequestInit) => respond(url, init)) as typeof fetch
  return createClient({ base: 'https://host/sub/', timeoutMs: 1000, fetch: send, isOnline: () => online })
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Promise<Response> =>
  Promise.resolve(new Response(JSON.stringify(body), { status, headers }))

async function faultOf(client: Client): Promise<ApiError> {
  const error: unknown = await client.chat(REQUEST).then(() => null, (reason: unknown) => reason)
  expect(error).toBeInstanceOf(ApiError)
  return error as ApiError
}

afterEach(() => vi.useRealTimers())

describe('client', () => {
  it('posts the message and reads the results', async () => {
    const calls: [string, RequestInit][] = []
    const client = clientWith((url, init) => {
      calls.push([url, init])
      return json({ conversation: 'c2', results: [RESULT, 'rubbish'] })
    })
    const reply = await client.chat(REQUEST)
    expect(reply.conversation).toBe('c2')
    expect(reply.results.map((result) => result.text)).toEqual(['答'])
    expect(calls[0]?.[0]).toBe('https://host/sub/api/chat')
    expect(JSON.parse(String(calls[0]?.[1].body))).toEqual(REQUEST)
  })

  it.each<[unknown[], object]>([
    [[RESULT], {}],
    [[{ ...RESULT, own_region: 'bt' }, RESULT], { ownRegion: 'bt' }],
    [[{ ...RESULT, own_region: 'bt' }, { ...RESULT, own_region: null }], { ownRegion: null }],
    [[{ ...RESULT, own_region: 7 }], { ownRegion: null }],
  ])('tells the region that the conversation goes by: %j', async (results, told) => {
    const { conversation, results: read, ...rest } = await clientWith(() => json({ results })).chat(REQUEST)
    expect([conversation, read.length, rest]).toEqual(['c', results.length, told])
  })

  it('encodes the whole address of a clause', async () => {
    const urls: string[] = []
    const client = clientWith((url) => {
      urls.push(url)
      return json({ address: 'd#附件3/4', document_title: '通知', text: '原文' })
    })
    expect(await client.clause('d#附件3/4')).toEqual({ address: 'd#附件3/4', title: '通知', text: '原文' })
    expect(urls).toEqual(['https://host/sub/api/clauses/d%23%E9%99%84%E4%BB%B63%2F4'])
  })

  it.each([
    [429, { error: { message: '太快了' } }, {}, 'busy', '太快了', true],
    [429, 'page', { 'Retry-After': '7' }, 'busy', '消息发得太快了，请在 7 秒后重试。', true],
    [503, null, {}, 'busy', '现在咨询的人较多，请稍后重试。', true],
    [502, 'page', {}, 'server', '服务暂时不可用（502），请稍后重试。', true],
    [400, { error: { message: '内容为空', field: 'text' } }, {}, 'rejected', '内容为空', false],
    [413, null, {}, 'rejected', '内容太长，服务没有接收。', false],
    [403, { error: {} }, {}, 'rejected', '服务没有接受这条消息（403）。', true],
  ])('status %i with %j', async (status, body, headers, fault, message, retryable) => {
    const error = await faultOf(clientWith(() => json(body, status, headers as Record<string, string>)))
    expect([error.fault, error.message, error.retryable]).toEqual([fault, message, retryable])
  })

  it('tells no network from no service', async () => {
    const broken = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'))
    expect((await faultOf(clientWith(broken))).fault).toBe('network')
    expect((await faultOf(clientWith(broken, false))).fault).toBe('offline')
  })

  it.each([['not json', '<html>'], ['no results', '{}'], ['a list', '[]']])('refuses %s', async (_name, text) => {
    const error = await faultOf(clientWith(() => Promise.resolve(new Response(text))))
    expect(error.fault).toBe('format')
  })

  it('stops waiting after the time allowed', async () => {
    vi.useFakeTimers()
    const never = (_url: string, init: RequestInit): Promise<Response> => new Promise((_resolve, reject) => {
      init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
    })
    const fault = faultOf(clientWith(never))
    await vi.advanceTimersByTimeAsync(999)
    await vi.advanceTimersByTimeAsync(1)
    expect((await fault).fault).toBe('timeout')
  })
})
