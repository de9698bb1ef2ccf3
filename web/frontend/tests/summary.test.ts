import { describe, expect, it } from 'vitest'

import { readResult, writeResult } from '../src/model/result'

describe('notes of an answer', () => {
  it('are kept through the stored history, without what is no sentence', () => {
    const read = readResult({ status: 'answered', text: '可计 36 学时。', notes: ['按 2025 年作答。', 7, ''] })
    expect(read?.notes).toEqual(['按 2025 年作答。'])
    expect(readResult(JSON.parse(JSON.stringify(writeResult(read!))))?.notes).toEqual(['按 2025 年作答。'])
  })

  it.each([undefined, [], 'x'])('are absent where the service sends %j', (notes) => {
    expect(readResult({ status: 'answered', text: '可计 36 学时。', notes })).not.toHaveProperty('notes')
  })
})

describe('summary of an answer', () => {
  it('is kept through the stored history', () => {
    const read = readResult({ status: 'answered', text: '可计 36 学时。\n依据：…', summary: '可计 36 学时。' })
    expect(read?.summary).toBe('可计 36 学时。')
    expect(readResult(writeResult(read!))?.summary).toBe('可计 36 学时。')
  })

  it('is absent where the service sends none', () => {
    expect(readResult({ status: 'chitchat', text: '您好' })).not.toHaveProperty('summary')
  })
})
