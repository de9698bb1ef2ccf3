import { describe, expect, it } from 'vitest'
import { citedAs, clauseLabel } from '../src/text/clauseLabel'
import { characters } from '../src/text/length'
import { needsTime, timeLabel } from '../src/text/time'

describe('clauseLabel', () => {
  it.each([
    ['xj-city-2022#附件3/4', '附件3第4项'],
    ['bt-2019#附件/二/四', '附件第二部分第（四）项'],
    ['bt-2019#附件/二/四/p1', '附件第二部分第（四）项第1段'],
    ['hhht-2022#三/一', '第三部分第（一）项'],
    ['xj-2021#二/二/3', '第二部分第（二）项第3目'],
    ['xj-2021#二/二/3/p1', '第二部分第（二）项第3目第1段'],
    ['aks-2025#二/8', '第二部分第8项'],
    ['xj-city-2022#二/1/5', '第二部分第1项第5目'],
    ['aks-2025#四/p2', '第四部分第2段'],
    ['aks-2025#p1', '第1段'],
    ['xj-city-2022#附件2/注/1', '附件2注1'],
    ['xj-city-2022#附件1/注', '附件1注'],
    ['xj-city-2022#附件1/p1', '附件1第1段'],
    ['aks-2025#十一/十二', '第十一部分第（十二）项'],
    ['aks-2025', ''],
    ['aks-2025#', ''],
  ])('%s is %s', (address, label) => expect(clauseLabel(address)).toBe(label))

  it('puts the title in front once', () => {
    expect(citedAs('aks-2025#二/8', '关于某事的通知')).toBe('《关于某事的通知》第二部分第8项')
    expect(citedAs('aks-2025#二/8', '《关于某事的通知》')).toBe('《关于某事的通知》第二部分第8项')
    expect(citedAs('aks-2025#二/8', null)).toBe('第二部分第8项')
    expect(citedAs('aks-2025', null)).toBe('aks-2025')
  })
})

describe('characters', () => {
  it.each([['', 0], ['学时', 2], ['𠮷', 1], ['a\nb', 3]])('%j has %i', (text, count) => {
    expect(characters(text)).toBe(count)
  })
})

describe('times', () => {
  const now = new Date(2025, 5, 1, 9, 30)
  it.each([
    [new Date(2025, 5, 1, 9, 5), '09:05'],
    [new Date(2025, 5, 1, 0, 0), '00:00'],
    [new Date(2025, 4, 31, 23, 59), '昨天 23:59'],
    [new Date(2025, 4, 30, 23, 59), '5月30日 23:59'],
    [new Date(2024, 11, 31, 8, 0), '2024年12月31日 08:00'],
  ])('%s reads %s', (then, label) => expect(timeLabel(then.getTime(), now)).toBe(label))

  it('shows a time first and after a silence', () => {
    expect(needsTime(1, null)).toBe(true)
    expect(needsTime(300_000, 0)).toBe(false)
    expect(needsTime(300_001, 0)).toBe(true)
    expect(needsTime(0, 1)).toBe(true)
  })
})
