/** Why a request of the claims API failed: the service's own words, its code and the field at fault. */
import { fieldsOf, textOf } from '../../model/result'

export class Trouble extends Error {
  constructor(
    message: string,
    readonly code: string,
    readonly field: string | null = null,
    /** HTTP status; 0 where no answer came. */
    readonly status = 0,
    /** Seconds to wait before another try, where the service told. */
    readonly waitSeconds = 0,
  ) {
    super(message)
    this.name = 'Trouble'
  }

  /** Whether it is unknown if the request was carried out: to be repeated with the same key. */
  get unknown(): boolean {
    return this.status === 0 || this.status >= 500
  }
}

export const offline = (): Trouble => new Trouble('当前网络不可用。您填写的内容还在，联网后请重试。', 'offline')
export const unreachable = (): Trouble => new Trouble('连接不上服务。您填写的内容还在，请检查网络后重试。', 'network')
export const timedOut = (): Trouble => new Trouble('等待时间太长。您填写的内容还在，请重试。', 'timeout')
export const malformed = (): Trouble => new Trouble('服务返回的内容无法识别，请稍后重试。', 'format')

function defaultMessage(status: number): string {
  if (status === 401) return '登录已过期，请重新登录。'
  if (status === 404) return '没有找到，可能已经不在了。'
  if (status === 413) return '文件太大，请压缩后再传。'
  if (status === 429) return '操作太频繁了，请稍等一会儿再试。'
  if (status >= 500) return `服务暂时不可用（${status}）。您填写的内容还在，请稍后重试。`
  return `服务没有接受（${status}），请核对后再试。`
}

/** Of an answer that is no success. */
export function refused(status: number, body: unknown, retryAfter: string | null): Trouble {
  const error = fieldsOf(fieldsOf(body)?.error)
  const code = textOf(error?.code) || (status === 401 ? 'login_required' : 'refused')
  const seconds = Number(retryAfter)
  return new Trouble(
    textOf(error?.message) || defaultMessage(status), code, textOf(error?.field) || null, status,
    Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : 0,
  )
}

/** Anything thrown, as a Trouble. */
export const troubleOf = (error: unknown): Trouble => (error instanceof Trouble ? error : malformed())
