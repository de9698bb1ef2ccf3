/** One entry of the conversation as the page shows and stores it. */
import { masked } from '../text/masked'
import { fieldsOf, numberOf, readResult, textOf, writeResult, type Fields, type Result } from './result'

export type SendState = 'sending' | 'sent' | 'failed'

export interface OwnMessage {
  kind: 'own'
  /** The client's message_id; a retry sends it again, so that the server answers once. */
  id: string
  text: string
  /** Milliseconds since the epoch. */
  at: number
  /** The region that went with it: a retry repeats the request as it was. */
  region: string | null
  /** Whether the person had chosen that region by hand since the last answer. */
  regionChosen: boolean
  state: SendState
  /** Why it failed, in words. */
  problem: string | null
  /** False where sending the same again cannot help (too long, malformed). */
  retryable: boolean
}

export interface Answer {
  kind: 'answer'
  id: string
  at: number
  result: Result
}

/** A grey line in the middle: the region was changed, by hand or by what was said. */
export interface Notice {
  kind: 'notice'
  id: string
  at: number
  text: string
}

export type Item = OwnMessage | Answer | Notice

export const INTERRUPTED = '页面在等待回答时被关闭，请重试。'

function readOwnMessage(fields: Fields, id: string, at: number): OwnMessage | null {
  const text = textOf(fields.text)
  if (!text) return null
  const interrupted = fields.state === 'sending'
  const failed = interrupted || fields.state === 'failed'
  return {
    kind: 'own', id, at, text,
    region: textOf(fields.region) || null,
    regionChosen: fields.regionChosen === true,
    state: failed ? 'failed' : 'sent',
    problem: interrupted ? INTERRUPTED : failed ? textOf(fields.problem) || INTERRUPTED : null,
    retryable: fields.retryable !== false,
  }
}

/** An entry out of storage, or null where it is not one. A message that was under way is one to retry. */
export function readItem(value: unknown): Item | null {
  const fields = fieldsOf(value)
  const id = textOf(fields?.id)
  const at = numberOf(fields?.at)
  if (!fields || !id || at === null) return null
  if (fields.kind === 'own') return readOwnMessage(fields, id, at)
  if (fields.kind === 'answer') {
    const result = readResult(fields.result)
    return result && { kind: 'answer', id, at, result }
  }
  const text = textOf(fields.text)
  return fields.kind === 'notice' && text ? { kind: 'notice', id, at, text } : null
}

/** For storage; what was typed without personal numbers. Sent again after a reload, it is the same message. */
export function writeItem(item: Item): Fields {
  if (item.kind === 'answer') return { ...item, result: writeResult(item.result) }
  return item.kind === 'own' ? { ...item, text: masked(item.text) } : { ...item }
}
