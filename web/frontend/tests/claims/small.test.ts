import { describe, expect, it } from 'vitest'
import { fileProblem, acceptOf, sizeText, typeNames } from '../../src/claims/model/files'
import { hidden } from '../../src/claims/model/masking'
import { hoursSaid, momentText, progressOf } from '../../src/claims/model/progress'
import { readPreview } from '../../src/claims/model/preview'
import { dayOf, isMasked, readMonth, shown } from '../../src/claims/model/values'
import { DRAFT_KEY, forgetKept, keepFacts, keepNumber, readKept } from '../../src/claims/state/kept'
import { pageFor } from '../../src/composables/useClaimsSheet'
import { claimCard } from '../../src/model/claimCard'
import { readResult, writeResult, type Result } from '../../src/model/result'
import { MemoryStorage, storeOf } from '../fakes'
import { claimWith, draftWith, FORM, ID_NUMBER, MEETING } from './forms'

describe('what the browser keeps', () => {
  it('is the facts before there is a draft at the service, and nothing personal', () => {
    const storage = new MemoryStorage()
    const draft = { ...draftWith(), personal: { name: '张三', id_number: ID_NUMBER, phone: '13800000000' }, organisation: { id: 3, name: '一院' } }
    keepFacts(storeOf(storage), draft, FORM)
    const stored = storage.getItem(DRAFT_KEY) ?? ''
    for (const secret of ['张三', ID_NUMBER, '13800000000', '一院']) expect(stored).not.toContain(secret)
    const kept = readKept(storeOf(storage))
    expect(kept && 'facts' in kept && kept.facts.activities[0]?.values).toEqual({ ...MEETING, days: '3' })
  })

  it('is only the number afterwards', () => {
    const storage = new MemoryStorage()
    keepFacts(storeOf(storage), draftWith(), FORM)
    keepNumber(storeOf(storage), 'XS-1', 'evidence')
    expect(JSON.parse(storage.getItem(DRAFT_KEY) ?? '')).toEqual({ version: 1, number: 'XS-1', step: 'evidence' })
    expect(readKept(storeOf(storage))).toEqual({ number: 'XS-1', step: 'evidence', card: '' })
    keepNumber(storeOf(storage), 'XS-1', 'evidence', '{"kind":"recognition"}')
    expect(readKept(storeOf(storage))?.card).toBe('{"kind":"recognition"}')
    forgetKept(storeOf(storage))
    expect(readKept(storeOf(storage))).toBeNull()
  })

  it.each(['', '[[', '{}', '{"version":2,"number":"x"}', '{"version":1,"facts":7}'])('is nothing out of %s', (stored) => {
    const storage = new MemoryStorage()
    storage.setItem(DRAFT_KEY, stored)
    expect(readKept(storeOf(storage))).toBeNull()
  })
})

describe('months and masked values', () => {
  it.each([['1990-05', '1990-05'], ['1990年5月', '1990-05'], ['199005', '1990-05'], ['1990.5', '1990-05'], ['１９９０/05', '1990-05'], ['1990-13', null], ['90-5', null], ['1899-05', null]])(
    '%s is %s', (text, month) => expect(readMonth(text)).toBe(month),
  )
  it('tell themselves', () => {
    expect([isMasked('990***0015'), isMasked('张三'), hidden(ID_NUMBER), hidden('990***0015'), hidden('短')])
      .toEqual([true, false, '990***********0015', '990***0015', '短'])
    const [level, days, presented] = FORM.activities[0]?.facts ?? []
    expect(level && shown(level, 'national')).toBe('全国性')
    expect(days && shown(days, '3')).toBe('3 天')
    expect(presented && shown(presented, false)).toBe('否')
  })
})

describe('the hours of a claim', () => {
  it.each([
    ['submitted', 12, null, '申请 12 学时'],
    ['under_review', 12, null, '申请 12 学时'],
    // What an office before the last one said is not yet recognised, and of a claim that failed nothing is.
    ['under_review', 12, 10, '申请 12 学时，前面的审核定为 10 学时，还没有最后认定'],
    ['rejected', 12, 10, '申请 12 学时，未认定'],
    ['rejected', null, null, ''],
    ['approved', 12, 12, '已认定 12 学时'],
    ['spot_drawn', 12, 12, '已认定 12 学时'],
    ['spot_passed', null, 22.5, '已认定 22.5 学时'],
    ['revoked', 12, 12, '原认定 12 学时，已撤销，不再计入'],
    ['draft', null, null, ''],
  ])('%s: %s computed, %s recognised', (state, computed, recognised, said) => {
    expect(hoursSaid(claimWith({ state, computed_hours: computed, recognised_hours: recognised }))).toBe(said)
  })
})

