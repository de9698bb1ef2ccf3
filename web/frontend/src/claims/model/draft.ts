/** What the person is filling in: facts and personal fields, apart from each other, and their way to the service. */
import { newId } from '../../model/id'
import { fieldsOf, listOf, numberOf, textOf, type Fields } from '../../model/result'
import type { Claim } from './claim'
import type { Form, Kind } from './form'
import { plain, type Field, type PlainValue, type Value, type Values } from './values'

export interface Organisation {
  id: number
  name: string
}

export interface ActivityDraft {
  /** Of this page only, so that lists keep their rows apart. */
  key: string
  values: Values
}

export interface Draft {
  kind: Kind
  region: string
  year: number | null
  titleLevel: string
  activities: ActivityDraft[]
  person: Values
  personal: Record<string, string>
  organisation: Organisation | null
  postingOffice: Organisation | null
}

/** What every activity has besides the facts that its rule asks for. */
export const ACTIVITY_FIELDS: Field[] = [
  field('title', '活动名称', 'text'),
  field('organizer_name', '举办单位', 'text'),
  field('start', '开始日期', 'date'),
  field('end', '结束日期', 'date'),
  field('certificate', '证书编号', 'text'),
]

/** What every activity has, its days as its kind asks for them; a post has neither organiser nor certificate, and who is
 * still there no last day. */
export function usualFields(draft: Pick<Draft, 'kind' | 'person'>, form: Form | null, values: Values): Field[] {
  const asked = form?.activities.find((one) => one.id === values.activity)?.days ?? []
  return ACTIVITY_FIELDS.flatMap((one) => {
    if (one.type !== 'date') return draft.kind === 'exemption' ? [] : [one]
    if (one.name === 'end' && draft.person.still_in_post === true) return []
    const day = asked.find(({ name }) => name === one.name)
    return asked.length && !day ? [] : [{ ...one, label: day?.label || one.label }]
  })
}

/** Facts that are the person's, wherever the form lists them. */
const OF_PERSON = new Set([
  'still_in_post', 'occupation', 'sector', 'gender', 'age', 'purpose', 'transferred', 'transfer_year', 'frontline',
])

export const isOfPerson = (name: string): boolean => OF_PERSON.has(name)

function field(name: string, label: string, type: Field['type']): Field {
  return { name, label, type, unit: '', required: false, choices: [] }
}

export function newActivity(values: Values = {}): ActivityDraft {
  return { key: newId(), values: { ...values } }
}

export function newDraft(kind: Kind, region: string): Draft {
  return {
    kind, region, year: null, titleLevel: '', activities: [newActivity()], person: {}, personal: {},
    organisation: null, postingOffice: null,
  }
}

/** A copy of an activity to change: another certificate belongs to it. */
export function copyOf(activity: ActivityDraft): ActivityDraft {
  const { certificate: _certificate, ...values } = activity.values
  return newActivity(values)
}

/** `5/2` as it is typed, 2.5; everything else as it is. */
function decimalOf(text: string): string {
  const [, over, under] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []
  const number = Number(over) / Number(under)
  return over && Number.isFinite(number) && Math.abs(number * 1e4 - Math.round(number * 1e4)) < 1e-6 ? String(number) : text
}

function valuesOf(fields: Fields | null): Values {
  const values: Values = {}
  for (const [name, value] of Object.entries(fields ?? {})) {
    if (typeof value === 'boolean') values[name] = value
    else if (typeof value === 'string') values[name] = decimalOf(value)
    else if (typeof value === 'number') values[name] = String(value)
  }
  return values
}

/** Facts from the chat, a link, the browser's store: nothing personal is taken from any of them. */
export function draftOf(value: unknown): Draft | null {
  const fields = fieldsOf(value)
  if (!fields) return null
  const draft = newDraft(fields.kind === 'exemption' ? 'exemption' : 'recognition', textOf(fields.region))
  const activities = listOf(fields.activities, (one) => fieldsOf(one) && newActivity(valuesOf(fieldsOf(one))))
  return {
    ...draft,
    year: numberOf(fields.year),
    titleLevel: textOf(fields.title_level),
    activities: activities.length ? activities : draft.activities,
    person: valuesOf(fieldsOf(fields.person)),
  }
}

