/** The person's own region: chosen from the server's list, remembered, sent with each message. */
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

export interface RegionChoice {
  chosen: ShallowRef<ChosenRegion | null>
  list: ShallowRef<Region[]>
  loading: Ref<boolean>
  problem: Ref<string | null>
  choose(region: ChosenRegion | null): void
  /** Fetches the list; true where the remembered region turned out to be gone and was dropped. */
  load(): Promise<boolean>
  /** The name of any region id that an answer mentions; null where it is not known. */
  nameOf(id: string): string | null
}

function remembered(store: Store): ChosenRegion | null {
  const fields = fieldsOf(readJson(store, REGION_KEY))
  const id = textOf(fields?.id)
  return id ? { id, name: textOf(fields?.name) || id } : null
}

export function useRegion(client: Client, store: Store): RegionChoice {
  const chosen = shallowRef(remembered(store))
  const list = shallowRef<Region[]>([])
  const loading = ref(false)
  const problem = ref<string | null>(null)

  function choose(region: ChosenRegion | null): void {
    chosen.value = region && { id: region.id, name: region.name }
    if (region) store.set(REGION_KEY, JSON.stringify(chosen.value))
    else store.remove(REGION_KEY)
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
    choose(known)
    return known === null
  }

  return {
    chosen, list, loading, problem, choose, load,
    nameOf: (id) => list.value.find((region) => region.id === id)?.name ?? null,
  }
}
