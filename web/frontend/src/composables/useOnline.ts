/** Whether the browser says that it has a network. */
import { onScopeDispose, ref, type Ref } from 'vue'

export function useOnline(): Ref<boolean> {
  const online = ref(navigator.onLine !== false)
  const check = (): void => {
    online.value = navigator.onLine !== false
  }
  window.addEventListener('online', check)
  window.addEventListener('offline', check)
  onScopeDispose(() => {
    window.removeEventListener('online', check)
    window.removeEventListener('offline', check)
  })
  return online
}
