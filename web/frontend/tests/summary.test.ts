import { describe, expect, it } from 'vitest'

import { readResult, writeResult } from '../src/model/result'

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
