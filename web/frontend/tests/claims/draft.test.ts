import { describe, expect, it } from 'vitest'
import { activitiesProblems, personProblems } from '../../src/claims/model/checks'
import { differences } from '../../src/claims/model/difference'
import { copyOf, daysBetween, draftJson, draftOf, draftOfClaim, factsJson, yearOfDates, type Draft } from '../../src/claims/model/draft'
import { activityOf, around, stepOf } from '../../src/claims/model/fieldPath'
import { claimWith, draftWith, FORM, FORM_JSON, ID_NUMBER, MEETING, TODAY } from './forms'
import { readForm } from '../../src/claims/model/form'

const PERSONAL = { name: '张三', gender: '男', birth: '1990-03', id_number: ID_NUMBER, phone: '13800000000' }
const filled = (fields: Partial<Draft> = {}): Draft =>
  ({ ...draftWith(), personal: { ...PERSONAL }, organisation: { id: 3, name: '一院' }, ...fields })

describe('a draft', () => {
  it('takes the facts of a card and sends them back as they came', () => {
    expect(factsJson(draftWith(), FORM)).toEqual({
      kind: 'recognition', region: 'xj-city', year: 2025, title_level: 'middle', activities: [MEETING], person: {},
    })
  })

  it('takes nothing personal from a card', () => {
    const draft = draftOf({ ...FORM_JSON, personal: PERSONAL, organisation: { id: 1, name: '一院' } })
    expect([draft?.personal, draft?.organisation]).toEqual([{}, null])
  })

  it('keeps what is no whole number exact on its way', () => {
    const draft = draftWith({ activities: [{ ...MEETING, days: '5/2' }] })
    expect(draft.activities[0]?.values.days).toBe('2.5')
    expect((factsJson(draft, FORM).activities as object[])[0]).toMatchObject({ days: '2.5' })
  })

  it('leaves no facts of a former kind of activity behind', () => {
    const draft = draftWith()
    const values = draft.activities[0]?.values ?? {}
    values.activity = 'post'
    draft.person.still_in_post = true
    expect(factsJson(draft, FORM)).toMatchObject({ person: { still_in_post: true } })
    expect((factsJson(draft, FORM).activities as object[])[0]).not.toHaveProperty('level')
  })

  it('sends masked values as they are, and leaves out what does not fit', () => {
    const draft = filled({ personal: { ...PERSONAL, id_number: '990***********0015', phone: '138' } })
    const sent = draftJson(draft, FORM, ['personal.phone', 'activities.0.days'])
    expect(sent.personal).toEqual({ name: '张三', gender: '男', birth: '1990-03', id_number: '990***********0015' })
    expect((sent.activities as object[])[0]).not.toHaveProperty('days')
    expect(sent).not.toHaveProperty('posting_office')
  })

  it.each([
    [{ start: '2024-12-30', end: '2025-01-02' }, 2025], [{ start: '2024-12-30', end: '' }, 2024], [{ start: '', end: '' }, null],
  ])('is of the year in which its first activity ended: %j', (dates, year) => {
    expect(yearOfDates(draftWith({ activities: [{ ...MEETING, ...dates }, MEETING] }))).toBe(year)
    expect(yearOfDates(draftWith({ kind: 'exemption', activities: [{ ...MEETING, ...dates }] }))).toBeNull()
  })

  it('is copied without the number of the certificate', () => {
    const [activity] = draftWith({ activities: [{ ...MEETING, certificate: 'C1' }] }).activities
    expect(activity && copyOf(activity).values).toEqual({ ...MEETING, days: '3' })
  })

  it.each([['2025-05-06', '2025-05-08', 3], ['2025-05-06', '2025-05-06', 1], ['2025-05-08', '2025-05-06', null], ['', '2025-05-06', null], ['2024-02-28', '2024-03-01', 3]])(
    'counts both days: %s to %s', (start, end, days) => expect(daysBetween(start, end)).toBe(days),
  )
})

