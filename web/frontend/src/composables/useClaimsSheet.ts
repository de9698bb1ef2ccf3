/** The claims in the chat: their script is fetched when a card is first opened, their element kept from then on. */
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { Fields } from '../model/result'

/** `<xueshi-claims>` as the chat uses it (claims/element.ts). */
export interface ClaimsElement extends HTMLElement {
  prefill(facts: unknown): void
  mine(): void
}

export interface ClaimsSheet {
  /** The element, once it was opened; it lies in a sheet and keeps what was typed while that is closed. */
  element: ShallowRef<ClaimsElement | null>
  shown: Ref<boolean>
  loading: Ref<boolean>
  problem: Ref<string>
  /** Shows the form with these facts, or (null) the list of own claims. */
  open(facts: Fields | null): Promise<void>
  close(): void
}

export interface SheetSettings {
  base: string
  theme: string | null
  hostToken: string | null
  elder: () => boolean
}

const FAILED = '申请表没有打开，请检查网络后再点一次。'

/** The service's own page of claims, with the facts behind the #, which no server sees. */
export function pageFor(base: string, facts: Fields | null): string {
  return base + 'claims' + (facts ? '#facts=' + encodeURIComponent(JSON.stringify(facts)) : '')
}

async function load(): Promise<void> {
  if (customElements.get('xueshi-claims')) return
  if (import.meta.env.DEV) await import('../claims/main')
  // Beside this script, wherever that was loaded from.
  else await import(/* @vite-ignore */ new URL('xueshi-claims.js', import.meta.url).href)
}

export function useClaimsSheet(settings: SheetSettings): ClaimsSheet {
  const element = shallowRef<ClaimsElement | null>(null)
  const shown = ref(false)
  const loading = ref(false)
  const problem = ref('')
  // A page of another site gets no cookie of the service: without a token nobody could log in on it.
  const elsewhere = !settings.hostToken && new URL(settings.base).origin !== location.origin
  let last = ''

  function make(): ClaimsElement {
    const made = document.createElement('xueshi-claims') as ClaimsElement
    made.setAttribute('api-base', settings.base)
    made.setAttribute('embedded', '')
    if (settings.theme) made.setAttribute('theme', settings.theme)
    if (settings.hostToken) made.setAttribute('host-token', settings.hostToken)
    if (settings.elder()) made.setAttribute('elder', '')
    made.addEventListener('xueshi-close', () => (shown.value = false))
    return made
  }

  return {
    element, shown, loading, problem,
    async open(facts) {
      // Not a disabled button: that would lose the focus, to which the sheet gives it back.
      if (loading.value) return
      problem.value = ''
      if (elsewhere) return void window.open(pageFor(settings.base, facts), '_blank', 'noopener')
      loading.value = true
      try {
        await load()
      } catch {
        problem.value = FAILED
        return
      } finally {
        loading.value = false
      }
      const kept = (element.value ??= make())
      shown.value = true
      // The same card again goes on where it was left.
      if (facts === null) kept.mine()
      else if (JSON.stringify(facts) !== last) kept.prefill(facts)
      last = JSON.stringify(facts)
    },
    close: () => (shown.value = false),
  }
}
