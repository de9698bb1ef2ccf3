/** Tells an Enter that ends a Chinese composition from one that is meant to send. */

/** The code of a key that the input method swallows; Safari reports the Enter after compositionend with it. */
const SWALLOWED = 229

export type KeyPress = Pick<KeyboardEvent, 'key' | 'keyCode' | 'isComposing' | 'shiftKey'>

export interface Ime {
  onCompositionStart(): void
  onCompositionEnd(): void
  /** Whether this key press sends the message: Enter alone, outside of any composition. */
  sends(event: KeyPress): boolean
}

export function useIme(): Ime {
  let composing = false
  return {
    onCompositionStart() {
      composing = true
    },
    onCompositionEnd() {
      composing = false
    },
    sends(event) {
      const inInputMethod = composing || event.isComposing || event.keyCode === SWALLOWED
      return event.key === 'Enter' && !event.shiftKey && !inInputMethod
    },
  }
}
