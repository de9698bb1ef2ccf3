/** CLAIM, EVIDENCE, FLAG and EVENT of the claims API as the page uses them. */
import { fieldsOf, listOf, numberOf, textOf, type Fields } from '../../model/result'
import type { Demand, Kind } from './form'
import { readOffice, readWorked, type Office, type Worked } from './preview'
import { readDemand } from './form'

export interface Evidence {
  id: string
  activity: number | null
  name: string
  size: number
}

export interface NeededEvidence extends Demand {
  activity: number | null
  given: boolean
}

export interface Flag {
  kind: string
  message: string
}

export interface Claim {
  number: string
  kind: Kind
  region: string
  regionName: string
  year: number | null
  titleLevel: string
  state: string
  stateText: string
  /** Index in `steps` of the office that has it. */
  step: number
  steps: Office[]
  version: number
  organisation: { id: number; name: string } | null
  postingOffice: { id: number; name: string } | null
  activities: Fields[]
  person: Fields
  personal: Record<string, string>
  decision: Worked | null
  computedHours: number | null
  recognisedHours: number | null
  reason: string
  returnedField: string | null
  evidence: Evidence[]
  evidenceNeeded: NeededEvidence[]
  flags: Flag[]
  actions: string[]
  next: { office: string; text: string } | null
  formName: string
  verifyUrl: string | null
  updatedAt: string
  submittedAt: string
}

export interface ClaimEvent {
  at: string
  action: string
  office: string
  reason: string
  stateTo: string
  recognisedHours: number | null
}

export function readEvidence(value: unknown): Evidence | null {
  const fields = fieldsOf(value)
  const id = textOf(fields?.id)
  return fields && id
    ? { id, activity: numberOf(fields.activity), name: textOf(fields.name) || '证明材料', size: numberOf(fields.size) ?? 0 }
    : null
}

function readNeeded(value: unknown): NeededEvidence | null {
  const demand = readDemand(value)
  const fields = fieldsOf(value)
  return demand && { ...demand, activity: numberOf(fields?.activity), given: fields?.given === true }
}

function readFlag(value: unknown): Flag | null {
  const fields = fieldsOf(value)
  const message = textOf(fields?.message)
  return message ? { kind: textOf(fields?.kind), message } : null
}

export function readOrganisation(value: unknown): { id: number; name: string } | null {
  const fields = fieldsOf(value)
  const id = numberOf(fields?.id)
  return id === null ? null : { id, name: textOf(fields?.name) }
}

/** The texts of an object: what the personal fields are. */
export function readTexts(value: unknown): Record<string, string> {
  const entries = Object.entries(fieldsOf(value) ?? {}).filter(([, one]) => typeof one === 'string')
  return Object.fromEntries(entries) as Record<string, string>
}

export function readClaim(value: unknown): Claim | null {
  const fields = fieldsOf(value)
  const number = textOf(fields?.number)
  if (!fields || !number) return null
  const next = fieldsOf(fields.next)
  return {
    number,
    kind: fields.kind === 'exemption' ? 'exemption' : 'recognition',
    region: textOf(fields.region),
    regionName: textOf(fields.region_name) || textOf(fields.region),
    year: numberOf(fields.year),
    titleLevel: textOf(fields.title_level),
    state: textOf(fields.state),
    stateText: textOf(fields.state_text) || textOf(fields.state),
    step: numberOf(fields.step) ?? 0,
    steps: listOf(fields.steps, readOffice),
    version: numberOf(fields.version) ?? 0,
    organisation: readOrganisation(fields.organisation),
    postingOffice: readOrganisation(fields.posting_office),
    activities: listOf(fields.activities, fieldsOf),
    person: fieldsOf(fields.person) ?? {},
    personal: readTexts(fields.personal),
    decision: readWorked(fields.decision),
    computedHours: numberOf(fields.computed_hours),
    recognisedHours: numberOf(fields.recognised_hours),
    reason: textOf(fields.reason),
    returnedField: textOf(fields.returned_field) || null,
    evidence: listOf(fields.evidence, readEvidence),
    evidenceNeeded: listOf(fields.evidence_needed, readNeeded),
    flags: listOf(fields.flags, readFlag),
    actions: listOf(fields.actions, (action) => textOf(action) || null),
    next: next && (textOf(next.office) || textOf(next.text)) ? { office: textOf(next.office), text: textOf(next.text) } : null,
    formName: textOf(fields.form_name) || '登记表',
    verifyUrl: textOf(fields.verify_url) || null,
    updatedAt: textOf(fields.updated_at),
    submittedAt: textOf(fields.submitted_at),
  }
}

export function readEvent(value: unknown): ClaimEvent | null {
  const fields = fieldsOf(value)
  const at = textOf(fields?.at)
  if (!fields || !at) return null
  return {
    at, action: textOf(fields.action), office: textOf(fields.office), reason: textOf(fields.reason),
    stateTo: textOf(fields.state_to), recognisedHours: numberOf(fields.recognised_hours),
  }
}
