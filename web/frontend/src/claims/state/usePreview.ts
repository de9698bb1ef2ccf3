/** What the activities are worth, asked of the service a moment after the last change. */
import { computed, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { ClaimsClient } from '../api/client'
import { troubleOf } from '../api/trouble'
import { factsJson } from '../model/draft'
import type { Preview } from '../model/preview'
import type { Filing } from './useFiling'

const PAUSE_MS = 450

export interface PreviewState {
  preview: ShallowRef<Preview | null>
  /** Why there is none, in words. */
  problem: Ref<string>
  loading: Ref<boolean>
}

export function usePreview(client: ClaimsClient, filing: Filing): PreviewState {
  const preview = shallowRef<Preview | null>(null)
  const problem = ref('')
  const loading = ref(false)
  let timer = 0
  let turn = 0

  const facts = computed(() => {
    const { draft, form } = filing
    const chosen = form.value && draft.value.activities.every(({ values }) => values.activity)
    return chosen ? JSON.stringify(factsJson(draft.value, form.value)) : ''
  })

  async function ask(text: string): Promise<void> {
    const own = (turn += 1)
    loading.value = true
    try {
      const found = await client.preview(JSON.parse(text) as Record<string, unknown>)
      if (own === turn) [preview.value, problem.value] = [found, '']
    } catch (error) {
      if (own === turn) [preview.value, problem.value] = [null, troubleOf(error).message]
    } finally {
      if (own === turn) loading.value = false
    }
  }

  watch(facts, (text) => {
    window.clearTimeout(timer)
    if (text) timer = window.setTimeout(() => void ask(text), PAUSE_MS)
    else {
      turn += 1
      preview.value = null
      problem.value = ''
      loading.value = false
    }
  }, { immediate: true })

  return { preview, problem, loading }
}
