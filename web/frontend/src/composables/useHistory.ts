/** The conversation: its id and entries, kept across reloads, bounded, and shared by the tabs of one browser. */
import { reactive, ref, type Ref } from 'vue'
import { newId } from '../model/id'
import { readItem, writeItem, type Item, type OwnMessage } from '../model/item'
import { fieldsOf, listOf, textOf } from '../model/result'
import { readJson, type Store } from './storage'

export const HISTORY_KEY = 'xueshi-chat:history'
export const MAX_ITEMS = 200
/** Bound of what is stored, in characters: a browser gives a site about five million for everything. */
export const MAX_STORED = 600_000

const VERSION = 1

export interface History {
  conversation: Ref<string>
  items: Item[]
  add(item: Item): void
  /** Changes an own message; nothing happens where it is gone. */
  update(id: string, change: Partial<Omit<OwnMessage, 'kind' | 'id'>>): void
  /** Puts an own message at the end, where its answer is going to follow. */
  moveToEnd(id: string): void
  find(id: string): OwnMessage | null
  adopt(conversation: string): void
  /** Forgets everything and starts a new conversation, which the server does not connect with the old one. */
  clear(): void
  /** Takes what another tab has stored; the entries that `keep` names stay as this tab has them. */
  refresh(keep: (item: Item) => boolean): void
}

interface Stored {
  conversation: string
  items: Item[]
}

function read(store: Store): Stored | null {
  const fields = fieldsOf(readJson(store, HISTORY_KEY))
  const conversation = textOf(fields?.conversation)
  if (!fields || fields.version !== VERSION || !conversation) return null
  const seen = new Set<string>()
  const items = listOf(fields.items, readItem).filter((item) => !seen.has(item.id) && seen.add(item.id))
  return { conversation, items: items.slice(-MAX_ITEMS) }
}

export function useHistory(store: Store): History {
  const stored = read(store)
  const conversation = ref(stored?.conversation ?? newId())
  const items = reactive<Item[]>(stored?.items ?? [])

  function save(): void {
    let kept = items.map(writeItem)
    for (;;) {
      const text = JSON.stringify({ version: VERSION, conversation: conversation.value, items: kept })
      if (text.length <= MAX_STORED && store.set(HISTORY_KEY, text)) return
      // Full: the older half goes from the store, the screen keeps it until the next load.
      if (kept.length <= 1) return store.remove(HISTORY_KEY)
      kept = kept.slice(Math.ceil(kept.length / 2))
    }
  }

  function indexOf(id: string): number {
    return items.findIndex((item) => item.kind === 'own' && item.id === id)
  }

  function find(id: string): OwnMessage | null {
    return (items[indexOf(id)] as OwnMessage | undefined) ?? null
  }

  return {
    conversation,
    items,
    find,
    add(item) {
      items.push(item)
      if (items.length > MAX_ITEMS) items.splice(0, items.length - MAX_ITEMS)
      save()
    },
    update(id, change) {
      const message = find(id)
      if (!message) return
      Object.assign(message, change)
      save()
    },
    moveToEnd(id) {
      const index = indexOf(id)
      if (index < 0 || index === items.length - 1) return
      items.push(...items.splice(index, 1))
      save()
    },
    adopt(id) {
      if (id === conversation.value) return
      conversation.value = id
      save()
    },
    clear() {
      conversation.value = newId()
      items.splice(0, items.length)
      store.remove(HISTORY_KEY)
    },
    refresh(keep) {
      const other = read(store)
      if (!other) {
        items.splice(0, items.length, ...items.filter(keep))
        return
      }
      // The store calls a message under way interrupted; the tab that waits for it knows better.
      const own = new Map(items.filter(keep).map((item) => [item.id, item]))
      const merged = other.items.map((item) => own.get(item.id) ?? item)
      const known = new Set(other.items.map((item) => item.id))
      const extra = [...own.values()].filter((item) => !known.has(item.id))
      conversation.value = other.conversation
      items.splice(0, items.length, ...merged, ...extra)
    },
  }
}
