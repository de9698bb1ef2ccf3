/** Who is logged in, and asking for it in the middle of something else. */
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { ClaimsClient, Session } from '../api/client'
import { Trouble, troubleOf } from '../api/trouble'

export interface SessionState {
  who: ShallowRef<Session | null>
  /** The login page is to be shown. */
  asking: Ref<boolean>
  /** Why it is shown, where it comes as a surprise. */
  reason: Ref<string>
  /** Finds out who is logged in, by the host page's token where there is one. Never fails. */
  start(hostToken: string | null): Promise<void>
  /** Settles when somebody is logged in; fails with the code `login_cancelled`. */
  need(reason?: string): Promise<void>
  entered(session: Session): void
  cancel(): void
  logout(): Promise<void>
  /** `work`, once more where the session turned out to be over and the person logged in again. */
  run<T>(work: () => Promise<T>): Promise<T>
}

const EXPIRED = '登录已过期。重新登录后接着填，刚才的内容还在。'

export function useSession(client: ClaimsClient): SessionState {
  const who = shallowRef<Session | null>(null)
  const asking = ref(false)
  const reason = ref('')
  /** Why the host page's token was not taken. */
  let refusal = ''
  let waiting: { resolve: () => void; reject: (error: Trouble) => void }[] = []

  function finish(settle: (one: (typeof waiting)[number]) => void): void {
    const all = waiting
    waiting = []
    asking.value = false
    all.forEach(settle)
  }

  const state: SessionState = {
    who, asking, reason,
    async start(hostToken) {
      try {
        who.value = hostToken ? await client.byToken(hostToken) : await client.session()
      } catch (error) {
        who.value = null
        refusal = hostToken ? troubleOf(error).message : ''
      }
    },
    need(why = '') {
      if (who.value?.applicant) return Promise.resolve()
      reason.value = refusal || why
      asking.value = true
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }))
    },
    entered(session) {
      who.value = session
      finish((one) => one.resolve())
    },
    cancel: () => finish((one) => one.reject(new Trouble('还没有登录。', 'login_cancelled'))),
    async logout() {
      await client.logout()
      who.value = null
    },
    async run(work) {
      try {
        return await work()
      } catch (error) {
        const { code } = troubleOf(error)
        if (code === 'login_required') {
          const before = who.value
          who.value = null
          client.transport.bearer = ''
          await state.need(before ? EXPIRED : '')
          return await work()
        }
        if (code !== 'csrf') throw error
        // Another tab has logged in since: its session is this one's too.
        who.value = await client.session()
        return await work()
      }
    },
  }
  return state
}
