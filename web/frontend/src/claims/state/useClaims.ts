/** Everything the claims pages work with, put together once by the root component and handed down by injection. */
import { inject, onScopeDispose, provide, ref, shallowRef, watch, type InjectionKey, type Ref, type ShallowRef } from 'vue'
import { ApiError } from '../../api/errors'
import { pageStore } from '../../composables/storage'
import { CLAUSES, useClauses } from '../../composables/useClauses'
import { useElder } from '../../composables/useElder'
import { createClaimsClient, type ClaimsClient } from '../api/client'
import { createTransport } from '../api/transport'
import { troubleOf } from '../api/trouble'
import { draftOf, newDraft, type Draft } from '../model/draft'
import type { Kind } from '../model/form'
import { forgetKept, readKept } from './kept'
import { useFiling, type Filing } from './useFiling'
import { usePreview, type PreviewState } from './usePreview'
import { useSession, type SessionState } from './useSession'
import { useUploads, type Uploads } from './useUploads'

export type View = 'start' | 'file' | 'done' | 'mine' | 'detail'

export interface ClaimsSettings {
  /** Address that `api/…` is resolved against, ending in a slash. */
  base: string
  elder: boolean
  theme: 'light' | 'dark' | null
  hostToken: string | null
  /** In a sheet of the chat, which it can close. */
  embedded: boolean
  /** Facts that a card of the chat brings. */
  prefill: unknown
  view: 'start' | 'mine'
  /** Of a link in a text message. */
  link: string | null
  close: () => void
  /** A claim was submitted. */
  filed: (number: string) => void
}

export interface Claims {
  settings: ClaimsSettings
  client: ClaimsClient
  session: SessionState
  filing: Filing
  preview: PreviewState
  uploads: Uploads
  elder: Ref<boolean>
  toggleElder: () => void
  view: Ref<View>
  /** The number of the claim that `detail` shows. */
  shown: ShallowRef<string>
  ready: Ref<boolean>
  /** Trouble outside of a form, with a way to try again. */
  problem: Ref<string>
  start(kind: Kind, region: string): Promise<void>
  prefilled(facts: unknown): Promise<void>
  resume(): Promise<void>
  /** Whether something begun is kept. */
  kept: Ref<boolean>
  edit(number: string): Promise<void>
  show(number: string): void
  mine(): void
  home(): void
  /** `everywhere`: on every device of the person. */
  logout(everywhere?: boolean): Promise<void>
}

const KEY: InjectionKey<Claims> = Symbol('claims')

export function provideClaims(settings: ClaimsSettings): Claims {
  const store = pageStore()
  const client = createClaimsClient(createTransport({ base: settings.base }))
  const session = useSession(client)
  const filing = useFiling(client, session, store)
  const { elder, toggle } = useElder(store, settings.elder)
  const view = ref<View>('start')
  const shown = shallowRef('')
  const ready = ref(false)
  const problem = ref('')
  const kept = ref(readKept(store) !== null)

  /** Runs, and says what went wrong; the page stays as it was then. */
  async function attempt(work: () => Promise<void>): Promise<void> {
    problem.value = ''
    try {
      await work()
    } catch (error) {
      if (troubleOf(error).code !== 'login_cancelled') problem.value = troubleOf(error).message
    }
  }

  const begin = (draft: Draft, card = ''): Promise<void> => attempt(async () => {
    await filing.begin(draft, card)
    view.value = 'file'
  })

  const claims: Claims = {
    settings, client, session, filing, preview: usePreview(client, filing), uploads: useUploads(client, session, filing),
    elder, toggleElder: toggle, view, shown, ready, problem, kept,
    start: (kind, region) => begin(newDraft(kind, region)),
    async prefilled(facts) {
      const draft = draftOf(facts)
      const card = JSON.stringify(facts)
      if (readKept(store)?.card === card) {
        // The same card goes on where it was left, also after the page was closed.
        await claims.resume()
        if (!problem.value || readKept(store)) return
        problem.value = ''
      }
      if (draft?.region) await begin(draft, card)
      else if (draft) view.value = 'start'
    },
    async resume() {
      const found = readKept(store)
      if (!found) return
      if ('facts' in found) return begin(found.facts, found.card)
      await attempt(async () => {
        await session.need('登录后接着填写上次没有提交的申请。')
        try {
          await filing.open(found.number, found.step, found.card)
        } catch (error) {
          if (troubleOf(error).code === 'not_found') forgetKept(store)
          throw error
        }
        const open = filing.claim.value?.actions.includes('save')
        if (!open) forgetKept(store)
        view.value = open ? 'file' : 'detail'
        shown.value = found.number
      })
      if (problem.value && !filing.claim.value) kept.value = false
    },
    edit: (number) => attempt(async () => {
      await filing.open(number)
      view.value = 'file'
    }),
    show(number) {
      shown.value = number
      view.value = 'detail'
    },
    mine() {
      problem.value = ''
      view.value = 'mine'
    },
    home() {
      problem.value = ''
      kept.value = readKept(store) !== null
      view.value = 'start'
    },
    logout: (everywhere = false) => attempt(async () => {
      await (everywhere ? client.logoutEverywhere() : client.logout()).catch((error: unknown) => {
        // It was over before. Elsewhere it may not be: that has to be said.
        if (everywhere || troubleOf(error).code !== 'login_required') throw error
      })
      // Somebody else may sit here next.
      forgetKept(store)
      filing.reset()
      session.who.value = null
      claims.home()
    }),
  }

  async function open(): Promise<void> {
    await session.start(settings.hostToken)
    ready.value = true
    if (settings.link) {
      await attempt(async () => claims.prefilled(await client.link(settings.link ?? '')))
    } else if (settings.prefill) await claims.prefilled(settings.prefill)
    else if (settings.view === 'mine') claims.mine()
  }

  const onUnload = (event: BeforeUnloadEvent): void => {
    if (claims.uploads.running.value) event.preventDefault()
  }
  window.addEventListener('beforeunload', onUnload)
  onScopeDispose(() => window.removeEventListener('beforeunload', onUnload))
  watch(() => view.value, () => session.cancel())

  provide(KEY, claims)
  provide(CLAUSES, useClauses({
    clause: (address) => client.clause(address).catch((error: unknown) => {
      throw new ApiError('server', troubleOf(error).message)
    }),
  }))
  void open()
  return claims
}

export function useClaims(): Claims {
  const claims = inject(KEY)
  if (!claims) throw new Error('useClaims is for components inside <ClaimsApp>')
  return claims
}
