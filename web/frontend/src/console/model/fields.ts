/** A claim's fields in the words of the form: to read them, and to choose the one that it is returned for. */
import { draftOfClaim } from '../../claims/model/draft'
import { linesOf, type Line } from '../../claims/model/difference'
import type { Form } from '../../claims/model/form'
import type { Review } from './review'

export interface FieldGroup {
  title: string
  lines: Line[]
}

const inside = (lines: Line[], start: string): Line[] => lines.filter((one) => one.path.startsWith(start))

/** By activity, person and the rest; of what is not filled in only the path and the label. */
export function groupsOf(review: Review, form: Form | null): FieldGroup[] {
  const lines = linesOf(draftOfClaim(review), form)
  const several = review.activities.length > 1
  const activities = review.activities.map((_, index) => ({
    title: several ? `第 ${index + 1} 项活动` : review.kind === 'exemption' ? '免学事项' : '学习活动',
    lines: inside(lines, `activities.${index}.`).map((one) => ({
      ...one,
      label: one.label.replace(/^第 \d+ 项 · /, ''),
    })),
  }))
  const rest = lines.filter((one) => !/^(activities|personal)\./.test(one.path))
  return [...activities, { title: '年度与单位', lines: rest }, { title: '个人信息', lines: inside(lines, 'personal.') }]
}

/** What a claim can be returned for. */
export function returnable(groups: FieldGroup[]): { title: string; options: { path: string; label: string }[] }[] {
  const options = groups.map((group) => ({
    title: group.title,
    options: group.lines.map(({ path, label }) => ({ path, label: label.replace(/[:：]\s*$/, '') })),
  }))
  return [
    {
      title: '整份',
      options: [
        { path: 'evidence', label: '证明材料' },
        { path: 'activities', label: '活动整体' },
      ],
    },
    ...options,
  ]
}
