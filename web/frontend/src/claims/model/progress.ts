/** A claim's way through the offices, as it is shown: what is done, where it is, what comes. */
import { chinaTime } from './values'
import type { Claim } from './claim'

export interface At {
  name: string
  detail: string
  state: 'done' | 'now' | 'next' | 'stopped'
  text: string
}

const AFTER_REVIEW = new Set(['approved', 'spot_drawn', 'spot_passed', 'revoked'])

function reviewAt(claim: Claim, index: number): Pick<At, 'state' | 'text'> {
  if (AFTER_REVIEW.has(claim.state) || index < claim.step) return { state: 'done', text: '已通过' }
  if (index > claim.step || claim.state === 'draft' || claim.state === 'withdrawn') return { state: 'next', text: '未开始' }
  if (claim.state === 'returned') return { state: 'stopped', text: '已退回' }
  if (claim.state === 'rejected') return { state: 'stopped', text: '未通过' }
  return { state: 'now', text: '审核中' }
}

function spotAt(claim: Claim): Pick<At, 'state' | 'text'> {
  if (claim.state === 'spot_drawn') return { state: 'now', text: '抽查中' }
  if (claim.state === 'spot_passed') return { state: 'done', text: '抽查通过' }
  if (claim.state === 'revoked') return { state: 'stopped', text: '已撤销认定' }
  return { state: 'next', text: '可能抽查' }
}

export function progressOf(claim: Claim): At[] {
  const begun = claim.state !== 'draft'
  const offices = claim.steps.map((one, index) => ({
    name: one.office,
    detail: one.organisation && one.organisation !== one.office ? one.organisation : '',
    ...(one.spotCheck ? spotAt(claim) : reviewAt(claim, index)),
  }))
  return [{ name: '本人提交', detail: '', state: begun ? 'done' : 'now', text: begun ? '已提交' : '还没有提交' }, ...offices]
}

const COUNTING = new Set(['approved', 'spot_drawn', 'spot_passed'])

export const counts = (claim: Pick<Claim, 'state'> | null): boolean => claim !== null && COUNTING.has(claim.state)

/** The hours as they stand; empty where there is no figure. Only a claim that counts has recognised hours. */
export function hoursSaid(claim: Pick<Claim, 'state' | 'computedHours' | 'recognisedHours'>): string {
  const { state, computedHours, recognisedHours } = claim
  if (recognisedHours !== null && counts(claim)) return `已认定 ${recognisedHours} 学时`
  if (recognisedHours !== null && state === 'revoked') return `原认定 ${recognisedHours} 学时，已撤销，不再计入`
  const asked = computedHours === null ? '' : `申请 ${computedHours} 学时`
  if (state === 'rejected') return asked && `${asked}，未认定`
  if (recognisedHours === null) return asked
  return [asked, `前面的审核定为 ${recognisedHours} 学时，还没有最后认定`].filter(Boolean).join('，')
}

const ACTIONS: Record<string, string> = {
  create: '新建草稿', save: '保存', submit: '提交', withdraw: '撤回', approve: '审核通过', return: '退回修改', reject: '不予通过',
  draw: '抽中审查', pass: '抽查通过', revoke: '撤销认定',
}
export const actionName = (action: string): string => ACTIONS[action] ?? action

/** A moment in Chinese time; what is no moment stays as it is. */
export function momentText(moment: string): string {
  const date = new Date(moment)
  return Number.isNaN(date.getTime()) ? moment : chinaTime(date)
}

export const kindName = (claim: Pick<Claim, 'kind'>): string => (claim.kind === 'exemption' ? '免试（免学）申请' : '学时认定申请')
