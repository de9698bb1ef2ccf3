/** What a reviewer is about to do: what must be said with it, what is sent, and what will happen. */
import { tidy } from '../../claims/model/values'
import type { Fields } from '../../model/result'
import { hoursText, type Review } from './review'

export type Action = 'approve' | 'return' | 'reject' | 'draw' | 'pass' | 'revoke'

/** kept: the hours that lie before (an earlier office's figure, else the computed one); computed: those of the rules
 * though an earlier office said fewer; own: the reviewer's figure. */
export type HoursChoice = 'kept' | 'computed' | 'own'

/** What was typed; it outlives a reload of the claim. */
export interface Typed {
  action: Action
  choice: HoursChoice
  hours: string
  basis: string
  reason: string
  field: string
}

export const ACTIONS: Record<Action, string> = {
  approve: '通过',
  return: '退回修改',
  reject: '不予通过',
  draw: '抽取抽审',
  pass: '抽审合格',
  revoke: '撤销认定',
}
const NEEDS_REASON = new Set<Action>(['return', 'reject', 'revoke'])
const NUMBER = /^\d{1,6}(\.\d{1,4})?$/

export const isAction = (name: string): name is Action => name in ACTIONS
export const actionsOf = (review: Review): Action[] => review.actions.filter(isAction)
export const freshTyped = (review: Review): Typed => ({
  action: actionsOf(review)[0] ?? 'approve',
  choice: 'kept',
  hours: '',
  basis: review.basis,
  reason: '',
  field: '',
})

/** No other office reviews after this one; a spot check may come. */
export const isLast = (review: Review): boolean => {
  const following = review.steps[review.step + 1]
  return !following || following.spotCheck
}

/** The figure of an earlier office that stands unless this one names its own; null where there is none. */
export function proposed(review: Review): number | null {
  const { recognisedHours, now } = review
  if (recognisedHours === null || !now) return null
  return now.hours !== null && recognisedHours >= now.hours ? null : recognisedHours
}

export const asksHours = (review: Review, typed: Typed): boolean =>
  typed.action === 'approve' &&
  (review.now?.needsBasis === true || (review.now?.hours != null && typed.choice === 'own'))

const typedHours = (typed: Typed): number | null => {
  const text = tidy(typed.hours)
  return NUMBER.test(text) ? Number(text) : null
}

/** The hours that an approval stands for; null where there is no figure (yet). */
export function settledHours(review: Review, typed: Typed): number | null {
  if (asksHours(review, typed))
    return typedHours(typed) ?? (tidy(typed.hours) ? null : review.now?.needsBasis ? proposed(review) : null)
  const computed = review.now?.hours ?? null
  return typed.choice === 'computed' ? computed : (proposed(review) ?? computed)
}

/** Hours fewer than computed; null where the two cannot be compared. */
export function shortfall(review: Review, typed: Typed): number | null {
  const [computed, hours] = [review.now?.hours ?? null, settledHours(review, typed)]
  return typed.action !== 'approve' || computed === null || hours === null
    ? null
    : Math.round((computed - hours) * 1e4) / 1e4
}

export const needsReason = (review: Review, typed: Typed): boolean =>
  NEEDS_REASON.has(typed.action) ||
  (typed.action === 'approve' && typed.choice === 'own' && (shortfall(review, typed) ?? 0) > 0)

/** What is missing or wrong, by the service's own field names. The service looks again. */
export function problems(review: Review, typed: Typed): Record<string, string> {
  const found: Record<string, string> = {}
  if (asksHours(review, typed)) {
    const hours = tidy(typed.hours)
    const byDocument = review.now?.needsBasis === true
    const needed = !byDocument || (isLast(review) && proposed(review) === null)
    if (!hours && needed) found.recognised_hours = byDocument ? '请按有关文件填写认定的学时。' : '请填写认定的学时。'
    else if (hours && typedHours(typed) === null) found.recognised_hours = '请填数字，例如 12 或 22.5。'
    else if ((shortfall(review, typed) ?? 0) < 0) {
      found.recognised_hours = `不能多于算出的 ${hoursText(review.now?.hours ?? 0)} 学时。`
    }
    if (byDocument && isLast(review) && !typed.basis.trim()) found.basis = '请写明依据哪份文件认定（文件名称和文号）。'
  }
  if (needsReason(review, typed) && !typed.reason.trim()) found.reason = '请写明原因，申报人会看到。'
  if (typed.action === 'return' && !typed.field) found.field = '请选择要申报人修改的那一项。'
  return found
}

/** The body of the request. */
export function bodyOf(review: Review, typed: Typed): Fields {
  const body: Fields = { version: review.version }
  const reason = typed.reason.trim()
  if (reason && (NEEDS_REASON.has(typed.action) || typed.action === 'approve')) body.reason = reason
  if (typed.action === 'return') body.field = typed.field
  if (typed.action !== 'approve') return body
  if (asksHours(review, typed)) {
    if (tidy(typed.hours)) body.recognised_hours = tidy(typed.hours)
    if (review.now?.needsBasis && typed.basis.trim()) body.basis = typed.basis.trim()
  } else if (typed.choice === 'computed' && review.now?.hours != null) {
    body.recognised_hours = String(review.now.hours)
  }
  return body
}

function whereTo(review: Review): string {
  const following = review.steps[review.step + 1]
  const name = following?.organisation || following?.office
  if (!following) return '这是最后一步，通过后办结，学时计入该年度。'
  return following.spotCheck ? `通过后学时计入该年度，“${name}”可能抽审。` : `然后送“${name}”审核。`
}

/** What will happen, for a last look before it does. */
export function consequence(review: Review, typed: Typed): string {
  const who = `${review.personal.name ?? ''}的 ${review.number}`
  const hours = settledHours(review, typed)
  const short = shortfall(review, typed) ?? 0
  switch (typed.action) {
    case 'approve': {
      const less = short > 0 ? `，比算出的少 ${hoursText(short)} 学时` : ''
      return `通过${who}${hours === null ? '' : `，认定 ${hoursText(hours)} 学时${less}`}。${whereTo(review)}`
    }
    case 'return':
      return `退回${who}，由申报人修改后重新提交，编号不变，重新从第一步审核。申报人会看到原因。`
    case 'reject':
      return `不予通过${who}。这份申报就此办结，不能再改。申报人会看到原因。`
    case 'draw':
      return `抽取${who}进行抽审。抽审期间学时照常有效。`
    case 'pass':
      return `${who}抽审合格，认定的学时保持有效。`
    case 'revoke':
      return `撤销${who}的认定，学时不再计入，不能恢复。申报人会看到原因。`
  }
}
