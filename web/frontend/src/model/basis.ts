/**
 * An answer's grounds in the order in which they are read: steps with their quotes, further clauses, and the caveats
 * where the answer does not show them as notes.
 */
import type { Result } from './result'

export interface Step {
  text: string
  clause: string | null
  quotes: string[]
}

export interface Ground {
  clause: string
  quotes: string[]
}

export interface Basis {
  steps: Step[]
  others: Ground[]
  caveats: string[]
  /** Whether the steps compute something; those of an answer in words only name its passages. */
  computed: boolean
  /** Every clause named above, once. */
  addresses: string[]
}

function quotesByClause(result: Result): Map<string, string[]> {
  const quotes = new Map<string, string[]>()
  for (const { clause, quote } of result.citations) {
    const known = quotes.get(clause) ?? []
    if (quote && !known.includes(quote)) known.push(quote)
    quotes.set(clause, known)
  }
  return quotes
}

/** Where several steps rest on one clause, its quotes stand at the first of them. */
export function answerBasis(result: Result): Basis {
  const quotes = quotesByClause(result)
  const shown = new Set<string>()
  const steps = (result.decision?.trace ?? []).map(({ text, clause }) => {
    const first = clause !== null && !shown.has(clause)
    if (clause) shown.add(clause)
    return { text, clause, quotes: first ? quotes.get(clause) ?? [] : [] }
  })
  const others = [...quotes]
    .filter(([clause]) => !shown.has(clause))
    .map(([clause, list]) => ({ clause, quotes: list }))
  return {
    steps,
    others,
    caveats: result.notes?.length ? [] : result.decision?.caveats ?? [],
    computed: steps.length > 0 && result.decision?.outcome !== 'lookup',
    addresses: [...new Set([...shown, ...quotes.keys()])],
  }
}

/** What the fold is called; empty where there is nothing in it. */
export function basisTitle(basis: Basis): string {
  if (basis.computed) return '计算过程与依据'
  if (basis.steps.length || basis.others.length) return '依据'
  return basis.caveats.length ? '说明' : ''
}
