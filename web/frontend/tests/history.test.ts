import { describe, expect, it } from 'vitest'
import type { Item, OwnMessage } from '../src/model/item'
import { HISTORY_KEY, MAX_ITEMS, useHistory } from '../src/composables/useHistory'
import { safeStore } from '../src/composables/storage'
import { answer, MemoryStorage, storeOf } from './fakes'

const own = (id: string, fields: Partial<OwnMessage> = {}): OwnMessage => ({
  kind: 'own', id, text: `问${id}`, at: 1, region: null, regionChosen: false, state: 'sent', problem: null, retryable: true, ...fields,
})
const reply = (id: string, text = '答'): Item => ({ kind: 'answer', id, at: 2, result: answer(text) })
const ids = (items: Item[]): string[] => items.map((item) => item.id)

describe('history', () => {
  it('survives a reload', () => {
    const storage = new MemoryStorage()
    const before = useHistory(storeOf(storage))
    before.add(own('a'))
    before.add(reply('b'))
    before.adopt('from the server')
    const after = useHistory(storeOf(storage))
    expect(after.conversation.value).toBe('from the server')
    expect(after.items).toEqual(before.items)
  })

  it.each([
    ['我是650102198001011234，学时多少', '我是650*************34，学时多少'],
    ['电话138 1234 5678', '电话138********78'],
    ['１３８１２３４５６７８', '１３８******７８'],
    ['密码是abc12345，登不上', '密码是********，登不上'],
    ['pwd: Ab@12345 怎么改', 'pwd: ******** 怎么改'],
    ['发到li.wei@163.com', '发到******@163.com'],
    ['2020 2021 2022 2023年，公需30专业60', '2020 2021 2022 2023年，公需30专业60'],
    ['2025-06-01 2025-06-03开会', '2025-06-01 2025-06-03开会'],
    ['19912345678', '199******78'],
    ['密码忘了怎么办', '密码忘了怎么办'],
  ])('keeps no personal number: %s', (typed, kept) => {
    const storage = new MemoryStorage()
    useHistory(storeOf(storage)).add(own('a', { text: typed }))
    expect(useHistory(storeOf(storage)).find('a')?.text).toBe(kept)
  })

  it('forgets on clear, and starts a conversation of its own', () => {
    const storage = new MemoryStorage()
    const history = useHistory(storeOf(storage))
    const first = history.conversation.value
    history.add(own('a'))
    history.clear()
    expect(history.items).toEqual([])
    expect(history.conversation.value).not.toBe(first)
    expect(storage.entries.size).toBe(0)
  })

  it.each([
    'not json', 'null', '7', '[]', '{}', '{"version":1}', '{"version":1,"conversation":"c","items":7}',
    '{"version":99,"conversation":"c","items":[{"kind":"own","id":"a","text":"x","at":1}]}',
    '{"version":1,"conversation":"c","items":[{"kind":"answer","id":"a","at":1,"result":{"status":[]}},null]}',
  ])('starts empty on %s', (stored) => {
    const storage = new MemoryStorage()
    storage.setItem(HISTORY_KEY, stored)
    const history = useHistory(storeOf(storage))
    expect(history.items).toEqual([])
    expect(history.conversation.value).not.toBe('')
  })

  it('drops a stored entry that is there twice', () => {
    const storage = new MemoryStorage()
    storage.setItem(HISTORY_KEY, JSON.stringify({ version: 1, conversation: 'c', items: [own('a'), own('a')] }))
    expect(ids(useHistory(storeOf(storage)).items)).toEqual(['a'])
  })

  it('is bounded', () => {
    const history = useHistory(storeOf(new MemoryStorage()))
    for (let index = 0; index < MAX_ITEMS + 5; index += 1) history.add(own(String(index)))
    expect(history.items.length).toBe(MAX_ITEMS)
    expect(history.items[0]?.id).toBe('5')
  })

  it('keeps the newer half where the storage is full', () => {
    const storage = new MemoryStorage(3000)
    const history = useHistory(storeOf(storage))
    for (let index = 0; index < 30; index += 1) history.add(reply(String(index), '长'.repeat(100)))
    expect(history.items.length).toBe(30)
    const kept = ids(useHistory(storeOf(storage)).items)
    expect(kept.length).toBeGreaterThan(1)
    expect(kept[kept.length - 1]).toBe('29')
  })

  it('works where storage throws, is missing, or takes nothing', () => {
    const throwing = safeStore(() => { throw new DOMException('denied', 'SecurityError') })
    for (const store of [throwing, safeStore(() => null), storeOf(new MemoryStorage(0))]) {
      const history = useHistory(store)
      history.add(own('a'))
      history.update('a', { state: 'failed', problem: '坏了' })
      expect(history.find('a')).toMatchObject({ state: 'failed', problem: '坏了' })
      history.clear()
      expect(history.items).toEqual([])
    }
  })

  it('follows another tab but keeps what this one is waiting for', () => {
    const storage = new MemoryStorage()
    const here = useHistory(storeOf(storage))
    here.add(own('waiting', { state: 'sending' }))
    const there = useHistory(storeOf(storage))
    there.add(own('theirs'))
    here.refresh((item) => item.id === 'waiting')
    expect(ids(here.items)).toEqual(['waiting', 'theirs'])
    expect(here.find('waiting')?.state).toBe('sending')
    there.clear()
    here.refresh((item) => item.id === 'waiting')
    expect(ids(here.items)).toEqual(['waiting'])
  })
})
