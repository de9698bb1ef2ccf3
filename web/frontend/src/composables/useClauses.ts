/** Clauses fetched for the answers on screen: each address once, with its state, kept while the page is open. */
import { inject, reactive, type InjectionKey } from 'vue'
import { ApiError, malformed } from '../api/errors'
import type { Client } from '../api/client'

export type ClauseState =
  | { state: 'loading' }
  | { state: 'ready'; title: string; text: string }
  | { state: 'failed'; problem: string }

export interface Clauses {
  stateOf(address: string): ClauseState | null
  /** The document's title once its clause was fetched. */
  titleOf(address: string): string | null
  /** Fetches a clause that is neither there nor under way. */
  load(address: string): Promise<void>
}

/** For whatever shows a clause, in the chat and in the claims. */
export const CLAUSES: InjectionKey<Clauses> = Symbol('clauses')

export function useKnownClauses(): Clauses {
  const clauses = inject(CLAUSES)
  if (!clauses) throw new Error('nothing above this component provides CLAUSES')
  return clauses
}

export function useClauses(client: Pick<Client, 'clause'>): Clauses {
  const known = reactive(new Map<string, ClauseState>())
  // One document has one title: an address of it that failed still gets a good label.
  const titles = reactive(new Map<string, string>())
  const documentOf = (address: string): string => address.split('#')[0] ?? address

  return {
    stateOf: (address) => known.get(address) ?? null,
    titleOf: (address) => titles.get(documentOf(address)) ?? null,
    async load(address) {
      const state = known.get(address)?.state
      if (state === 'loading' || state === 'ready') return
      known.set(address, { state: 'loading' })
      try {
        const clause = await client.clause(address)
        known.set(address, { state: 'ready', title: clause.title, text: clause.text })
        if (clause.title) titles.set(documentOf(address), clause.title)
      } catch (error) {
        const problem = (error instanceof ApiError ? error : malformed()).message
        known.set(address, { state: 'failed', problem })
      }
    },
  }
}
