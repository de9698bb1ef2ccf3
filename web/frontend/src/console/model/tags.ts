/** States of claims as the lists show them. */
export const STATES: Record<string, string> = {
  submitted: '待审核',
  under_review: '审核中',
  returned: '已退回',
  rejected: '未通过',
  approved: '已通过',
  withdrawn: '已撤回',
  spot_drawn: '抽审中',
  spot_passed: '抽审合格',
  revoked: '已撤销',
}

type Kind = 'primary' | 'success' | 'warning' | 'danger' | 'info'
const KINDS: Record<string, Kind> = {
  submitted: 'primary',
  under_review: 'primary',
  returned: 'warning',
  rejected: 'danger',
  approved: 'success',
  spot_drawn: 'warning',
  spot_passed: 'success',
  revoked: 'danger',
}
export const tagOf = (state: string): Kind => KINDS[state] ?? 'info'

/** The lists of the review page: what is asked of the service for each. */
export const TABS = [
  { name: 'waiting', title: '待我审核', empty: '现在没有等您审核的申报。新的申报到了会出现在这里。' },
  { name: 'approved', title: '已通过', empty: '还没有已通过的申报。通过以后会出现在这里，需要抽审的从这里打开。' },
  { name: 'returned', title: '已退回', empty: '没有退回给申报人修改的申报。' },
  { name: 'all', title: '全部', empty: '没有与您的单位有关的申报。' },
] as const

export function wantedOf(queue: {
  tab: string
  state: string
  year: string
  q: string
  page: number
  mine: boolean
}): Record<string, string | number> {
  const state = queue.tab === 'waiting' ? '' : queue.tab === 'all' ? queue.state || 'all' : queue.tab
  const mine = queue.mine && queue.tab !== 'waiting' ? '1' : ''
  return { state, year: queue.year, q: queue.q.trim(), mine, page: queue.page }
}

export const kindName = (kind: string): string => (kind === 'exemption' ? '免试免学' : '学时认定')
