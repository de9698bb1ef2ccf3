/** FORM of the claims API: what the form offers for a region and a kind; its reader never throws. */
import { fieldsOf, listOf, numberOf, textOf } from '../../model/result'
import type { Choice, Field, FieldType } from './values'

export type Kind = 'recognition' | 'exemption'

export interface Demand {
  text: string
  clause: string | null
  quote: string
}

export interface ActivityKind {
  id: string
  name: string
  /** The days that it asks for, with their labels; both where the service names none. */
  days: { name: string; label: string }[]
  facts: Field[]
  evidence: Demand[]
}

export interface EvidenceRules {
  types: string[]
  mostBytes: number
  mostFiles: number
}

export interface Form {
  kind: Kind
  region: string
  regionName: string
  years: number[]
  titleLevels: Choice[]
  activities: ActivityKind[]
  fields: Field[]
  evidence: EvidenceRules
  steps: { titleLevel: string; offices: string[] }[]
  notes: string[]
}

const TYPES: Record<string, FieldType> = {
  number: 'number', integer: 'number', decimal: 'number', exact: 'number', int: 'number', quantity: 'number',
  boolean: 'boolean', bool: 'boolean', choice: 'choice', term: 'choice', date: 'date', day: 'date', month: 'month',
  phone: 'phone', tel: 'phone', id_number: 'id_number', long_text: 'long_text', textarea: 'long_text',
}
const BY_NAME: Record<string, FieldType> = { id_number: 'id_number', phone: 'phone', reason: 'long_text', graduation: 'long_text' }
/** Of evidence where the service names none. */
const MOST_BYTES = 10 * 1024 * 1024

export function readChoice(value: unknown): Choice | null {
  if (typeof value === 'string') return value ? { id: value, name: value } : null
  const fields = fieldsOf(value)
  const id = textOf(fields?.id)
  return id ? { id, name: textOf(fields?.name) || id } : null
}

export function readField(value: unknown): Field | null {
  const fields = fieldsOf(value)
  const name = textOf(fields?.name)
  if (!fields || !name) return null
  const choices = listOf(fields.choices, readChoice)
  const type = choices.length ? 'choice' : BY_NAME[name] ?? TYPES[textOf(fields.type)] ?? 'text'
  return { name, label: textOf(fields.label) || name, type, unit: textOf(fields.unit), required: fields.required === true, choices }
}

export function readDemand(value: unknown): Demand | null {
  const fields = fieldsOf(value)
  const text = textOf(fields?.text)
  return text ? { text, clause: textOf(fields?.clause) || null, quote: textOf(fields?.quote) } : null
}

function readDay(value: unknown): { name: string; label: string } | null {
  const fields = fieldsOf(value)
  const name = textOf(fields?.name)
  return name === 'start' || name === 'end' ? { name, label: textOf(fields?.label) } : null
}

function readActivityKind(value: unknown): ActivityKind | null {
  const fields = fieldsOf(value)
  const id = textOf(fields?.id)
  if (!fields || !id) return null
  return {
    id, name: textOf(fields.name) || id, days: listOf(fields.days, readDay), facts: listOf(fields.facts, readField),
    evidence: listOf(fields.evidence, readDemand),
  }
}

function readOffices(value: unknown): { titleLevel: string; offices: string[] } | null {
  const fields = fieldsOf(value)
  const office = (one: unknown): string | null => textOf(one) || textOf(fieldsOf(one)?.office) || null
  const offices = listOf(fields?.offices, office)
  return fields && offices.length ? { titleLevel: textOf(fields.title_level), offices } : null
}

export function readForm(value: unknown): Form | null {
  const fields = fieldsOf(value)
  if (!fields || !Array.isArray(fields.activities) || !Array.isArray(fields.fields)) return null
  const rules = fieldsOf(fields.evidence_rules)
  return {
    kind: fields.kind === 'exemption' ? 'exemption' : 'recognition',
    region: textOf(fields.region),
    regionName: textOf(fields.region_name) || textOf(fields.region),
    years: listOf(fields.years, numberOf),
    titleLevels: listOf(fields.title_levels, readChoice),
    activities: listOf(fields.activities, readActivityKind),
    fields: listOf(fields.fields, readField),
    evidence: {
      types: listOf(rules?.types, (one) => textOf(one) || null),
      mostBytes: numberOf(rules?.most_bytes) ?? MOST_BYTES,
      mostFiles: numberOf(rules?.most_files) ?? Infinity,
    },
    steps: listOf(fields.steps, readOffices),
    // The print's own word above its notes is said by the place where they stand.
    notes: listOf(fields.notes, (note) => (textOf(note) === '注：' ? null : textOf(note) || null)),
  }
}

/** Whether the chain of offices depends on the level of the person's title. */
export const asksLevel = (form: Form | null): boolean =>
  form !== null && form.titleLevels.length > 0 && form.steps.some((one) => one.titleLevel !== '')
