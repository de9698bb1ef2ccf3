import { describe, expect, it } from 'vitest'
import { readItem, INTERRUPTED } from '../src/model/item'
import { readResult, writeResult } from '../src/model/result'

/** The example in section 4 of the contract, with its buttons. */
const CONTRACT = {
  status: 'answered', intent: 'ask_hours', text: '36 学时', region: 'xj-city', year: 2025,
  decision: {
    outcome: 'hours', hours: 36, by_subject: { public: 0, professional: 36 },
    trace: [{ rule: 'r', text: '3 天 × 12 学时/天 = 36 学时', clause: 'xj-city-2022#附件3/4' }],
    caveats: ['注'],
  },
  citations: [{ clause: 'xj-city-2022#附件3/4', quote: '每天按12学时予以认定' }],
  ask_for: [], buttons: [{ title: '是', text: '是的' }],
}

describe('readResult', () => {
  it('reads the contract and survives being stored', () => {
    const result = readResult(CONTRACT)
    expect(result).toMatchObject({
      decision: { hours: 36, public: 0, professional: 36, trace: [{ clause: 'xj-city-2022#附件3/4' }] },
      citations: [{ quote: '每天按12学时予以认定' }],
      buttons: [{ title: '是', text: '是的' }],
    })
    expect(readResult(JSON.parse(JSON.stringify(writeResult(result!))))).toEqual(result)
  })

  it.each([null, 'text', 7, [], {}, { status: 'surprise', text: 'x' }])('refuses %j', (value) => {
    expect(readResult(value)).toBeNull()
  })

  it('leaves out the parts that are not what they should be', () => {
    const odd = {
      ...CONTRACT,
      year: '2025', citations: 'none', buttons: [{ title: 'only a title' }, null, { text: 'a' }],
      decision: { outcome: 'hours', hours: '36', by_subject: null, trace: [{ text: 'a' }, 3], caveats: [1, '好'] },
    }
    expect(readResult(odd)).toMatchObject({
      year: null, citations: [], buttons: [{ title: 'a', text: 'a' }],
      decision: { hours: null, public: null, trace: [{ text: 'a', clause: null }], caveats: ['好'] },
    })
  })
})

describe('readItem', () => {
  it('turns a message that was under way into one to retry', () => {
    const stored = { kind: 'own', id: 'm', text: '问', at: 1, region: 'bt', state: 'sending', problem: null }
    expect(readItem(stored)).toMatchObject({ state: 'failed', problem: INTERRUPTED, region: 'bt', retryable: true })
  })

  it.each([[true, true], [undefined, false], ['yes', false]])('a region chosen by hand: %j', (regionChosen, read) => {
    const stored = { kind: 'own', id: 'm', text: '问', at: 1, region: null, regionChosen, state: 'failed' }
    expect(readItem(stored)).toMatchObject({ region: null, regionChosen: read })
  })

  it.each([
    null, { kind: 'own', id: 'm', at: 1 }, { kind: 'own', id: 'm', text: 'x' }, { kind: 'answer', id: 'm', at: 1 },
    { kind: 'other', id: 'm', at: 1, text: 'x' }, { kind: 'notice', id: '', at: 1, text: 'x' },
  ])('refuses %j', (value) => expect(readItem(value)).toBeNull())
})
