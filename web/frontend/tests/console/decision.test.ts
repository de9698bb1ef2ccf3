import { describe, expect, it } from 'vitest'

import {
  bodyOf,
  consequence,
  freshTyped,
  isLast,
  problems,
  proposed,
  shortfall,
  type Typed,
} from '../../src/console/model/decision'
import { change, nextAfter, readReview, type Review } from '../../src/console/model/review'

const OFFICES = [
  { role: 'employer_reviewer', office: '用人单位', organisation_name: '第一中学', kind: 'review' },
  { role: 'industry_authority', office: '行业主管部门', organisation_name: '教育局', kind: 'review' },
  { role: 'hr_authority', office: '人社部门', organisation_name: '人社局', kind: 'spot_check' },
]

function review(more: Record<string, unknown> = {}): Review {
  const found = readReview({
    number: 'R1',
    kind: 'recognition',
    state: 'under_review',
    step: 1,
    steps: OFFICES,
    version: 4,
    personal: { name: '张三' },
    actions: ['approve', 'return', 'reject', 'save'],
    recognised_hours: null,
    decision: { outcome: 'hours', hours: 12 },
    now: { outcome: 'hours', hours: 12, claimable: true },
    ...more,
  })
  if (!found) throw new Error('no review')
  return found
}
const typed = (claim: Review, more: Partial<Typed> = {}): Typed => ({ ...freshTyped(claim), ...more })

describe('approving', () => {
  it('as computed sends no figure of its own', () => {
    const claim = review()
    expect(bodyOf(claim, typed(claim))).toEqual({ version: 4 })
    expect(problems(claim, typed(claim))).toEqual({})
    expect(consequence(claim, typed(claim))).toBe(
      '通过张三的 R1，认定 12 学时。通过后学时计入该年度，“人社局”可能抽审。',
    )
  })

  it('fewer hours asks for the reason and tells the difference', () => {
    const claim = review()
    const fewer = typed(claim, { choice: 'own', hours: '９.5' })
    expect(shortfall(claim, fewer)).toBe(2.5)
    expect(Object.keys(problems(claim, fewer))).toEqual(['reason'])
    const said = { ...fewer, reason: ' 只到一天 ' }
    expect(bodyOf(claim, said)).toEqual({ version: 4, recognised_hours: '9.5', reason: '只到一天' })
    expect(consequence(claim, said)).toContain('认定 9.5 学时，比算出的少 2.5 学时')
  })

  it.each([
    ['', '请填写'],
    ['abc', '请填数字'],
    ['-1', '请填数字'],
    ['13', '不能多于算出的 12 学时'],
  ])('refuses %j as hours', (hours, words) => {
    const claim = review()
    expect(problems(claim, typed(claim, { choice: 'own', hours })).recognised_hours).toContain(words)
  })

  it('keeps what an earlier office recognised unless told otherwise', () => {
    const claim = review({ recognised_hours: 10 })
    expect(proposed(claim)).toBe(10)
    expect(shortfall(claim, typed(claim))).toBe(2)
    expect(problems(claim, typed(claim))).toEqual({})
    expect(bodyOf(claim, typed(claim, { choice: 'computed' }))).toEqual({ version: 4, recognised_hours: '12' })
    expect(proposed(review({ recognised_hours: 14 }))).toBeNull()
  })

  it('asks the last office for hours and document where the notice leaves them to another', () => {
    const now = { outcome: 'set_elsewhere', hours: null, needs_basis: true }
    const claim = review({ now })
    expect(Object.keys(problems(claim, typed(claim)))).toEqual(['recognised_hours', 'basis'])
    const said = typed(claim, { hours: '8', basis: '某文〔2026〕1号' })
    expect(problems(claim, said)).toEqual({})
    expect(bodyOf(claim, said)).toEqual({ version: 4, recognised_hours: '8', basis: '某文〔2026〕1号' })
    const first = review({ now, step: 0 })
    expect(isLast(first)).toBe(false)
    expect(problems(first, typed(first))).toEqual({})
  })
})

describe('the other decisions', () => {
  it('need their words', () => {
    const claim = review()
    expect(Object.keys(problems(claim, typed(claim, { action: 'return' })))).toEqual(['reason', 'field'])
    expect(Object.keys(problems(claim, typed(claim, { action: 'reject' })))).toEqual(['reason'])
    expect(problems(claim, typed(claim, { action: 'pass' }))).toEqual({})
  })

  it('send nothing that was typed for another', () => {
    const claim = review()
    const said = typed(claim, {
      action: 'return',
      choice: 'own',
      hours: '3',
      basis: 'x',
      reason: '缺证明',
      field: 'evidence',
    })
    expect(bodyOf(claim, said)).toEqual({ version: 4, reason: '缺证明', field: 'evidence' })
    expect(bodyOf(claim, { ...said, action: 'draw' })).toEqual({ version: 4 })
  })
})

describe('reviewing', () => {
  it('tells where the fresh computation differs', () => {
    expect(change(review())).toBe('')
    expect(change(review({ now: { outcome: 'hours', hours: 8 } }))).toContain('提交时算出 12 学时')
    expect(change(review({ now: null }))).toBe('')
  })

  it('goes on to what follows in the list as it was', () => {
    expect(nextAfter(['a', 'b', 'c'], 'b', ['a', 'c', 'd'])).toBe('c')
    expect(nextAfter(['a', 'b', 'c'], 'c', ['a', 'c'])).toBe('a')
    expect(nextAfter([], 'x', ['d'])).toBe('d')
    expect(nextAfter(['a'], 'a', ['a'])).toBeNull()
  })

  it('takes anything for a claim without failing', () => {
    expect(readReview(null)).toBeNull()
    expect(readReview({ number: 'R1', now: 'x', flags: [1, {}], steps: 'no' })).toMatchObject({
      now: null,
      reviewFlags: [],
    })
  })
})
