/**
 * Idempotency keys: one for each write, the same again for as long as it is unknown whether the write happened.
 *
 * The key belongs to the request as it is (method, address, body): what was changed since gets another one.
 */
import { newId } from '../../model/id'

export interface Keys {
  /** The key for this request: that of its unknown attempt, or a new one. */
  keyFor(request: string): string
  /** An answer came that says what happened: the next request of this kind is another one. */
  settled(request: string): void
}

export function createKeys(make: () => string = newId): Keys {
  const unknown = new Map<string, string>()
  return {
    keyFor(request) {
      const key = unknown.get(request) ?? make()
      unknown.set(request, key)
      return key
    },
    settled(request) {
      unknown.delete(request)
    },
  }
}
