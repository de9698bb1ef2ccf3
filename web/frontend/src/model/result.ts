/**
 * RESULT of the chat API as the page uses it, and its reader.
 *
 * The reader takes anything (an answer of the server, an entry of the stored history) and never throws: a part that
 * is not what it should be is left out, so that one odd field cannot take the conversation away.
 */

export const STATUSES = [
  'answered', 'need_info', 'not_covered', 'out_of_scope', 'chitchat', 'handoff', 'form', 'login_required', 'error',
] as const
export type Status = (typeof STATUSES)[number]

export interface TraceLine {
  text: string
  clause: string | null
}

export interface Citation {
  clause: string
  quote: string
}

export interface Decision {
  outcome: string | null
  /** Total, in 学时; null where no figure follows. */
  hours: number | null
  /** 公需科目 and 专业科目; null where the text does not say. */
  public: number | null
  professional: number | null
  trace: TraceLine[]
  caveats: string[]
}

export interface QuickReply {
  title: string
  /** What is posted when the button is tapped. */
  text: string
}

/** Years and subjects beside what is required, done and missing, as text. */
export interface Table {
  columns: string[]
  /** As many cells as columns in each. */
  rows: string[][]
}

/** What the card of a claim is opened with: facts only, handed on as they are. */
export type FormFacts = Fields

export interface Result {
  status: Status
  text: string
  /** The conclusion; workings, clauses and notes are shown in their own place. */
  summary?: string
  /** Sentences to be read after the figures. An older answer has its caveats in the summary or the text instead. */
  notes?: string[]
  table?: Table
  region: string | null
  year: number | null
  decision: Decision | null
  citations: Citation[]
  buttons: QuickReply[]
  /** With the status `form`. */
  form?: FormFacts
  /** Beside a form: its activities in words. */
  form_title?: string
}

export type Fields = Record<string, unknown>

export function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

export function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** The entries of a list that `read` accepts; an empty list for anything that is not a list. */
export function listOf<T>(value: unknown, read: (entry: unknown) => T | null): T[] {
  if (!Array.isArray(value)) return []
  return value.map(read).filter((entry): entry is T => entry !== null)
}

function readTraceLine(value: unknown): TraceLine | null {
  const text = textOf(fieldsOf(value)?.text)
  return text ? { text, clause: textOf(fieldsOf(value)?.clause) || null } : null
}

function readCitation(value: unknown): Citation | null {
  const clause = textOf(fieldsOf(value)?.clause)
  return clause ? { clause, quote: textOf(fieldsOf(value)?.quote) } : null
}

function readQuickReply(value: unknown): QuickReply | null {
  const text = textOf(fieldsOf(value)?.text)
  return text ? { text, title: textOf(fieldsOf(value)?.title) || text } : null
}

function readTable(value: unknown): Table | null {
  const fields = fieldsOf(value)
  const columns = listOf(fields?.columns, (name) => textOf(name) || null)
  const rows = listOf(fields?.rows, (row) => (Array.isArray(row) ? row.map(textOf) : null))
    .filter((row) => row.length === columns.length)
  return columns.length && rows.length ? { columns, rows } : null
}

function readDecision(value: unknown): Decision | null {
  const fields = fieldsOf(value)
  if (!fields) return null
  const subjects = fieldsOf(fields.by_subject) ?? {}
  return {
    outcome: textOf(fields.outcome) || null,
    hours: numberOf(fields.hours),
    public: numberOf(subjects.public),
    professional: numberOf(subjects.professional),
    trace: listOf(fields.trace, readTraceLine),
    caveats: listOf(fields.caveats, (caveat) => textOf(caveat) || null),
  }
}

/** One RESULT, or null where the value is not one at all. */
export function readResult(value: unknown): Result | null {
  const fields = fieldsOf(value)
  if (!fields) return null
  const status = STATUSES.find((known) => known === fields.status)
  if (!status) return null
  const table = readTable(fields.table)
  const notes = listOf(fields.notes, (note) => textOf(note) || null)
  return {
    status,
    text: textOf(fields.text),
    ...(textOf(fields.summary) ? { summary: textOf(fields.summary) } : {}),
    ...(notes.length ? { notes } : {}),
    ...(table ? { table } : {}),
    ...(status === 'form' && fieldsOf(fields.form)
      ? { form: fieldsOf(fields.form) as FormFacts, form_title: textOf(fields.form_title) }
      : {}),
    region: textOf(fields.region) || null,
    year: numberOf(fields.year),
    decision: readDecision(fields.decision),
    citations: listOf(fields.citations, readCitation),
    buttons: listOf(fields.buttons, readQuickReply),
  }
}

/** The inverse of `readResult`, for the stored history: the contract's own shape, so that one reader serves both. */
export function writeResult(result: Result): Fields {
  const decision = result.decision
  return {
    ...result,
    decision: decision && {
      outcome: decision.outcome,
      hours: decision.hours,
      by_subject: { public: decision.public, professional: decision.professional },
      trace: decision.trace,
      caveats: decision.caveats,
    },
  }
}
