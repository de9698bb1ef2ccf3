/** localStorage that never throws: it is missing, forbidden or full on some of the phones this runs on. */

export interface Store {
  get(key: string): string | null
  /** Whether the value was kept. */
  set(key: string, value: string): boolean
  remove(key: string): void
}

type Backing = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** `open` is called on every use, as merely reading `window.localStorage` throws where site data is blocked. */
export function safeStore(open: () => Backing | null): Store {
  function attempt<T>(use: (backing: Backing) => T, otherwise: T): T {
    try {
      const backing = open()
      return backing ? use(backing) : otherwise
    } catch {
      return otherwise
    }
  }
  return {
    get: (key) => attempt((backing) => backing.getItem(key), null),
    set: (key, value) => attempt((backing) => (backing.setItem(key, value), true), false),
    remove: (key) => attempt((backing) => backing.removeItem(key), undefined),
  }
}

export const pageStore = (): Store => safeStore(() => window.localStorage)

/** Parsed JSON under `key`; null where there is none or it is not JSON. */
export function readJson(store: Store, key: string): unknown {
  const stored = store.get(key)
  if (stored === null) return null
  try {
    return JSON.parse(stored) as unknown
  } catch {
    return null
  }
}