describe('days and times', () => {
  // A device in Ürümqi time, or set wrong, shows what the notices and the paper say.
  it.each(['UTC', 'Asia/Urumqi', 'Asia/Shanghai', 'America/New_York'])('are those of China on a device in %s', (zone) => {
    const before = process.env.TZ
    process.env.TZ = zone
    try {
      expect(dayOf(new Date('2025-06-01T16:30:00Z'))).toBe('2025-06-02')
      expect(dayOf(new Date('2025-12-31T15:59:59Z'))).toBe('2025-12-31')
      expect(momentText('2025-06-01T16:30:00Z')).toBe('2025-06-02 00:30')
      expect(momentText('2025-06-01T10:03:00+08:00')).toBe('2025-06-01 10:03')
    } finally {
      process.env.TZ = before
    }
  })
  it('leave what is no moment as it is', () => expect(momentText('昨天')).toBe('昨天'))
})

describe('files', () => {
  const rules = FORM.evidence
  it('are told apart by size and kind before they are sent', () => {
    expect(fileProblem({ name: '证书.PDF', size: 900 }, rules)).toBeNull()
    expect(fileProblem({ name: '照片.jpg', size: 900 }, rules)).toBeNull()
    expect(fileProblem({ name: '证书.exe', size: 900 }, rules)).toContain('PDF、JPG')
    expect(fileProblem({ name: '证书', size: 900 }, rules)).toContain('只收')
    expect(fileProblem({ name: '证书.pdf', size: 1001 }, rules)).toContain('最大 1 KB')
    expect(fileProblem({ name: '证书.pdf', size: 0 }, rules)).toContain('空')
    expect([acceptOf(rules.types), typeNames(['application/pdf', 'image/jpeg', 'application/ofd'])]).toEqual(['.pdf,.jpg,.jpeg', 'PDF、JPG、OFD'])
    expect([sizeText(10 * 1024 * 1024), sizeText(1.5 * 1024 * 1024), sizeText(10)]).toEqual(['10 MB', '1.5 MB', '1 KB'])
  })
})

describe('the way of a claim', () => {
  const steps = [{ office: '所在单位', kind: 'review' }, { office: '职称办', kind: 'review' }, { office: '人社局', kind: 'spot_check' }]
  it.each([
    ['draft', 0, ['now', 'next', 'next', 'next']], ['submitted', 0, ['done', 'now', 'next', 'next']],
    ['under_review', 1, ['done', 'done', 'now', 'next']], ['returned', 1, ['done', 'done', 'stopped', 'next']],
    ['rejected', 0, ['done', 'stopped', 'next', 'next']], ['approved', 1, ['done', 'done', 'done', 'next']],
    ['spot_drawn', 2, ['done', 'done', 'done', 'now']], ['revoked', 2, ['done', 'done', 'done', 'stopped']],
    ['withdrawn', 0, ['done', 'next', 'next', 'next']],
  ])('%s at %d', (state, step, expected) => {
    expect(progressOf(claimWith({ state, step, steps })).map((one) => one.state)).toEqual(expected)
  })
})

describe('the preview', () => {
  it('keeps the places of its activities', () => {
    const preview = readPreview({ claimable: false, message: '请选择级别', activities: [7, { hours: 36, evidence: [{ text: '证明' }] }], ask_for: ['activities.0.level'] })
    expect(preview?.activities.map((one) => [one.hours, one.evidence.length])).toEqual([[null, 0], [36, 1]])
    expect([preview?.claimable, preview?.askFor]).toEqual([false, ['activities.0.level']])
  })
})

describe('the card in the chat', () => {
  const form = { kind: 'recognition', region: 'xj-city', year: 2025, activities: [{ days: 3 }] }
  const answer = (fields: object): Result => readResult({ status: 'form', text: '', ...fields }) as Result
  it('has the facts of the answer and survives being stored', () => {
    const result = answer({ form, form_title: '3天全国性学术会议', decision: { outcome: 'hours', hours: 36 } })
    expect(claimCard(result)).toEqual({ title: '学时认定申请', line: '2025 年 · 3天全国性学术会议 · 36 学时', button: '填写并提交' })
    expect(readResult(JSON.parse(JSON.stringify(writeResult(result))))).toEqual(result)
  })
  it('leads to the own claims where there is no form', () => {
    expect(claimCard(answer({ status: 'login_required' })).button).toBe('登录查看')
    expect(readResult({ status: 'answered', text: '', form })).not.toHaveProperty('form')
  })
})

describe('the page of claims', () => {
  it('is opened with the facts where no server sees them', () => {
    expect(pageFor('https://host/sub/', null)).toBe('https://host/sub/claims')
    const address = pageFor('https://host/sub/', { year: 2025, activities: [{ title: '年会 & 讲座#1' }] })
    expect(new URL(address).pathname).toBe('/sub/claims')
    expect(JSON.parse(new URLSearchParams(new URL(address).hash.slice(1)).get('facts') ?? '')).toEqual({ year: 2025, activities: [{ title: '年会 & 讲座#1' }] })
  })
})
