/** Elder mode (large type), remembered. */
import { ref, type Ref } from 'vue'
import type { Store } from './storage'

export const ELDER_KEY = 'xueshi-chat:elder'

export function useElder(store: Store, initially: boolean): { elder: Ref<boolean>; toggle: () => void } {
  const stored = store.get(ELDER_KEY)
  const elder = ref(stored === null ? initially : stored === '1')
  return {
    elder,
    toggle() {
      elder.value = !elder.value
      store.set(ELDER_KEY, elder.value ? '1' : '0')
    },
  }
}
