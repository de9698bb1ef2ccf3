import { describe, expect, it } from 'vitest'
import { idFacts, idProblem, tidyId } from '../../src/claims/model/idNumber'
import { ID_NUMBER, TODAY } from './forms'

/** GB 11643, worked out apart from the code under test: ISO 7064 MOD 11-2 from the left. */
function withCheck(seventeen: string): string {
  let power = 0
  for (const digit of seventeen) power = ((power + Number(digit)) * 2) % 11
  return seventeen + '0123456789X'[(12 - power) % 11]
}

describe('the ID number', () => {
  it('is taken in every spelling of the same number', () => {
    expect(ID_NUMBER).toBe(withCheck(ID_NUMBER.slice(0, 17)))
    expect(idProblem(ID_NUMBER, TODAY)).toBeNull()
    expect(tidyId(' 990101 19900307 0015 ')).toBe(ID_NUMBER)
    expect(tidyId('９９０１０１１９９００３０７００１５')).toBe(ID_NUMBER)
  })

  it('may end in x, large or small', () => {
    const found = Array.from({ length: 40 }, (_, n) => withCheck(`9901011990030700${n % 10}`.slice(0, 15) + String(n).padStart(2, '0')))
      .find((number) => number.endsWith('X'))
    expect(found).toBeDefined()
    expect(idProblem(found?.toLowerCase() ?? '', TODAY)).toBeNull()
  })

  it('is found out for every single wrong digit and every swap of neighbours', () => {
    for (let at = 0; at < 17; at += 1) {
      for (let digit = 0; digit < 10; digit += 1) {
        const other = ID_NUMBER.slice(0, at) + digit + ID_NUMBER.slice(at + 1)
        if (other !== ID_NUMBER) expect(idProblem(other, TODAY), other).not.toBeNull()
      }
      const swapped = ID_NUMBER.slice(0, at) + ID_NUMBER[at + 1] + ID_NUMBER[at] + ID_NUMBER.slice(at + 2)
      if (swapped !== ID_NUMBER) expect(idProblem(swapped, TODAY), swapped).not.toBeNull()
    }
  })

  it.each([
    ['', '0 位'], [ID_NUMBER.slice(0, 17), '17 位'], ['990101900307001', '15 位'], [ID_NUMBER.replace('9', 'A'), '数字'],
    [withCheck('99010119900231001'), '出生日期'], [withCheck('99010120250602001'), '出生日期'], [withCheck('99010118991231001'), '出生日期'],
  ])('%s: says what is wrong', (number, words) => expect(idProblem(number, TODAY)).toContain(words))

  it('tells birth and gender', () => {
    expect(idFacts(ID_NUMBER)).toEqual({ birth: '1990-03', gender: '男' })
    expect(idFacts(withCheck('99010119851231002'))).toEqual({ birth: '1985-12', gender: '女' })
  })
})
