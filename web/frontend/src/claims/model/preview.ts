/** PREVIEW of the claims API: what the activities are worth, and why. */
import { fieldsOf, listOf, numberOf, readResult, textOf, type Citation, type Decision, type Fields } from '../../model/result'
import { readDemand, type Demand } from './form'

export interface Worked extends Decision {
  text: string
}

export interface Office {
  office: string
  organisation: string
  clause: string | null
  quote: string
  spotCheck: boolean
}

export interface Preview {
  decision: Worked | null
  citations: Citation[]
  askFor: string[]
  activities: { hours: number | null; text: string; evidence: Demand[] }[]
  steps: Office[]
  claimable: boolean
  message: string
}

/** The chat's reader is the one for decisions and citations. */
function asResult(fields: Fields): ReturnType<typeof readResult> {
  return readResult({ status: 'answered', decision: fields.decision, citations: fields.citations })
}

export function readWorked(value: unknown): Worked | null {
  const decision = asResult({ decision: value })?.decision
  return decision ? { ...decision, text: textOf(fieldsOf(value)?.text) } : null
}

export function readOffice(value: unknown): Office | null {
  const fields = fieldsOf(value)
  const office = textOf(fields?.office) || textOf(fields?.role)
  if (!fields || !office) return null
  return {
    office, organisation: textOf(fields.organisation_name), clause: textOf(fields.clause) || null,
    quote: textOf(fields.quote), spotCheck: fields.kind === 'spot_check',
  }
}

function readPart(value: unknown): Preview['activities'][number] {
  const fields = fieldsOf(value)
  const decision = fieldsOf(fields?.decision) ?? fields
  return {
    hours: numberOf(decision?.hours), text: textOf(decision?.text) || textOf(fields?.message),
    evidence: listOf(fields?.evidence, readDemand),
  }
}

export function readPreview(value: unknown): Preview | null {
  const fields = fieldsOf(value)
  if (!fields) return null
  return {
    decision: readWorked(fields.decision),
    citations: asResult(fields)?.citations ?? [],
    askFor: listOf(fields.ask_for, (one) => textOf(one) || null),
    // Positions are those of the activities sent: none is left out.
    activities: Array.isArray(fields.activities) ? fields.activities.map(readPart) : [],
    steps: listOf(fields.steps, readOffice),
    claimable: fields.claimable === true,
    message: textOf(fields.message),
  }
}
