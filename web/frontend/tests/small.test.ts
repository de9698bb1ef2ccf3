import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { serviceBase } from '../src/api/base'
import { refused } from '../src/api/errors'
import { useClauses } from '../src/composables/useClauses'
import { useElder } from '../src/composables/useElder'
import { useIme, type KeyPress } from '../src/composables/useIme'
import { EXAMPLES, WELCOME } from '../src/text/phrases'
import { clientOf, MemoryStorage, storeOf } from './fakes'

const ENTER: KeyPress = { key: 'Enter', keyCode: 13, isComposing: false, shiftKey: false }

describe('ime', () => {
  it.each<[string, Partial<KeyPress>, boolean]>([
    ['Enter', {}, true],
    ['Shift+Enter', { shiftKey: true }, false],
    ['a letter', { key: 'a', keyCode: 65 }, false],
    ['Enter that the browser calls composing', { isComposing: true }, false],
    ['Enter that the input method swallows', { keyCode: 229 }, false],
  ])('%s', (_name, change, sends) => expect(useIme().sends({ ...ENTER, ...change })).toBe(sends))

  it('does not send between start and end of a composition', () => {
    const ime = useIme()
    ime.onCompositionStart()
    expect(ime.sends(ENTER)).toBe(false)
    ime.onCompositionEnd()
    expect(ime.sends(ENTER)).toBe(true)
  })
})

describe('clauses', () => {
  it('are fetched once, and again after a failure', async () => {
    const asked: string[] = []
    let fails = true
    const clauses = useClauses(clientOf({
      clause: (address) => {
        asked.push(address)
        return fails ? Promise.reject(refused(404, null, null)) : Promise.resolve({ address, title: '通知', text: '原文' })
      },
    }))
    await clauses.load('d#1')
    expect(clauses.stateOf('d#1')).toMatchObject({ state: 'failed' })
    fails = false
    await Promise.all([clauses.load('d#1'), clauses.load('d#1')])
    await clauses.load('d#1')
    expect(asked.length).toBe(2)
    expect(clauses.stateOf('d#1')).toEqual({ state: 'ready', title: '通知', text: '原文' })
    expect(clauses.titleOf('d#2')).toBe('通知')
    expect(clauses.titleOf('e#1')).toBeNull()
  })
})

describe('serviceBase', () => {
  const script = 'https://hours.example/xueshi/static/xueshi-chat.js'
  it.each<[string | null, string]>([
    [null, 'https://hours.example/xueshi/'],
    ['/hours', 'https://page.example/hours/'],
    ['https://api.example/v1/', 'https://api.example/v1/'],
  ])('of %j is %s', (attribute, base) => {
    expect(serviceBase(attribute, script, 'https://page.example/a/b.html')).toBe(base)
  })
})

describe('elder mode', () => {
  it('is remembered over the page’s own setting', () => {
    const storage = new MemoryStorage()
    const first = useElder(storeOf(storage), true)
    expect(first.elder.value).toBe(true)
    first.toggle()
    expect(useElder(storeOf(storage), true).elder.value).toBe(false)
  })
})

describe('the page’s own words', () => {
  it('name no figure', () => {
    expect([WELCOME, ...EXAMPLES].filter((text) => /[0-9０-９]/.test(text))).toEqual([])
    expect(EXAMPLES.length).toBeGreaterThanOrEqual(4)
    expect(EXAMPLES.length).toBeLessThanOrEqual(6)
  })

  it('are only ever set as text', () => {
    const folder = join(import.meta.dirname, '..', 'src')
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    const sources = files.filter((name) => /\.(vue|ts)$/.test(name))
    expect(sources.length).toBeGreaterThan(20)
    for (const name of sources) {
      expect(readFileSync(join(folder, name), 'utf8'), name).not.toMatch(/v-html|innerHTML|insertAdjacentHTML|^<style/m)
    }
  })
})
