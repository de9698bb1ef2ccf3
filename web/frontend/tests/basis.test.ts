import { describe, expect, it } from 'vitest'
import { answerBasis, basisTitle } from '../src/model/basis'
import type { Decision } from '../src/model/result'
import { answer } from './fakes'

const decision = (trace: Decision['trace'], caveats: string[] = []): Decision => ({
  outcome: 'hours', hours: 1, public: null, professional: null, trace, caveats,
})

describe('answerBasis', () => {
  it('sets each quote beside the first step of its clause, and the rest apart', () => {
    const basis = answerBasis(answer('好', {
      decision: decision([{ text: '一', clause: 'd#1' }, { text: '二', clause: null }, { text: '三', clause: 'd#1' }]),
      citations: [
        { clause: 'd#1', quote: '甲' }, { clause: 'd#1', quote: '甲' }, { clause: 'd#1', quote: '乙' },
        { clause: 'd#2', quote: '丙' },
      ],
    }))
    expect(basis.steps.map((step) => step.quotes)).toEqual([['甲', '乙'], [], []])
    expect(basis.others).toEqual([{ clause: 'd#2', quotes: ['丙'] }])
    expect(basis.addresses).toEqual(['d#1', 'd#2'])
  })

  it('leaves out the caveats that are shown as notes', () => {
    const told = decision([], ['甲', '乙'])
    expect(answerBasis(answer('好', { decision: told })).caveats).toEqual(['甲', '乙'])
    expect(answerBasis(answer('好', { decision: told, notes: ['甲。', '乙。'] })).caveats).toEqual([])
  })

  it('is named after what it holds', () => {
    const title = (fields: Parameters<typeof answer>[1]): string => basisTitle(answerBasis(answer('好', fields)))
    expect(title({ decision: decision([{ text: '一', clause: null }]) })).toBe('计算过程与依据')
    expect(title({ citations: [{ clause: 'd#1', quote: '' }] })).toBe('依据')
    expect(title({ decision: decision([], ['注']) })).toBe('说明')
    const inWords = { ...decision([{ text: '一', clause: 'd#1' }]), outcome: 'lookup' }
    expect(title({ decision: inWords })).toBe('依据')
    expect(title({})).toBe('')
  })
})
