/** Times above the messages, the way a chat shows them. */

const pad = (value: number): string => String(value).padStart(2, '0')

/** Minutes of silence after which the next message gets a time above it. */
export const GAP_MINUTES = 5

function daysBefore(now: Date, then: Date): number {
  const midnight = (day: Date): number => Date.UTC(day.getFullYear(), day.getMonth(), day.getDate())
  return Math.round((midnight(now) - midnight(then)) / 86_400_000)
}

/** 10:05, 昨天 10:05, 3月2日 10:05, 2024年3月2日 10:05; `at` in milliseconds, local time. */
export function timeLabel(at: number, now: Date): string {
  const then = new Date(at)
  const clock = `${pad(then.getHours())}:${pad(then.getMinutes())}`
  const days = daysBefore(now, then)
  if (days === 0) return clock
  if (days === 1) return `昨天 ${clock}`
  const day = `${then.getMonth() + 1}月${then.getDate()}日`
  return then.getFullYear() === now.getFullYear() ? `${day} ${clock}` : `${then.getFullYear()}年${day} ${clock}`
}

/** Whether a message needs a time of its own, `previous` being the time of the one before it. */
export function needsTime(at: number, previous: number | null): boolean {
  return previous === null || at - previous > GAP_MINUTES * 60_000 || at < previous
}
