/** Values of a form's fields: what is typed, and what it is on its way to the service. */
import { tidyId } from './idNumber'

/** As typed; booleans are chosen. */
export type Value = string | boolean
export type Values = Record<string, Value>
export type PlainValue = string | number | boolean

export interface Choice {
  id: string
  name: string
}

export type FieldType = 'text' | 'number' | 'boolean' | 'choice' | 'date' | 'month' | 'phone' | 'id_number' | 'long_text'

export interface Field {
  name: string
  label: string
  type: FieldType
  unit: string
  required: boolean
  choices: Choice[]
}

const NUMBER = /^\d{1,6}(\.\d{1,4})?$/

/** Full-width digits and points as usual ones, no spaces around. */
export function tidy(text: string): string {
  return text.normalize('NFKC').trim()
}

/** The day as YYYY-MM-DD in the time of this device. */
const BEIJING_MS = 8 * 3_600_000

/** 2025-06-01T02:03:04Z → 2025-06-01 10:03, the time of the notices and of the printed forms, wherever the device's clock
 * stands (many in Xinjiang show two hours less). */
export const chinaTime = (date: Date): string => new Date(date.getTime() + BEIJING_MS).toISOString().slice(0, 16).replace('T', ' ')

/** The day in China, as YYYY-MM-DD: the service's own today. */
export const dayOf = (date: Date): string => chinaTime(date).slice(0, 10)

/** `1990年5月`, `1990.5`, `199005`, `1990/05` → `1990-05`; null where it is no month. */
export function readMonth(text: string): string | null {
  const parts = /^(\d{4})(?:年|[-./])?(\d{1,2})月?$/.exec(tidy(text))
  const month = Number(parts?.[2])
  if (!parts || month < 1 || month > 12 || Number(parts[1]) < 1900) return null
  return `${parts[1]}-${String(month).padStart(2, '0')}`
}

/** A value that came masked and was left alone: the service keeps what it has. */
export const isMasked = (value: Value): boolean => typeof value === 'string' && value.includes('*')

export const isEmpty = (value: Value | undefined): boolean =>
  value === undefined || (typeof value === 'string' && value.trim() === '')

/** What is sent for a value of a field; undefined where there is nothing to send. */
export function plain(field: Field, value: Value | undefined): PlainValue | undefined {
  if (value === undefined || isEmpty(value)) return undefined
  if (typeof value === 'boolean' || isMasked(value)) return value
  const text = value.trim()
  switch (field.type) {
    case 'number':
      // What is not whole goes as text: exact on its way.
      return /^\d{1,6}$/.test(tidy(text)) ? Number(tidy(text)) : tidy(text)
    case 'month':
      return readMonth(text) ?? text
    case 'phone':
      return tidy(text).replace(/[\s-]/g, '')
    case 'id_number':
      return tidyId(text)
    default:
      return text
  }
}

/** What a person sees of a value. */
export function shown(field: Field, value: Value | undefined): string {
  if (value === undefined || isEmpty(value)) return ''
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (field.choices.length) return field.choices.find((choice) => choice.id === value)?.name ?? value
  return field.unit ? `${value} ${field.unit}` : value
}

/** What is wrong with a number, in words; null where nothing is. */
export function numberProblem(text: string, label: string): string | null {
  const number = tidy(text)
  if (!NUMBER.test(number)) return `${label}请填数字，例如 3 或 2.5。`
  return Number(number) > 0 ? null : `${label}要大于 0。`
}
