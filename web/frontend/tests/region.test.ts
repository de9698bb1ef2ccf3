import { describe, expect, it } from 'vitest'
import { unreachable } from '../src/api/errors'
import { REGION_KEY, useRegion, type RegionChoice } from '../src/composables/useRegion'
import { clientOf, MemoryStorage, settle, storeOf } from './fakes'

const LIST = [{ id: 'bt', name: '兵团', held: true }, { id: 'nm', name: '内蒙古', held: false }]
const regions = (): Promise<typeof LIST> => Promise.resolve(LIST)

async function opened(storage = new MemoryStorage()): Promise<RegionChoice> {
  const region = useRegion(clientOf({ regions }), storeOf(storage))
  await region.load()
  return region
}

describe('region', () => {
  it('is remembered, renamed by the list, and removed', async () => {
    const storage = new MemoryStorage()
    useRegion(clientOf({ regions }), storeOf(storage)).choose({ id: 'bt', name: '旧名' })
    const region = useRegion(clientOf({ regions }), storeOf(storage))
    expect(region.chosen.value).toEqual({ id: 'bt', name: '旧名' })
    expect(await region.load()).toBe(false)
    expect(region.chosen.value).toEqual({ id: 'bt', name: '兵团' })
    expect(region.nameOf('nm')).toBe('内蒙古')
    region.choose(null)
    expect(useRegion(clientOf({ regions }), storeOf(storage)).chosen.value).toBeNull()
  })

  it('is dropped where the server no longer has it, and kept where the server does not answer', async () => {
    const storage = new MemoryStorage()
    storage.setItem(REGION_KEY, '{"id":"gone","name":"旧地"}')
    const offline = useRegion(clientOf({ regions: () => Promise.reject(unreachable()) }), storeOf(storage))
    expect(await offline.load()).toBe(false)
    expect([offline.chosen.value?.id, offline.problem.value]).toEqual(['gone', unreachable().message])
    const online = useRegion(clientOf({ regions }), storeOf(storage))
    expect(await online.load()).toBe(true)
    expect(online.chosen.value).toBeNull()
    expect(online.shown()).toMatchObject({ id: null, byHand: true })
  })

  it.each(['rubbish', '7', '{"name":"无"}', '{"id":5}'])('ignores %s in storage', (stored) => {
    const storage = new MemoryStorage()
    storage.setItem(REGION_KEY, stored)
    expect(useRegion(clientOf({}), storeOf(storage)).chosen.value).toBeNull()
  })
})

describe('the region that the conversation goes by', () => {
  it('is shown with its name and remembered, and none removes it', async () => {
    const storage = new MemoryStorage()
    const region = await opened(storage)
    expect(region.follow('bt')).toBe(true)
    expect(region.chosen.value).toEqual({ id: 'bt', name: '兵团' })
    expect(useRegion(clientOf({}), storeOf(storage)).chosen.value).toEqual({ id: 'bt', name: '兵团' })
    expect(region.follow('bt')).toBe(false)
    expect(region.follow(null)).toBe(true)
    expect([region.chosen.value, storage.entries.size]).toEqual([null, 0])
  })

  it('is named as soon as the list is there', async () => {
    const region = useRegion(clientOf({ regions }), storeOf(new MemoryStorage()))
    expect(region.follow('bt')).toBe(true)
    await settle()
    expect(region.chosen.value).toEqual({ id: 'bt', name: '兵团' })
    expect(region.shown().byHand).toBe(false)
  })

  it('is no choice by hand, and ends one', async () => {
    const region = await opened()
    region.follow('bt')
    expect(region.shown()).toEqual({ id: 'bt', byHand: false, choices: 0 })
    region.choose(null)
    expect(region.shown()).toEqual({ id: null, byHand: true, choices: 1 })
    region.follow(null)
    expect(region.shown()).toEqual({ id: null, byHand: false, choices: 1 })
  })

  it('gives way to a choice by hand across a reload, also to a removal', async () => {
    const storage = new MemoryStorage()
    const region = await opened(storage)
    region.follow('bt')
    region.choose(null)
    const reloaded = await opened(storage)
    expect(reloaded.shown()).toEqual({ id: null, byHand: true, choices: 0 })
    reloaded.choose({ id: 'nm', name: '内蒙古' })
    expect((await opened(storage)).shown()).toMatchObject({ id: 'nm', byHand: true })
  })

  it('is taken over from another tab', async () => {
    const storage = new MemoryStorage()
    const [first, second] = [await opened(storage), await opened(storage)]
    first.follow('bt')
    second.refresh()
    expect(second.chosen.value?.name).toBe('兵团')
    second.choose(null)
    first.refresh()
    expect(first.shown()).toMatchObject({ id: null, byHand: true })
  })
})
