/**
 * What the browser itself keeps of a filing: before there is a draft at the service its facts, afterwards only its
 * number. Personal fields never come here.
 */
import { readJson, type Store } from '../../composables/storage'
import { fieldsOf, textOf, type Fields } from '../../model/result'
import { draftOf, factsJson, type Draft } from '../model/draft'
import type { Form } from '../model/form'
import { STEPS, type StepName } from '../model/fieldPath'

export const DRAFT_KEY = 'xueshi-claims:draft'
const VERSION = 1

/** `card`: the facts of the chat's card that it began with, as text; empty where it began without one. */
export type Kept = ({ facts: Draft } | { number: string; step: StepName }) & { card: string }

export function readKept(store: Store): Kept | null {
  const fields = fieldsOf(readJson(store, DRAFT_KEY))
  if (!fields || fields.version !== VERSION) return null
  const number = textOf(fields.number)
  const card = textOf(fields.card)
  if (number) return { number, step: STEPS.find((one) => one === fields.step) ?? 'activities', card }
  const facts = draftOf(fields.facts)
  return facts && facts.region ? { facts, card } : null
}

const put = (store: Store, fields: Fields): boolean => store.set(DRAFT_KEY, JSON.stringify({ version: VERSION, ...fields }))

const named = (card: string): Fields => (card ? { card } : {})

export function keepFacts(store: Store, draft: Draft, form: Form | null, card = ''): void {
  put(store, { facts: factsJson(draft, form), ...named(card) })
}

export function keepNumber(store: Store, number: string, step: StepName, card = ''): void {
  put(store, { number, step, ...named(card) })
}

export const forgetKept = (store: Store): void => store.remove(DRAFT_KEY)
