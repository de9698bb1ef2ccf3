/** The limit of one message, in characters as Python counts them (code points, not UTF-16 units). */
export const MAX_CHARACTERS = 2000

/** From here on the counter is shown. */
export const COUNTER_FROM = 1800

export function characters(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}
