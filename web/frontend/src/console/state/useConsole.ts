/** What all pages of the console share: who is logged in, and asking for it again in the middle of something. */
import { inject, reactive, ref, shallowRef, type InjectionKey, type Ref, type ShallowRef } from 'vue'
import { troubleOf } from '../../claims/api/trouble'
import type { Clause, ConsoleClient } from '../api/client'
import type { Review } from '../model/review'
import type { Session } from '../model/session'

/** The list as it was left, to come back to. */
export interface QueueState {
  tab: string
  state: string
  year: string
  q: string
  /** Only what the person has decided on. */
  mine: boolean
  page: number
  rows: Review[]
  total: number
  /** Number of the claim that the keyboard is at. */
  at: string
}

export interface ConsoleState {
  client: ConsoleClient
  session: ShallowRef<Session | null>
  /** Whether it is known who is logged in. */
  ready: Ref<boolean>
  /** The session ended in the middle of something: to be logged in again over the page. */
  expired: Ref<boolean>
  /** Counts those who logged in as somebody else: what the pages hold is not theirs. */
  turn: Ref<number>
  /** The password just typed, where it has to be changed; forgotten then. */
  firstPassword: Ref<string>
  queue: QueueState
  /** The clause that is shown; empty for none. */
  clause: Ref<string>
  clauses: Map<string, Clause>
  start(): Promise<void>
  entered(session: Session, password?: string): void
  /** `everywhere`: on every device of the person. */
  logout(everywhere?: boolean): Promise<void>
  /** `work`, once more after the person logged in again where the session was over. */
  run<T>(work: () => Promise<T>): Promise<T>
}

export const CONSOLE: InjectionKey<ConsoleState> = Symbol('console')

export function useConsole(): ConsoleState {
  const state = inject(CONSOLE)
  if (!state) throw new Error('nothing above this component provides CONSOLE')
  return state
}

const freshQueue = (): QueueState => ({
  tab: 'waiting',
  state: '',
  year: '',
  q: '',
  mine: false,
  page: 1,
  rows: [],
  total: 0,
  at: '',
})
const sameRights = (one: Session, other: Session): boolean =>
  one.name === other.name && JSON.stringify(one.grants) === JSON.stringify(other.grants)

export function useConsoleState(client: ConsoleClient): ConsoleState {
  const session = shallowRef<Session | null>(null)
  const queue = reactive(freshQueue()) as QueueState
  let waiting: (() => void)[] = []

  const state: ConsoleState = {
    client,
    session,
    queue,
    ready: ref(false),
    expired: ref(false),
    turn: ref(0),
    firstPassword: ref(''),
    clause: ref(''),
    clauses: reactive(new Map()),
    async start() {
      session.value = await client.session().catch(() => null)
      state.ready.value = true
    },
    entered(fresh, password = '') {
      const before = session.value
      if (!before || !sameRights(before, fresh)) {
        Object.assign(queue, freshQueue())
        state.turn.value += 1
      }
      session.value = fresh
      state.firstPassword.value = fresh.mustChange ? password : ''
      state.expired.value = false
      const all = waiting
      waiting = []
      all.forEach((go) => go())
    },
    async logout(everywhere = false) {
      await (everywhere ? client.logoutEverywhere() : client.logout()).catch((error: unknown) => {
        // It was over before. Elsewhere it may not be: that has to be said.
        if (everywhere || troubleOf(error).code !== 'login_required') throw error
      })
      session.value = null
      Object.assign(queue, freshQueue())
    },
    async run(work) {
      try {
        return await work()
      } catch (error) {
        const { code } = troubleOf(error)
        if (code === 'login_required' && session.value) {
          state.expired.value = true
          await new Promise<void>((resolve) => waiting.push(resolve))
          return await work()
        }
        if (code === 'must_change' || code === 'csrf') {
          // Another tab has logged in since, or an administrator has set a new first password.
          session.value = await client.session()
          if (code === 'csrf') return await work()
        }
        throw error
      }
    },
  }
  return state
}
