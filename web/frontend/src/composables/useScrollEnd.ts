/** Keeps the end of the conversation in view: after a new message, and while its window gets smaller. */
import { nextTick, onBeforeUnmount, onMounted, type Ref } from 'vue'

/** Pixels from the end within which the reader counts as being there. */
const NEAR = 40

export function useScrollEnd(element: Ref<HTMLElement | null>, startAtEnd: boolean): { toEnd: () => Promise<void> } {
  let height = 0
  let observer: ResizeObserver | null = null

  function jump(): void {
    const log = element.value
    if (log) log.scrollTop = log.scrollHeight
  }

  function onResize(): void {
    const log = element.value
    if (!log) return
    const wasAtEnd = log.scrollHeight - log.scrollTop - height < NEAR
    if (wasAtEnd && log.clientHeight < height) jump()
    height = log.clientHeight
  }

  onMounted(() => {
    if (startAtEnd) jump()
    if (!element.value || typeof ResizeObserver !== 'function') return
    height = element.value.clientHeight
    // The input grows, a notice appears, a phone's keyboard opens: the last message must not go under it.
    observer = new ResizeObserver(onResize)
    observer.observe(element.value)
  })
  onBeforeUnmount(() => observer?.disconnect())

  return {
    async toEnd() {
      await nextTick()
      jump()
    },
  }
}
