/** The resident identity number (GB 11643): 17 digits and a check character, as the service checks it too. */

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'

/** What the number itself says of its holder. */
export interface IdFacts {
  /** YYYY-MM. */
  birth: string
  gender: '男' | '女'
}

/** Without spaces, full-width digits as usual ones, a small x as a large one. */
export function tidyId(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '').toUpperCase()
}

/** What is wrong with it, in words that say what to do; null where nothing is. `today` as YYYY-MM-DD. */
export function idProblem(text: string, today: string): string | null {
  const number = tidyId(text)
  if (/^\d{15}$/.test(number)) return '这是 15 位的旧号码，请填写 18 位身份证号。'
  if (number.length !== 18) return `身份证号应为 18 位，现在是 ${number.length} 位，请核对。`
  if (!/^\d{17}[\dX]$/.test(number)) return '身份证号前 17 位是数字，最后一位是数字或 X，请核对。'
  if (!bornOn(number, today)) return '身份证号第 7 至 14 位的出生日期不对，请核对。'
  return checkOf(number) === number[17] ? null : '身份证号的校验位不对，可能有一位填错了，请逐位核对。'
}

/** Birth and gender out of a number without fault. */
export function idFacts(text: string): IdFacts {
  const number = tidyId(text)
  return { birth: `${number.slice(6, 10)}-${number.slice(10, 12)}`, gender: Number(number[16]) % 2 ? '男' : '女' }
}

function checkOf(number: string): string | undefined {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0)
  return CHECKS[sum % 11]
}

function bornOn(number: string, today: string): boolean {
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)].map(Number)
  if (year === undefined || month === undefined || day === undefined || year < 1900) return false
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.toISOString().slice(0, 10) <= today
}
