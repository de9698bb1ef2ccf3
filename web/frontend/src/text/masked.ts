/**
 * What the browser keeps of a typed text: without card numbers, telephones, passwords and e-mail names. The service masks
 * what it keeps by finer rules (bot/runtime/guard.py); this only has to leave nothing behind on a shared machine.
 */
const DIGIT = '[0-9０-９]'
/** Eleven digits and more, also in groups: telephones, bank and identity cards. Three and two characters stay. */
const NUMBER = new RegExp(`${DIGIT}(?:[ .\\-_·－—　]{0,3}${DIGIT}){10,21}[Xx]?`, 'g')
const PASSWORD = /((?:密码|口令|验证码|password|passwd|pwd)[^\s,，。；;!-~]{0,8}?[\s:：=]*)([!-~]{4,})/gi
const EMAIL = /[\w.+-]+(?=@[\w-]+\.)/g
/** A row of years or dates is none. */
const DATES = /^(?:20\d\d|19\d\d[ .-])/

const stars = (text: string): string => '*'.repeat(text.length)

export function masked(text: string): string {
  return text
    .replace(PASSWORD, (_whole, word: string, secret: string) => word + stars(secret))
    .replace(EMAIL, stars)
    .replace(NUMBER, (run) => (DATES.test(run) ? run : run.slice(0, 3) + stars(run.slice(3, -2)) + run.slice(-2)))
}
