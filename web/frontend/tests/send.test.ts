import { describe, expect, it } from 'vitest'
import type { ChatReply, ChatRequest, Client } from '../src/api/client'
import { refused, timedOut } from '../src/api/errors'
import { useHistory, type History } from '../src/composables/useHistory'
import type { ShownRegion } from '../src/composables/useRegion'
import { useSend, type Send } from '../src/composables/useSend'
import { MAX_CHARACTERS } from '../src/text/length'
import { NO_ANSWER } from '../src/text/phrases'
import { answer, clientOf, MemoryStorage, settle, storeOf } from './fakes'

interface Bench {
  send: Send
  history: History
  requests: ChatRequest[]
  /** What the conversation goes by, as the service told it. */
  followed: (string | null)[]
  /** Settles the oldest request that is still open. */
  respond(reply: Partial<ChatReply> | Error): Promise<void>
}

type Region = Partial<ShownRegion> | string | null

function bench(region: () => Region = () => null): Bench {
  const open: ((reply: Partial<ChatReply> | Error) => void)[] = []
  const requests: ChatRequest[] = []
  const followed: (string | null)[] = []
  const shown = (): ShownRegion => {
    const now = region()
    const given = typeof now === 'object' && now !== null ? now : { id: now }
    return { id: null, byHand: false, choices: 0, ...given }
  }
  const chat: Client['chat'] = (request) => new Promise((resolve, reject) => {
    requests.push({ ...request })
    open.push((reply) => {
      if (reply instanceof Error) reject(reply)
      else resolve({ conversation: request.conversation, results: [answer('答')], ...reply })
    })
  })
  const history = useHistory(storeOf(new MemoryStorage()))
  const send = useSend({
    client: clientOf({ chat }), history, region: shown, follow: (own) => followed.push(own), now: () => 5,
  })
  return {
    send, history, requests, followed,
    respond: (reply) => { open.shift()?.(reply); return settle() },
  }
}

const shown = (history: History): string[] =>
  history.items.map((item) => (item.kind === 'answer' ? item.result.text : item.text))

describe('send', () => {
  it('sends once however often it is tapped', async () => {
    const { send, history, requests, respond } = bench()
    expect([send.send('问'), send.send('问'), send.send('另一个')]).toEqual([true, false, false])
    expect(send.waiting.value).toBe(true)
    await respond({ results: [answer('一'), answer('二')] })
    expect(requests.length).toBe(1)
    expect(shown(history)).toEqual(['问', '一', '二'])
    expect(send.waiting.value).toBe(false)
    expect(send.send('再问')).toBe(true)
  })

  it('sends the region of that moment, and the same conversation again', async () => {
    let region: string | null = 'bt'
    const { send, requests, respond } = bench(() => region)
    send.send(' 问 ')
    await respond({ conversation: 'server' })
    region = null
    send.send('又问')
    expect(requests.map((request) => [request.text, request.region])).toEqual([['问', 'bt'], ['又问', null]])
    expect(requests[1]?.conversation).toBe('server')
    expect(requests[1]?.message_id).not.toBe(requests[0]?.message_id)
  })

  it.each(['', '   \n', '字'.repeat(MAX_CHARACTERS + 1)])('does not take text that is empty or too long', (text) => {
    const { send, history } = bench()
    expect(send.send(text)).toBe(false)
    expect(history.items).toEqual([])
  })

  it('takes exactly the limit, counted in characters', () => {
    expect(bench().send.send('𠮷'.repeat(MAX_CHARACTERS))).toBe(true)
  })

  it('retries with the same request, below what was said since', async () => {
    let region: string | null = 'bt'
    const { send, history, requests, respond } = bench(() => region)
    send.send('先')
    await respond(timedOut())
    const failed = history.items[0]
    expect(failed).toMatchObject({ state: 'failed', problem: timedOut().message, retryable: true })
    send.send('后')
    expect(send.retry(failed!.id)).toBe(false)
    await respond({ results: [answer('后答')] })
    region = null
    expect([send.retry(failed!.id), send.retry(failed!.id)]).toEqual([true, false])
    await respond({ results: [answer('先答')] })
    expect(requests[2]).toEqual(requests[0])
    expect(shown(history)).toEqual(['后', '后答', '先', '先答'])
  })

  it('does not retry what can never be accepted', async () => {
    const { send, history, respond } = bench()
    send.send('问')
    await respond(refused(400, { error: { message: '含有不支持的字符' } }, null))
    expect(history.items[0]).toMatchObject({ problem: '含有不支持的字符', retryable: false })
    expect(send.retry(history.items[0]!.id)).toBe(false)
  })

  it('says so where the server has no answer', async () => {
    const { send, history, respond } = bench()
    send.send('问')
    await respond({ results: [] })
    expect(shown(history)).toEqual(['问', NO_ANSWER])
  })

  it('tells that the region was chosen by hand, also on a retry, and else says nothing of it', async () => {
    let region: Region = { id: null, byHand: true }
    const { send, history, requests, respond } = bench(() => region)
    send.send('问')
    await respond(timedOut())
    region = null
    send.retry(history.items[0]!.id)
    await respond({})
    send.send('再问')
    expect(requests.map((request) => request.region_chosen)).toEqual([true, true, undefined])
    expect(requests[2]).not.toHaveProperty('region_chosen')
  })

  it('follows the region of the conversation, before the answer is shown', async () => {
    const { send, history, followed, respond } = bench()
    send.send('我在呼市')
    const answers = history.items.length
    await respond({ ownRegion: 'nm-hhht' })
    send.send('谢谢')
    await respond({})
    send.send('我是深圳的')
    await respond({ ownRegion: null })
    expect([answers, followed]).toEqual([1, ['nm-hhht', null]])
  })

  it.each<[string, Region]>([
    ['another one', { id: 'bt', choices: 1 }],
    ['the same again, after another', { id: null, choices: 2 }],
    ['another one, in another tab', { id: 'bt' }],
  ])('follows nothing where a hand chose meanwhile: %s', async (_name, chosen) => {
    let region: Region = null
    const { send, followed, respond } = bench(() => region)
    send.send('我在呼市')
    region = chosen
    await respond({ ownRegion: 'nm-hhht' })
    expect(followed).toEqual([])
  })

  it('ignores the answer to what was given up', async () => {
    const { send, history, respond } = bench()
    send.send('问')
    send.cancel()
    history.clear()
    const fresh = history.conversation.value
    expect(send.send('新')).toBe(true)
    await respond({ conversation: 'old', results: [answer('旧答')] })
    expect(send.waiting.value).toBe(true)
    await respond({ results: [answer('新答')] })
    expect(shown(history)).toEqual(['新', '新答'])
    expect(history.conversation.value).toBe(fresh)
  })
})
