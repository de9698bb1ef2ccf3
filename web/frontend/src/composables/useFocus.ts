/** Where the focus goes when the button that held it disappears. */
import { nextTick, type Ref } from 'vue'

interface Focusable {
  focus(): void
}

interface FocusHolder extends Focusable {
  hasFocus(): boolean
}

export function useFocus(composer: Ref<FocusHolder | null>, log: Ref<Focusable | null>): { afterTap: () => void } {
  // On a touch screen a focused input opens the keyboard over the answer; the log holds the focus there instead.
  const hasKeyboard = (): boolean => window.matchMedia('(hover: hover) and (pointer: fine)').matches
  return {
    afterTap() {
      const toComposer = composer.value?.hasFocus() || hasKeyboard()
      void nextTick(() => (toComposer ? composer.value : log.value)?.focus())
    },
  }
}
