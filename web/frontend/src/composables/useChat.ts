/** Everything one widget works with, put together once by the root component and handed down by injection. */
import { inject, onScopeDispose, provide, type InjectionKey } from 'vue'
import { createClient } from '../api/client'
import { newId } from '../model/id'
import { REGION_GONE, REGION_LEFT, REGION_REMOVED, regionChosen, regionSaid } from '../text/phrases'
import { pageStore } from './storage'
import { useClaimsSheet, type ClaimsSheet } from './useClaimsSheet'
import { CLAUSES, useClauses, type Clauses } from './useClauses'
import { useElder } from './useElder'
import { HISTORY_KEY, useHistory, type History } from './useHistory'
import { useOnline } from './useOnline'
import { REGION_KEY, useRegion, type ChosenRegion, type RegionChoice } from './useRegion'
import { useSend, type Send } from './useSend'
import type { Ref } from 'vue'

export interface Settings {
  /** Address that `api/…` is resolved against, ending in a slash. */
  base: string
  timeoutMs: number
  elder: boolean
  theme: 'light' | 'dark' | null
  /** Signed by the embedding page, for filing claims without a phone code. */
  hostToken: string | null
}

export interface Chat {
  history: History
  send: Send
  region: RegionChoice
  clauses: Clauses
  claims: ClaimsSheet
  elder: Ref<boolean>
  toggleElder: () => void
  online: Ref<boolean>
  /** Chooses or (null) removes the region and says so in the conversation. */
  chooseRegion(region: ChosenRegion | null): void
  clear(): void
}

const KEY: InjectionKey<Chat> = Symbol('chat')

export function provideChat(settings: Settings): Chat {
  const store = pageStore()
  const client = createClient({ base: settings.base, timeoutMs: settings.timeoutMs })
  const history = useHistory(store)
  const region = useRegion(client, store)
  const send = useSend({
    client, history, region: region.shown,
    follow(own) {
      if (region.follow(own)) note(own === null ? REGION_LEFT : regionSaid(region.nameOf(own)))
    },
  })
  const { elder, toggle } = useElder(store, settings.elder)

  function note(text: string): void {
    history.add({ kind: 'notice', id: newId(), at: Date.now(), text })
  }

  const chat: Chat = {
    history, send, region, clauses: useClauses(client),
    claims: useClaimsSheet({ ...settings, elder: () => elder.value }), elder, toggleElder: toggle, online: useOnline(),
    chooseRegion(next) {
      if (next?.id === region.chosen.value?.id) return
      region.choose(next)
      note(next ? regionChosen(next.name) : REGION_REMOVED)
    },
    clear() {
      send.cancel()
      history.clear()
    },
  }

  const onStored = (event: StorageEvent): void => {
    if (event.key === REGION_KEY || event.key === null) region.refresh()
    if (event.key === HISTORY_KEY || event.key === null) history.refresh((item) => item.id === send.pendingId.value)
  }
  window.addEventListener('storage', onStored)
  onScopeDispose(() => {
    window.removeEventListener('storage', onStored)
    send.cancel()
  })

  void region.load().then((gone) => gone && note(REGION_GONE))
  provide(KEY, chat)
  provide(CLAUSES, chat.clauses)
  return chat
}

export function useChat(): Chat {
  const chat = inject(KEY)
  if (!chat) throw new Error('useChat is for components inside <ChatApp>')
  return chat
}