describe('what is missing or wrong', () => {
  it('is nothing in a draft that is filled in', () => {
    expect([...activitiesProblems(FORM, filled(), TODAY), ...personProblems(FORM, filled(), TODAY)]).toEqual([])
  })

  it.each<[object, string]>([
    [{ year: null }, 'year'], [{ title_level: '' }, 'title_level'],
    [{ activities: [{}] }, 'activities.0.activity'],
    [{ activities: [MEETING, { ...MEETING, end: '2025-05-05' }] }, 'activities.1.end'],
    [{ activities: [{ ...MEETING, end: '2025-06-02' }] }, 'activities.0.end'],
    [{ activities: [{ ...MEETING, start: '' }] }, 'activities.0.start'],
    [{ activities: [{ ...MEETING, title: ' ' }] }, 'activities.0.title'],
    [{ activities: [{ ...MEETING, days: 'three' }] }, 'activities.0.days'],
    [{ activities: [{ ...MEETING, days: 0 }] }, 'activities.0.days'],
  ])('%j is told at %s', (fields, path) => {
    expect(activitiesProblems(FORM, draftWith(fields), TODAY).map((one) => one.field)).toEqual([path])
  })

  it.each<[Record<string, string>, string]>([
    [{ id_number: ID_NUMBER.replace('0015', '0016') }, 'personal.id_number'], [{ phone: '1380000' }, 'personal.phone'],
    [{ name: '' }, 'personal.name'], [{ birth: '1990-13' }, 'personal.birth'], [{ birth: '1990-04' }, 'personal.birth'],
    [{ birth: '2025-07' }, 'personal.birth'], [{ gender: '女' }, 'personal.gender'], [{ phone: '138**1*' }, 'personal.phone'],
  ])('%j is told at %s', (personal, path) => {
    const draft = filled({ personal: { ...PERSONAL, ...personal } })
    expect(personProblems(FORM, draft, TODAY).map((one) => one.field)).toEqual([path])
  })

  it('takes masked values for filled in, and demands an employer', () => {
    const draft = filled({ personal: { ...PERSONAL, id_number: '990***********0015', phone: '138****0000' }, organisation: null })
    expect(personProblems(FORM, draft, TODAY).map((one) => one.field)).toEqual(['organisation'])
  })

  it('asks an exemption for the office, and for the last day of who has returned', () => {
    const form = readForm({ ...FORM_JSON, kind: 'exemption', title_levels: [] })
    const draft = draftWith({ kind: 'exemption', activities: [{ activity: 'post' }], person: { still_in_post: false } })
    expect(form && activitiesProblems(form, draft, TODAY).map((one) => one.field)).toEqual(['activities.0.start', 'activities.0.end'])
    draft.person.still_in_post = true
    expect(form && activitiesProblems(form, draft, TODAY).map((one) => one.field)).toEqual(['activities.0.start'])
    expect(form && personProblems(form, { ...filled(), kind: 'exemption' }, TODAY).map((one) => one.field)).toEqual(['posting_office'])
  })
})

describe('field paths', () => {
  it.each([
    ['activities.0.end', 'activities'], ['activities.2.evidence', 'evidence'], ['evidence', 'evidence'], ['personal.id_number', 'person'],
    ['organisation', 'person'], ['posting_office', 'person'], ['person.still_in_post', 'activities'], ['title_level', 'activities'],
    ['version', null], [null, null],
  ])('%s stands on %s', (path, step) => expect(stepOf(path)).toBe(step))

  it('lead to the nearest place there is', () => {
    expect(around('activities.0.level')).toEqual(['activities.0.level', 'activities.0', 'activities'])
    expect([activityOf('activities.3.end'), activityOf('personal.name'), activityOf(null)]).toEqual([3, null, null])
  })
})

describe('two versions of a draft', () => {
  it('are told apart line by line, masked text being the same as what it hides', () => {
    const theirs = draftOfClaim(claimWith({ year: 2024, activities: [{ ...MEETING, title: '夏季年会' }], personal: { ...PERSONAL, id_number: '990***********0015' } }))
    expect(differences(filled(), theirs, FORM)).toEqual([
      { label: '年度', mine: '2025 年', theirs: '2024 年' }, { label: '活动名称', mine: '年会', theirs: '夏季年会' },
    ])
    expect(differences(filled(), draftOfClaim(claimWith({ personal: PERSONAL })), FORM)).toEqual([])
  })
})

describe('the days of an activity', () => {
  const formOf = (days: object[]): NonNullable<ReturnType<typeof readForm>> => {
    const form = readForm({ ...FORM_JSON, activities: [{ id: 'exam', name: '考试', facts: [], days }] })
    if (!form) throw new Error('no form')
    return form
  }
  const exam = { activity: 'exam', title: '考试', organizer_name: '人事考试中心' }
  it('are those that its kind asks for, named as it names them', () => {
    const form = formOf([{ name: 'end', label: '取得证书的日期' }])
    expect(activitiesProblems(form, draftWith({ activities: [exam] }), TODAY).map((one) => [one.field, one.message]))
      .toEqual([['activities.0.end', '请选择取得证书的日期。']])
    expect(factsJson(draftWith({ activities: [{ ...exam, start: '2025-05-01', end: '2025-05-06' }] }), form))
      .toMatchObject({ activities: [{ end: '2025-05-06' }] })
    expect((factsJson(draftWith({ activities: [{ ...exam, start: '2025-05-01', end: '2025-05-06' }] }), form).activities as object[])[0])
      .not.toHaveProperty('start')
  })
  it('have no last one for somebody who is still in the post', () => {
    const form = readForm({
      ...FORM_JSON, activities: [{
        id: 'exam', name: '驻村', facts: [{ name: 'still_in_post', label: '是否仍在岗', type: 'boolean' }],
        days: [{ name: 'start', label: '开始日期' }, { name: 'end', label: '结束日期' }],
      }],
    })
    if (!form) throw new Error('no form')
    const draft = { ...draftWith({ activities: [{ ...exam, start: '2025-01-06', end: '2025-05-06' }] }), person: { still_in_post: true } }
    expect(activitiesProblems(form, draft, TODAY)).toEqual([])
    expect((factsJson(draft, form).activities as object[])[0]).not.toHaveProperty('end')
    const back = { ...draft, person: { still_in_post: false }, activities: draftWith({ activities: [{ ...exam, start: '2025-01-06' }] }).activities }
    expect(activitiesProblems(form, back, TODAY).map((one) => one.field)).toEqual(['activities.0.end'])
  })
})
