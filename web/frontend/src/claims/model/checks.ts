/** What the page itself can tell is missing or wrong, with the service's own field paths; the service checks again. */
import { factsOf, personFacts, usualFields, type ActivityDraft, type Draft } from './draft'
import { asksLevel, type Form } from './form'
import { idFacts, idProblem } from './idNumber'
import type { Problem, ProblemList } from './fieldPath'
import { isEmpty, isMasked, numberProblem, readMonth, tidy, type Field, type Value, type Values } from './values'

const PHONE = /^1[3-9]\d{9}$/

const verb = (field: Field): string => (field.choices.length || field.type === 'boolean' || field.type === 'date' ? '请选择' : '请填写')

/** What is wrong with a value that is there, as far as the field alone tells; null where nothing is. */
export function valueProblem(field: Field, value: Value, today: string): string | null {
  if (typeof value === 'boolean') return null
  if (isMasked(value)) return /^[^*]*\*+[^*]*$/.test(value) ? null : `${field.label}里有 *，请重新完整填写。`
  switch (field.type) {
    case 'id_number':
      return idProblem(value, today)
    case 'phone':
      return PHONE.test(tidy(value).replace(/[\s-]/g, '')) ? null : '手机号应为 11 位数字，请核对。'
    case 'month':
      return monthProblem(field, value, today)
    case 'number':
      return numberProblem(value, field.label)
    case 'date':
      return value > today ? `${field.label}不能晚于今天。` : null
    default:
      return null
  }
}

function monthProblem(field: Field, value: string, today: string): string | null {
  const month = readMonth(value)
  if (!month) return `${field.label}请按“年-月”填写，例如 1990-05。`
  return month > today.slice(0, 7) ? `${field.label}不能晚于本月。` : null
}

function checked(fields: Field[], values: Values, path: string, today: string): ProblemList {
  const problems: ProblemList = []
  for (const field of fields) {
    const value = values[field.name]
    const message = value === undefined || isEmpty(value)
      ? (field.required ? `${verb(field)}${field.label}。` : null)
      : valueProblem(field, value, today)
    if (message) problems.push({ field: `${path}.${field.name}`, message })
  }
  return problems
}

function activityProblems(form: Form, draft: Draft, activity: ActivityDraft, path: string, today: string): ProblemList {
  const { values } = activity
  const noun = form.kind === 'exemption' ? '免学事项' : '活动类别'
  if (isEmpty(values.activity)) return [{ field: `${path}.activity`, message: `请选择${noun}。` }]
  const usual = usualFields(draft, form, values).map((field) => ({ ...field, required: field.name !== 'certificate' }))
  const problems = checked([...usual, ...factsOf(form, values)], values, path, today)
  const { start, end } = values
  if (typeof start === 'string' && typeof end === 'string' && start && end && end < start) {
    problems.push({ field: `${path}.end`, message: '结束日期早于开始日期，请核对。' })
  }
  return problems
}

/** Of the first step. */
export function activitiesProblems(form: Form, draft: Draft, today: string): ProblemList {
  const problems: ProblemList = []
  if (draft.year === null) problems.push({ field: 'year', message: '请选择年度。' })
  if (asksLevel(form) && !draft.titleLevel) problems.push({ field: 'title_level', message: '请选择职称级别。' })
  problems.push(...checked(personFacts(form, draft), draft.person, 'person', today))
  draft.activities.forEach((activity, index) => {
    problems.push(...activityProblems(form, draft, activity, `activities.${index}`, today))
  })
  return problems
}

/** Of the second step. */
export function personProblems(form: Form, draft: Draft, today: string): ProblemList {
  const problems = checked(form.fields, draft.personal, 'personal', today)
  if (!draft.organisation) problems.push({ field: 'organisation', message: '请选择现工作单位。' })
  if (form.kind === 'exemption' && !draft.postingOffice) {
    problems.push({ field: 'posting_office', message: '请选择审核的办公室（派驻单位）。' })
  }
  const disagree = disagreement(draft.personal)
  if (disagree && !problems.some((one) => one.field === disagree.field)) problems.push(disagree)
  return problems
}

/** Birth or gender that the ID number contradicts. */
function disagreement(personal: Record<string, string>): Problem | null {
  const { id_number: number = '', birth = '', gender = '' } = personal
  if (number.length < 18 || isMasked(number)) return null
  const facts = idFacts(number)
  if (birth && !isMasked(birth) && readMonth(birth) !== facts.birth) {
    return { field: 'personal.birth', message: `出生年月与身份证号不一致，身份证号上是 ${facts.birth}。` }
  }
  return gender && gender !== facts.gender
    ? { field: 'personal.gender', message: `性别与身份证号不一致，身份证号上是${facts.gender}。` }
    : null
}
