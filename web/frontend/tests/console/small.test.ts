import { describe, expect, it } from 'vitest'

import { query } from '../../src/console/api/client'
import { groupsOf, returnable } from '../../src/console/model/fields'
import { readReview } from '../../src/console/model/review'
import { pagesOf, readSession } from '../../src/console/model/session'
import { wantedOf } from '../../src/console/model/tags'
import { hashOf, placeOf } from '../../src/console/state/route'

const session = (...roles: string[]) =>
  readSession({ kind: 'staff', name: 'x', csrf: 'c', grants: roles.map((role) => ({ role })) })

describe('menu', () => {
  it.each([
    [['employer_reviewer'], ['reviews', 'status', 'statistics', 'people']],
    [['hr_authority'], ['reviews', 'status', 'statistics']],
    [['posting_office'], ['reviews', 'status']],
    [['hotline'], ['status']],
    [['auditor'], ['statistics', 'audit']],
    [['admin'], ['people', 'accounts', 'organisations']],
    [['editor'], []],
    [[], []],
  ])('of %j', (roles, pages) => expect(pagesOf(session(...roles)).map((one) => one.name)).toEqual(pages))
})

describe('addresses', () => {
  it('lead to a page and a claim', () => {
    expect(placeOf(hashOf('reviews', 'R261121-7K3M9Q2A'))).toEqual({ page: 'reviews', number: 'R261121-7K3M9Q2A' })
    expect(placeOf('#/accounts')).toEqual({ page: 'accounts', number: '' })
    expect(placeOf('#/<script>')).toEqual({ page: '', number: '' })
  })

  it('leave out what is not asked', () => {
    expect(query({ state: '', year: null, q: '中学 &', page: 1 })).toBe('?q=%E4%B8%AD%E5%AD%A6+%26&page=1')
    expect(query({ q: '' })).toBe('')
  })
})

describe('lists', () => {
  it.each([
    ['waiting', '', ''],
    ['approved', '', 'approved'],
    ['all', '', 'all'],
    ['all', 'rejected', 'rejected'],
    ['waiting', 'rejected', ''],
  ])('of %s with the state %j ask for %j', (tab, state, asked) =>
    expect(wantedOf({ tab, state, year: '2026', q: ' 一中 ', page: 2, mine: false })).toEqual({
      state: asked,
      year: '2026',
      q: '一中',
      mine: '',
      page: 2,
    }),
  )
  it('is of what one has decided on oneself, except for what still waits', () => {
    const queue = { state: '', year: '', q: '', page: 1, mine: true }
    expect(wantedOf({ ...queue, tab: 'approved' }).mine).toBe('1')
    expect(wantedOf({ ...queue, tab: 'waiting' }).mine).toBe('')
  })
})

describe('fields to return for', () => {
  it('are those of the claim, by their paths, without the form too', () => {
    const review = readReview({ number: 'R1', kind: 'recognition', activities: [{ title: '甲' }, { title: '乙' }] })
    if (!review) throw new Error('no review')
    const groups = returnable(groupsOf(review, null))
    expect(groups.map((one) => one.title)).toEqual(['整份', '第 1 项活动', '第 2 项活动', '年度与单位', '个人信息'])
    expect(groups[2]?.options).toContainEqual({ path: 'activities.1.end', label: '结束日期' })
  })
})
