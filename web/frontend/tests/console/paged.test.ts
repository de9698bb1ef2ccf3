import { describe, expect, it } from 'vitest'
import { Trouble } from '../../src/claims/api/trouble'
import type { Page } from '../../src/console/api/client'
import { usePaged } from '../../src/console/state/usePaged'

const answer = (page: number, total: number): Page<string> => ({ rows: [`${page}a`, `${page}b`], total, page })

describe('a list by the page', () => {
  it('shows a page and keeps to it when it is read again', async () => {
    const asked: number[] = []
    const list = usePaged(2, async (page) => (asked.push(page), answer(page, 5)))
    await list.load()
    await list.load(3)
    await list.load()
    expect([asked, list.page.value, list.total.value, list.rows.value]).toEqual([[1, 3, 3], 3, 5, ['3a', '3b']])
  })

  it('goes to the last page where the shown one is gone', async () => {
    let total = 5
    const list = usePaged(2, async (page) => (page * 2 - 1 > total ? { rows: [], total, page } : answer(page, total)))
    await list.load(3)
    total = 4
    await list.load()
    expect([list.page.value, list.rows.value]).toEqual([2, ['2a', '2b']])
  })

  it('drops an answer that another request has overtaken', async () => {
    let late = (_: Page<string>): void => undefined
    const slow = new Promise<Page<string>>((done) => (late = done))
    const list = usePaged(2, (page) => (page === 1 ? slow : Promise.resolve(answer(page, 4))))
    const first = list.load(1)
    await list.load(2)
    late(answer(1, 4))
    await first
    expect([list.page.value, list.rows.value]).toEqual([2, ['2a', '2b']])
  })

  it('says what went wrong and leaves what was shown', async () => {
    let fails = false
    const list = usePaged(2, async (page) => {
      if (fails) throw new Trouble('连接不上服务。', 'network')
      return answer(page, 2)
    })
    await list.load()
    fails = true
    await list.load()
    expect([list.problem.value, list.rows.value]).toEqual(['连接不上服务。', ['1a', '1b']])
  })
})
