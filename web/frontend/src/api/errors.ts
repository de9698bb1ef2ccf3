/** Why a request gave no answer, in words that a person can act on. */
import { fieldsOf, textOf } from '../model/result'

export type Fault = 'offline' | 'timeout' | 'network' | 'busy' | 'rejected' | 'server' | 'format'

/** Statuses at which the same request can never succeed. */
const FINAL_STATUSES = new Set([400, 405, 409, 413, 414, 415, 422])
const BUSY_STATUSES = new Set([429, 503])

export class ApiError extends Error {
  constructor(
    readonly fault: Fault,
    message: string,
    readonly retryable = true,
  ) {
    super(message)
    this.name = 'ApiError'
  }
}

export const offline = (): ApiError => new ApiError('offline', '当前网络不可用，请检查网络后重试。')
export const unreachable = (): ApiError => new ApiError('network', '连接不上服务，请检查网络后重试。')
export const timedOut = (): ApiError => new ApiError('timeout', '等待回答超时，请重试。')
export const malformed = (): ApiError => new ApiError('format', '服务返回的内容无法识别，请稍后重试。')

function waitFor(retryAfter: string | null): string {
  const seconds = Number(retryAfter)
  return retryAfter && Number.isFinite(seconds) && seconds > 0 ? `请在 ${Math.ceil(seconds)} 秒后重试。` : '请稍后重试。'
}

function defaultMessage(status: number, retryAfter: string | null): string {
  if (status === 429) return '消息发得太快了，' + waitFor(retryAfter)
  if (status === 503) return '现在咨询的人较多，' + waitFor(retryAfter)
  if (status === 413) return '内容太长，服务没有接收。'
  if (status >= 500) return `服务暂时不可用（${status}），请稍后重试。`
  return `服务没有接受这条消息（${status}）。`
}

/** The error of an HTTP answer; its own `error.message` goes first, a proxy's page without one gets a plain line. */
export function refused(status: number, body: unknown, retryAfter: string | null): ApiError {
  const message = textOf(fieldsOf(fieldsOf(body)?.error)?.message) || defaultMessage(status, retryAfter)
  const fault: Fault = BUSY_STATUSES.has(status) ? 'busy' : status >= 500 ? 'server' : 'rejected'
  return new ApiError(fault, message, !FINAL_STATUSES.has(status))
}
