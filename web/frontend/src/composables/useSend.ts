/** Sending: one message at a time, each with an id that a retry keeps, its failure written on the message. */
import { computed, ref, type ComputedRef } from 'vue'
import { ApiError, malformed } from '../api/errors'
import type { Client } from '../api/client'
import { newId } from '../model/id'
import type { OwnMessage } from '../model/item'
import type { Result } from '../model/result'
import { characters, MAX_CHARACTERS } from '../text/length'
import { NO_ANSWER } from '../text/phrases'
import type { History } from './useHistory'
import type { ShownRegion } from './useRegion'

export interface Send {
  /** Whether an answer is being waited for. */
  waiting: ComputedRef<boolean>
  /** The id of the message under way. */
  pendingId: ComputedRef<string | null>
  /** Sends `text`; false where it was not taken: empty, too long, or another one is under way. */
  send(text: string): boolean
  retry(id: string): boolean
  /** Gives up what is under way; its answer, should it come, is ignored. */
  cancel(): void
}

export interface SendOptions {
  client: Client
  history: History
  region: () => ShownRegion
  /** Takes the region that the conversation goes by, before its answers are shown. */
  follow: (own: string | null) => void
  now?: () => number
}

const EMPTY_ANSWER: Result = {
  status: 'error', text: NO_ANSWER, region: null, year: null, decision: null, citations: [], buttons: [],
}

export function useSend({ client, history, region, follow, now = Date.now }: SendOptions): Send {
  // Set before anything is awaited, so that a second tap in the same instant finds it taken.
  const pending = ref<{ id: string; abort: AbortController } | null>(null)

  async function post(message: OwnMessage): Promise<void> {
    const turn = { id: message.id, abort: new AbortController() }
    pending.value = turn
    const { choices } = region()
    try {
      const reply = await client.chat(
        {
          conversation: history.conversation.value,
          message_id: message.id,
          text: message.text,
          region: message.region,
          ...(message.regionChosen ? { region_chosen: true as const } : {}),
        },
        turn.abort.signal,
      )
      if (turn.abort.signal.aborted) return
      history.adopt(reply.conversation)
      history.update(turn.id, { state: 'sent', problem: null })
      const shown = region()
      // What was chosen by hand while the answer was under way goes with the next message.
      if (reply.ownRegion !== undefined && shown.choices === choices && shown.id === message.region) {
        follow(reply.ownRegion)
      }
      for (const result of reply.results.length ? reply.results : [EMPTY_ANSWER]) {
        history.add({ kind: 'answer', id: newId(), at: now(), result })
      }
    } catch (error) {
      if (turn.abort.signal.aborted) return
      const problem = error instanceof ApiError ? error : malformed()
      history.update(turn.id, { state: 'failed', problem: problem.message, retryable: problem.retryable })
    } finally {
      if (pending.value?.id === turn.id) pending.value = null
    }
  }

  return {
    waiting: computed(() => pending.value !== null),
    pendingId: computed(() => pending.value?.id ?? null),
    send(text) {
      const trimmed = text.trim()
      if (!trimmed || pending.value || characters(trimmed) > MAX_CHARACTERS) return false
      const shown = region()
      const message: OwnMessage = {
        kind: 'own', id: newId(), text: trimmed, at: now(), region: shown.id, regionChosen: shown.byHand,
        state: 'sending', problem: null, retryable: true,
      }
      history.add(message)
      void post(message)
      return true
    },
    retry(id) {
      const message = history.find(id)
      if (!message || pending.value || message.state !== 'failed' || !message.retryable) return false
      history.update(id, { state: 'sending', problem: null, at: now() })
      history.moveToEnd(id)
      void post(message)
      return true
    },
    cancel() {
      pending.value?.abort.abort()
      pending.value = null
    },
  }
}
