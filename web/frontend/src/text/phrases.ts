/** What the page itself says. It names no figure of any notice: those come from the server, with their clause. */

export const TITLE = '学时通'

export const WELCOME =
  '您好，我是学时通，解答专业技术人员继续教育学时的问题。\n' +
  '说出地区、活动和天数，我会按通知原文计算，并附上依据的条款。'

export const EXAMPLES = [
  '参加学术会议能认定多少学时？',
  '每年要完成多少学时？',
  '评职称要看哪几年的学时？',
  '登记学时需要哪些材料？',
  '学时不够怎么补？',
  '快退休了还要参加继续教育吗？',
]

export const NO_ANSWER = '这次没有得到回答，请换个说法再问一次。'
export const NO_REGION = '未指定地区'

export const NOTES_TITLE = '说明'

export const regionChosen = (name: string): string => `已选择地区：${name}`
export const REGION_REMOVED = '已取消选择地区'
/** The conversation goes by another region than the page showed; the name may not be known yet. */
export const regionSaid = (name: string | null): string =>
  name ? `已按您说的，地区设为：${name}` : '已按您说的设定地区'
export const REGION_LEFT = '您说的地方没有收录通知，已取消原来的地区'
export const REGION_GONE = '原来选择的地区已不可用，请重新选择'

export const TABLE_TITLE = '各年度、各科目的学时'
/** The service's headers that the page looks for. */
export const TABLE_YEAR = '年度'
export const TABLE_MISSING = '还差'
