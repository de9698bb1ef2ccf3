/** What the card of a claim says. */
import { fieldsOf, listOf, numberOf, textOf, type Result } from './result'

export interface CardText {
  title: string
  line: string
  button: string
}

const KINDS: Record<string, string> = { recognition: '学时认定申请', exemption: '免试（免学）申请' }

export function claimCard(result: Result): CardText {
  const { form, form_title: named, decision } = result
  if (!form) return { title: '我的申请', line: '登录后查看进度、修改退回的申请', button: '登录查看' }
  const activities = listOf(form.activities, fieldsOf)
  const year = numberOf(form.year)
  const about = named || (activities.length > 1 ? `${activities.length} 项活动` : '')
  const parts = [
    year === null ? '' : `${year} 年`, about,
    decision?.hours ? `${decision.hours} 学时` : '',
  ]
  return {
    title: KINDS[textOf(form.kind)] ?? '学时认定申请', line: parts.filter(Boolean).join(' · '), button: '填写并提交',
  }
}
