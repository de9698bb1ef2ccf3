/** A claim under review: what was decided when it was filed beside what would be decided now. */
import { readClaim, type Claim } from '../../claims/model/claim'
import { fieldsOf, listOf, numberOf, textOf, type Citation, type Fields, type TraceLine } from '../../model/result'

export interface Working {
  outcome: string
  hours: number | null
  public: number | null
  professional: number | null
  text: string
  trace: TraceLine[]
  caveats: string[]
  citations: Citation[]
  /** Of each activity. */
  parts: Working[]
  /** The notice leaves the figure to another document. */
  needsBasis: boolean
  claimable: boolean
  message: string
}

export interface ReviewFlag {
  kind: string
  message: string
  /** Number of the other claim, where this reader may open it. */
  claim: string | null
}

export interface Review extends Claim {
  stored: Working | null
  now: Working | null
  basis: string
  difference: number | null
  reviewFlags: ReviewFlag[]
}

function readTrace(value: unknown): TraceLine | null {
  const fields = fieldsOf(value)
  const text = textOf(fields?.text)
  return text ? { text, clause: textOf(fields?.clause) || null } : null
}

function readCitation(value: unknown): Citation | null {
  const fields = fieldsOf(value)
  const clause = textOf(fields?.clause)
  return clause ? { clause, quote: textOf(fields?.quote) } : null
}

export function readWorking(value: unknown): Working | null {
  const fields = fieldsOf(value)
  if (!fields) return null
  const subjects = fieldsOf(fields.by_subject) ?? {}
  return {
    outcome: textOf(fields.outcome),
    hours: numberOf(fields.hours),
    public: numberOf(subjects.public),
    professional: numberOf(subjects.professional),
    text: textOf(fields.text),
    trace: listOf(fields.trace, readTrace),
    caveats: listOf(fields.caveats, (one) => textOf(one) || null),
    citations: listOf(fields.citations, readCitation),
    parts: listOf(fields.parts, readWorking),
    needsBasis: fields.needs_basis === true,
    claimable: fields.claimable !== false,
    message: textOf(fields.message),
  }
}

function readFlag(value: unknown): ReviewFlag | null {
  const fields = fieldsOf(value)
  const message = textOf(fields?.message)
  return message ? { kind: textOf(fields?.kind), message, claim: textOf(fields?.claim) || null } : null
}

export function readReview(value: unknown): Review | null {
  const claim = readClaim(value)
  const fields: Fields = fieldsOf(value) ?? {}
  return (
    claim && {
      ...claim,
      stored: readWorking(fields.decision),
      now: readWorking(fields.now),
      basis: textOf(fields.basis),
      difference: numberOf(fields.difference),
      reviewFlags: listOf(fields.flags, readFlag),
    }
  )
}

/** Hours without a tail of binary digits: at most four decimals. */
export const hoursText = (hours: number): string => String(Math.round(hours * 1e4) / 1e4)

export function worth(working: Working | null): string {
  if (!working) return '没有结果'
  if (working.hours !== null) return `${hoursText(working.hours)} 学时`
  if (working.needsBasis) return '学时另有文件规定'
  return working.claimable ? '不计学时数' : '不能认定'
}

/** What is to be told where the fresh computation is another one than the stored; empty where it is not. */
export function change(review: Review): string {
  const { stored, now } = review
  if (!stored || !now || (stored.hours === now.hours && stored.outcome === now.outcome)) return ''
  return `提交时算出 ${worth(stored)}，按现在的规定和已认定的学时重新计算为 ${worth(now)}。通过时以现在的结果为准。`
}

/** The quotes of a clause that a decision rests on. */
export const quotesOf = (working: Working, clause: string | null): string[] => [
  ...new Set(working.citations.filter((one) => one.clause === clause && one.quote).map((one) => one.quote)),
]

/** The next to open after `current`: the following one of the list as it was, where it still waits; else the first. */
export function nextAfter(known: string[], current: string, fresh: string[]): string | null {
  const waiting = fresh.filter((one) => one !== current)
  const place = known.indexOf(current)
  const following = place < 0 ? [] : known.slice(place + 1)
  return following.find((one) => waiting.includes(one)) ?? waiting[0] ?? null
}
