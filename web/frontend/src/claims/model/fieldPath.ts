/** Where in the form a field path of the service (`activities.0.end`, `personal.id_number`) is. */

export const STEPS = ['activities', 'person', 'evidence', 'check'] as const
export type StepName = (typeof STEPS)[number]

export const STEP_TITLES: Record<StepName, string> = {
  activities: '学习活动', person: '个人信息', evidence: '证明材料', check: '核对并提交',
}

/** Something to mend. */
export interface Problem {
  /** null where it belongs to no field. */
  field: string | null
  message: string
}

export type ProblemList = Problem[]

/** The step on which the field stands; null where none does. */
export function stepOf(path: string | null): StepName | null {
  const [first, , third] = (path ?? '').split('.')
  if (first === 'evidence' || (first === 'activities' && third === 'evidence')) return 'evidence'
  if (first === 'personal' || first === 'organisation' || first === 'posting_office') return 'person'
  if (['activities', 'person', 'year', 'title_level', 'region', 'kind'].includes(first ?? '')) return 'activities'
  return null
}

/** The activity that the path lies in; null where it lies in none. */
export function activityOf(path: string | null): number | null {
  const found = /^(?:activities|evidence)\.(\d+)/.exec(path ?? '')
  return found ? Number(found[1]) : null
}

/** The path and those around it, the nearest first: where to look for an input. */
export function around(path: string): string[] {
  const parts = path.split('.')
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('.'))
}

export function problemAt(problems: ProblemList, path: string): string {
  return problems.find((one) => one.field === path)?.message ?? ''
}
