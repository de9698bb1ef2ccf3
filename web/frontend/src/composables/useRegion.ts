/**
 * The person's own region: chosen from the server's list or said in the conversation, remembered, sent with each
 * message.
 */
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { ApiError, malformed } from '../api/errors'
import type { Client, Region } from '../api/client'
import { fieldsOf, textOf } from '../model/result'
import { readJson, type Store } from './storage'

export const REGION_KEY = 'xueshi-chat:region'

export interface ChosenRegion {
  id: string
  name: string
}

/** The region shown at a moment; `choices` counts what was chosen by hand so far. */
export interface ShownRegion {
  id: string | null
  /** Chosen or removed by hand, and no answer since. */
  byHand: boolean
  choices: number
}

export interface RegionChoice {
  chosen: ShallowRef<ChosenRegion | null>
  list: ShallowRef<Region[]>
  loading: Ref<boolean>
  problem: Ref<string | null>
  /** What goes with a message sent now. */
  shown(): ShownRegion
  /** By hand; null removes it. The service is told with the next message. */
  choose(region: ChosenRegion | null): void
  /** Takes the region that the conversation goes by; whether that is another than the one shown. */
  follow(id: string | null): boolean
  /** Takes what another tab has stored. */
  refresh(): void
  /** Fetches the list; true where the remembered region turned out to be gone and was dropped. */
  load(): Promise<boolean>
  /** The name of any region id that an answer mentions; null where it is not known. */
  nameOf(id: string): string | null
}

interface Remembered {
  region: ChosenRegion | null
  byHand: boolean
}

function remembered(store: Store): Remembered {
  const fields = fieldsOf(readJson(store, REGION_KEY))
  const id = textOf(fields?.id)
  return { region: id ? { id, name: textOf(fields?.name) || id } : null, byHand: fields?.byHand === true }
}

export function useRegion(client: Client, store: Store): RegionChoice {
  const first = remembered(store)
  const chosen = shallowRef(first.region)
  const list = shallowRef<Region[]>([])
  const loading = ref(false)
  const problem = ref<string | null>(null)
  let byHand = first.byHand
  let choices = 0

  function take(region: ChosenRegion | null, hand: boolean): void {
    chosen.value = region && { id: region.id, name: region.name }
    byHand = hand
    if (region || hand) store.set(REGION_KEY, JSON.stringify({ ...chosen.value, ...(hand ? { byHand: true } : {}) }))
    else store.remove(REGION_KEY)
  }

  function choose(region: ChosenRegion | null): void {
    choices += 1
    take(region, true)
  }

  function nameOf(id: string): string | null {
    return list.value.find((region) => region.id === id)?.name ?? null
  }

  async function load(): Promise<boolean> {
    if (loading.value) return false
    loading.value = true
    problem.value = null
    try {
      list.value = await client.regions()
    } catch (error) {
      problem.value = (error instanceof ApiError ? error : malformed()).message
      return false
    } finally {
      loading.value = false
    }
    const current = chosen.value
    if (!current) return false
    const known = list.value.find((region) => region.id === current.id) ?? null
    take(known, byHand || known === null)
    return known === null
  }

  return {
    chosen, list, loading, problem, choose, load, nameOf,
    shown: () => ({ id: chosen.value?.id ?? null, byHand, choices }),
    follow(id) {
      const before = chosen.value
      if (id === (before?.id ?? null)) {
        take(before, false)
        return false
      }
      const name = id && nameOf(id)
      take(id === null ? null : { id, name: name || id }, false)
      // The list gives the name.
      if (id && !name) void load()
      return true
    },
    refresh() {
      const other = remembered(store)
      chosen.value = other.region
      byHand = other.byHand
    },
  }
}
