/** A list of the service that comes by the page: its rows, how many there are, and what went wrong. */
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { troubleOf } from '../../claims/api/trouble'
import type { Page } from '../api/client'

export interface Paged<T> {
  rows: ShallowRef<T[]>
  total: Ref<number>
  page: Ref<number>
  problem: Ref<string>
  /** Asks for a page (by default the one that is shown); an answer that another request has overtaken is dropped. */
  load(page?: number): Promise<void>
}

export function usePaged<T>(pageSize: number, ask: (page: number) => Promise<Page<T>>): Paged<T> {
  const rows = shallowRef<T[]>([])
  const total = ref(0)
  const page = ref(1)
  const problem = ref('')
  let asked = 0

  async function load(wanted = page.value): Promise<void> {
    const turn = (asked += 1)
    page.value = wanted
    problem.value = ''
    try {
      const found = await ask(wanted)
      if (turn !== asked) return
      rows.value = found.rows
      total.value = found.total
      // The last row of the last page is gone: the page before it.
      const last = Math.max(1, Math.ceil(found.total / pageSize))
      if (wanted > last) await load(last)
    } catch (error) {
      if (turn === asked) problem.value = troubleOf(error).message
    }
  }
  return { rows, total, page, problem, load }
}
