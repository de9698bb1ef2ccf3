/** Stand-ins that the unit tests share. */
import type { Client } from '../src/api/client'
import type { Result } from '../src/model/result'
import { safeStore, type Store } from '../src/composables/storage'

export class MemoryStorage {
  readonly entries = new Map<string, string>()
  /** Characters it takes before it throws, as a full localStorage does. */
  constructor(private readonly room = Infinity) {}

  getItem(key: string): string | null {
    return this.entries.get(key) ?? null
  }

  setItem(key: string, value: string): void {
    if (value.length > this.room) throw new DOMException('full', 'QuotaExceededError')
    this.entries.set(key, value)
  }

  removeItem(key: string): void {
    this.entries.delete(key)
  }
}

export const storeOf = (storage: MemoryStorage): Store => safeStore(() => storage)

export function answer(text: string, fields: Partial<Result> = {}): Result {
  return { status: 'answered', text, region: null, year: null, decision: null, citations: [], buttons: [], ...fields }
}

/** A client whose calls all fail the test, except those given. */
export function clientOf(parts: Partial<Client>): Client {
  const unexpected = (): Promise<never> => Promise.reject(new Error('unexpected call'))
  return { chat: unexpected, regions: unexpected, clause: unexpected, ...parts }
}

/** Lets everything that is already settled run. */
export const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))
