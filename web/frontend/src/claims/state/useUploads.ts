/** Files on their way to a claim: one after the other, each with its progress, a retry and a way out. */
import { computed, reactive, ref, type ComputedRef, type Ref } from 'vue'
import { newId } from '../../model/id'
import type { ClaimsClient } from '../api/client'
import { upload, type Upload } from '../api/upload'
import { Trouble, troubleOf } from '../api/trouble'
import { fileProblem } from '../model/files'
import type { Filing } from './useFiling'
import type { SessionState } from './useSession'

export interface Item {
  /** Also the Idempotency-Key: a retry of an upload whose outcome is unknown must not add the file twice. */
  key: string
  activity: number
  file: File
  /** 0 to 1. */
  part: number
  state: 'waiting' | 'sending' | 'failed'
  problem: string
  retryable: boolean
}

export interface Uploads {
  items: Item[]
  running: ComputedRef<boolean>
  problem: Ref<string>
  /** What was just done, for a screen reader. */
  said: Ref<string>
  add(activity: number, files: File[]): void
  retry(key: string): void
  drop(key: string): void
  remove(id: string): Promise<void>
}

const REPEATS = 2
const PAUSE_MS = 1200

export function useUploads(client: ClaimsClient, session: SessionState, filing: Filing): Uploads {
  const items = reactive<Item[]>([])
  const problem = ref('')
  const said = ref('')
  let current: { key: string; upload: Upload } | null = null
  let working = false

  const find = (key: string): Item | undefined => items.find((one) => one.key === key)

  function drop(key: string): void {
    const index = items.findIndex((one) => one.key === key)
    if (index >= 0) items.splice(index, 1)
    if (current?.key === key) current.upload.cancel()
  }

  async function send(item: Item, number: string): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        await session.run(() => {
          const path = client.evidencePath(number, item.activity)
          const one = upload(client.transport, path, item.file, item.key, (part) => (item.part = part))
          current = { key: item.key, upload: one }
          return one.done
        })
        return
      } catch (error) {
        const trouble = troubleOf(error)
        const again = trouble.unknown && trouble.code === 'network' && attempt < REPEATS && find(item.key)
        if (!again) throw trouble
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * (attempt + 1)))
      } finally {
        current = null
      }
    }
  }

  async function work(): Promise<void> {
    if (working) return
    working = true
    for (;;) {
      const item = items.find((one) => one.state === 'waiting')
      const number = filing.claim.value?.number
      if (!item || !number) break
      item.state = 'sending'
      item.part = 0
      try {
        await send(item, number)
        drop(item.key)
        said.value = `${item.file.name} 已上传`
        await filing.refresh()
      } catch (error) {
        const trouble = error as Trouble
        item.state = 'failed'
        item.problem = trouble.message
        item.retryable = trouble.unknown || trouble.status === 429 || trouble.code === 'login_cancelled'
        said.value = `${item.file.name} 没有传上：${trouble.message}`
        // An answer that refuses is final for its key.
        if (!trouble.unknown) item.key = newId()
      }
    }
    working = false
  }

  return {
    items, problem, said, drop,
    running: computed(() => items.some((one) => one.state !== 'failed')),
    add(activity, files) {
      problem.value = ''
      const rules = filing.form.value?.evidence
      const room = (rules?.mostFiles ?? Infinity) - (filing.claim.value?.evidence.length ?? 0) - items.length
      if (files.length > room) problem.value = `一份申请最多上传 ${rules?.mostFiles} 个文件，请先移除一些，或把几页合成一个文件。`
      for (const file of files.slice(0, Math.max(room, 0))) {
        const wrong = rules ? fileProblem(file, rules) : null
        items.push({
          key: newId(), activity, file, part: 0, state: wrong ? 'failed' : 'waiting', problem: wrong ?? '', retryable: false,
        })
      }
      void work()
    },
    retry(key) {
      const item = find(key)
      if (!item) return
      item.state = 'waiting'
      item.problem = ''
      void work()
    },
    async remove(id) {
      problem.value = ''
      const number = filing.claim.value?.number
      if (!number) return
      try {
        await session.run(() => client.removeEvidence(number, id))
        said.value = '文件已移除'
      } catch (error) {
        problem.value = troubleOf(error).message
      }
      await filing.refresh()
    },
  }
}
