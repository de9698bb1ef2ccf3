/** Where two versions of a draft differ, in words: for the person to choose between them. */
import { factsOf, personFacts, usualFields, type Draft } from './draft'
import { asksLevel, type Form } from './form'
import { isMasked, shown, type Field, type Value } from './values'

export interface Line {
  /** The field's path. */
  path: string
  label: string
  value: string
}

export interface Difference {
  label: string
  mine: string
  theirs: string
}

/** Every line of the form that has a place in it, empty ones too. */
export function linesOf(draft: Draft, form: Form | null): Line[] {
  const line = (field: Field, value: Value | undefined, path: string, before = ''): Line => ({
    path: `${path}.${field.name}`, label: before + field.label, value: shown(field, value),
  })
  const lines: Line[] = [{ path: 'year', label: '年度', value: draft.year === null ? '' : `${draft.year} 年` }]
  if (form && asksLevel(form)) {
    const level = form.titleLevels.find((one) => one.id === draft.titleLevel)?.name ?? ''
    lines.push({ path: 'title_level', label: '职称级别', value: level })
  }
  lines.push(...personFacts(form, draft).map((field) => line(field, draft.person[field.name], 'person')))
  draft.activities.forEach(({ values }, index) => {
    const before = draft.activities.length > 1 ? `第 ${index + 1} 项 · ` : ''
    const kind = form?.activities.find((one) => one.id === values.activity)?.name ?? ''
    const path = `activities.${index}`
    lines.push({ path: `${path}.activity`, label: before + activityNoun(draft), value: kind })
    const fields = [...usualFields(draft, form, values), ...factsOf(form, values)]
    lines.push(...fields.map((field) => line(field, values[field.name], path, before)))
  })
  lines.push({ path: 'organisation', label: '现工作单位', value: draft.organisation?.name ?? '' })
  if (draft.kind === 'exemption') {
    lines.push({ path: 'posting_office', label: '审核办公室', value: draft.postingOffice?.name ?? '' })
  }
  lines.push(...(form?.fields ?? []).map((field) => line(field, draft.personal[field.name], 'personal')))
  return lines
}

export const activityNoun = (draft: Pick<Draft, 'kind'>): string => (draft.kind === 'exemption' ? '免学事项' : '活动类别')

/** Masked text and the text behind it are the same as far as anybody can tell. */
function sameText(one: string, other: string): boolean {
  if (one === other) return true
  const [masked, full] = isMasked(one) ? [one, other] : [other, one]
  if (!isMasked(masked) || !full) return false
  const [head = '', tail = ''] = [masked.slice(0, masked.indexOf('*')), masked.slice(masked.lastIndexOf('*') + 1)]
  return full.startsWith(head) && full.endsWith(tail)
}

export function differences(mine: Draft, theirs: Draft, form: Form | null): Difference[] {
  const own = new Map(linesOf(mine, form).map((line) => [line.path, line]))
  const other = new Map(linesOf(theirs, form).map((line) => [line.path, line]))
  const found: Difference[] = []
  for (const path of new Set([...own.keys(), ...other.keys()])) {
    const [one, two] = [own.get(path), other.get(path)]
    if (!sameText(one?.value ?? '', two?.value ?? '')) {
      found.push({ label: one?.label ?? two?.label ?? path, mine: one?.value || '（未填）', theirs: two?.value || '（未填）' })
    }
  }
  return found
}