/** A claim of the service, to be gone on with. */
export function draftOfClaim(claim: Claim): Draft {
  const draft = draftOf({
    kind: claim.kind, region: claim.region, year: claim.year, title_level: claim.titleLevel,
    activities: claim.activities, person: claim.person,
  }) as Draft
  return {
    ...draft, personal: { ...claim.personal }, organisation: claim.organisation, postingOffice: claim.postingOffice,
  }
}

/** The facts that the chosen kind of activity asks for, without what every activity has and what is the person's. */
export function factsOf(form: Form | null, activity: Values): Field[] {
  const chosen = form?.activities.find((one) => one.id === activity.activity)
  const usual = new Set([...ACTIVITY_FIELDS.map((one) => one.name), 'activity'])
  return (chosen?.facts ?? []).filter((one) => !usual.has(one.name) && !isOfPerson(one.name))
}

/** The facts of the person that the chosen activities ask for, each once. */
export function personFacts(form: Form | null, draft: Draft): Field[] {
  const found = new Map<string, Field>()
  for (const { values } of draft.activities) {
    for (const one of form?.activities.find((kind) => kind.id === values.activity)?.facts ?? []) {
      if (isOfPerson(one.name)) found.set(one.name, one)
    }
  }
  return [...found.values()]
}

function plainValues(fields: Field[], values: Values): Record<string, PlainValue> {
  const found: Record<string, PlainValue> = {}
  const known = new Map(fields.map((one) => [one.name, one]))
  for (const [name, value] of Object.entries(values)) {
    const sent = plain(known.get(name) ?? field(name, name, 'text'), value)
    if (sent !== undefined) found[name] = sent
  }
  return found
}

/** The facts as the service takes them; another kind of activity leaves no facts of the former behind. */
export function factsJson(draft: Draft, form: Form | null): Fields {
  return {
    kind: draft.kind,
    region: draft.region || null,
    year: draft.year,
    title_level: draft.titleLevel || null,
    activities: draft.activities.map(({ values }) => {
      const fields = [...usualFields(draft, form, values), ...factsOf(form, values)]
      const kept = form && values.activity
        ? Object.fromEntries(Object.entries(values).filter(([name]) => name === 'activity' || fields.some((one) => one.name === name)))
        : values
      return plainValues(fields, kept)
    }),
    person: plainValues(personFacts(form, draft), draft.person),
  }
}

/** DRAFT of the API, without the fields named in `without` (paths such as `personal.id_number`). */
export function draftJson(draft: Draft, form: Form | null, without: Iterable<string> = []): Fields {
  const left = new Set(without)
  const personal: Fields = {}
  for (const one of form?.fields ?? []) {
    const value = plain(one, draft.personal[one.name])
    if (value !== undefined && !left.has(`personal.${one.name}`)) personal[one.name] = value
  }
  const facts = factsJson(draft, form)
  const activities = (facts.activities as Fields[]).map((activity, index) =>
    Object.fromEntries(Object.entries(activity).filter(([name]) => !left.has(`activities.${index}.${name}`))),
  )
  return {
    ...facts,
    activities,
    organisation: draft.organisation?.id ?? null,
    ...(draft.kind === 'exemption' ? { posting_office: draft.postingOffice?.id ?? null } : {}),
    personal,
  }
}

/** The year in which the first activity ended, or began where it has no end yet. A post may go on for years. */
export function yearOfDates(draft: Draft): number | null {
  if (draft.kind === 'exemption') return null
  const { start, end } = draft.activities[0]?.values ?? {}
  const [year] = /^\d{4}/.exec(String(end || start || '')) ?? []
  return year ? Number(year) : null
}

/** Days from start to end, both counted; null where they do not stand or the end is before the start. */
export function daysBetween(start: Value | undefined, end: Value | undefined): number | null {
  const day = /^\d{4}-\d{2}-\d{2}$/
  if (typeof start !== 'string' || typeof end !== 'string' || !day.test(start) || !day.test(end)) return null
  const days = Math.round((Date.parse(end) - Date.parse(start)) / 86_400_000) + 1
  return days >= 1 ? days : null
}
