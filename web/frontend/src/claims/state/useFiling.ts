/** One claim being filled in: its draft, the step, what is to be mended, saving and submitting. */
import { ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { Store } from '../../composables/storage'
import type { ClaimsClient } from '../api/client'
import { troubleOf } from '../api/trouble'
import { activitiesProblems, personProblems } from '../model/checks'
import type { Claim } from '../model/claim'
import { draftJson, draftOfClaim, newDraft, yearOfDates, type Draft } from '../model/draft'
import { stepOf, STEPS, type ProblemList, type StepName } from '../model/fieldPath'
import type { Form } from '../model/form'
import { dayOf } from '../model/values'
import { forgetKept, keepFacts, keepNumber } from './kept'
import { createSaving, Stale } from './saving'
import type { SessionState } from './useSession'

/** After the last keystroke, before the draft is saved by itself. */
const IDLE_MS = 1500

export interface Filing {
  draft: Ref<Draft>
  form: ShallowRef<Form | null>
  claim: ShallowRef<Claim | null>
  step: Ref<StepName>
  problems: Ref<ProblemList>
  /** What is under way, in words; empty where nothing is. */
  busy: Ref<string>
  /** Trouble that belongs to no field. */
  trouble: Ref<string>
  /** The claim as somebody else left it. */
  conflict: ShallowRef<Claim | null>
  /** When it was last saved at the service; null where it never was. */
  savedAt: Ref<Date | null>
  /** A step is changed on the way back from the last page. */
  returning: Ref<boolean>
  /** The year was chosen by hand, or is a saved claim's; otherwise it follows the dates. */
  yearByHand: Ref<boolean>
  /** In China. */
  today: Ref<string>
  /** `card`: the facts of the card that it begins with, as text. */
  begin(draft: Draft, card?: string): Promise<void>
  open(number: string, step?: StepName | null, card?: string): Promise<void>
  loadForm(): Promise<void>
  next(): Promise<void>
  back(): boolean
  goTo(step: StepName, returning?: boolean): void
  submit(): Promise<boolean>
  resolve(which: 'mine' | 'theirs'): Promise<void>
  /** The claim as the service has it now: after a file came or went. */
  refresh(): Promise<void>
  reset(): void
}

export function useFiling(client: ClaimsClient, session: SessionState, store: Store): Filing {
  const draft = ref<Draft>(newDraft('recognition', ''))
  const form = shallowRef<Form | null>(null)
  const claim = shallowRef<Claim | null>(null)
  const step = ref<StepName>('activities')
  const problems = ref<ProblemList>([])
  const busy = ref('')
  const trouble = ref('')
  const conflict = shallowRef<Claim | null>(null)
  const savedAt = ref<Date | null>(null)
  const returning = ref(false)
  const yearByHand = ref(false)
  const today = ref(dayOf(new Date()))
  let saving = createSaving(client)
  let timer = 0
  let card = ''

  function keep(): void {
    if (claim.value) keepNumber(store, claim.value.number, step.value, card)
    else if (draft.value.region) keepFacts(store, draft.value, form.value, card)
  }

  /** What the page itself finds wrong in a step. */
  function found(which: StepName): ProblemList {
    if (!form.value) return []
    // The page may have been open over midnight.
    today.value = dayOf(new Date())
    if (which === 'activities') return activitiesProblems(form.value, draft.value, today.value)
    return which === 'person' ? personProblems(form.value, draft.value, today.value) : []
  }

  function save(): Promise<void> {
    return saving.after(() => session.run(async () => {
      const unfit = [...found('activities'), ...found('person')].flatMap((one) => (one.field ? [one.field] : []))
      claim.value = await saving.save(draftJson(draft.value, form.value, unfit), claim.value)
      savedAt.value = new Date()
      keep()
    }))
  }

  /** Shows what went wrong where it can be mended. */
  function tell(error: unknown): void {
    if (error instanceof Stale) {
      conflict.value = error.theirs
      return
    }
    const known = troubleOf(error)
    if (known.code === 'login_cancelled') return
    const place = stepOf(known.field)
    if (!known.field || !place) {
      trouble.value = known.message
      return
    }
    problems.value = [{ field: known.field, message: known.message }]
    if (place !== step.value) {
      returning.value = step.value === 'check'
      step.value = place
    }
  }

  async function guarded(what: string, work: () => Promise<void>): Promise<boolean> {
    if (busy.value) return false
    trouble.value = ''
    busy.value = what
    try {
      await work()
      return true
    } catch (error) {
      tell(error)
      return false
    } finally {
      busy.value = ''
    }
  }

  function autosave(): void {
    window.clearTimeout(timer)
    keep()
    timer = window.setTimeout(() => {
      if (!claim.value || !session.who.value || busy.value || conflict.value || step.value === 'check') return
      // What is half typed is left out; trouble shows when the step is finished.
      void save().catch((error: unknown) => error instanceof Stale && tell(error))
    }, IDLE_MS)
  }
  watch(draft, autosave, { deep: true })
  watch(() => yearOfDates(draft.value), (year) => {
    if (!yearByHand.value && year !== null && form.value?.years.includes(year)) draft.value.year = year
  })
  watch(step, keep)

  async function fillFromProfile(): Promise<void> {
    const me = await client.me().catch(() => null)
    if (!me) return
    const known: Record<string, string> = { ...me.personal, ...(me.phone && !me.personal.phone ? { phone: me.phone } : {}) }
    for (const { name } of form.value?.fields ?? []) {
      if (!draft.value.personal[name] && known[name]) draft.value.personal[name] = known[name]
    }
    draft.value.organisation ??= me.organisation
  }

  const filing: Filing = {
    draft, form, claim, step, problems, busy, trouble, conflict, savedAt, returning, yearByHand, today,
    async begin(started, from = '') {
      filing.reset()
      card = from
      draft.value = started
      if (started.region) await filing.loadForm()
      keep()
    },
    async open(number, at = null, from = '') {
      const read = await session.run(() => client.read(number))
      filing.reset()
      card = from
      claim.value = read
      draft.value = draftOfClaim(read)
      yearByHand.value = true
      await filing.loadForm()
      step.value = stepOf(read.returnedField) ?? at ?? 'activities'
      if (read.state === 'returned' && read.reason) problems.value = [{ field: read.returnedField, message: read.reason }]
      keep()
    },
    async loadForm() {
      form.value = await client.reference(draft.value.region, draft.value.kind)
      if (draft.value.year !== null && !form.value.years.includes(draft.value.year)) draft.value.year = null
      const known = yearOfDates(draft.value)
      draft.value.year ??= known !== null && form.value.years.includes(known) ? known : form.value.years[0] ?? null
    },
    async next() {
      problems.value = found(step.value)
      trouble.value = ''
      if (problems.value.length) return
      const entering = step.value === 'activities' && !session.who.value?.applicant
      await guarded('正在保存…', async () => {
        await session.need(entering ? '登录后继续填写个人信息，已填的内容会保留。' : '')
        if (!claim.value) await fillFromProfile()
        await save()
        step.value = returning.value ? 'check' : STEPS[STEPS.indexOf(step.value) + 1] ?? 'check'
        returning.value = false
      })
    },
    back() {
      const before = STEPS[STEPS.indexOf(step.value) - 1]
      if (!before) return false
      filing.goTo(before)
      return true
    },
    goTo(which, back = false) {
      returning.value = back
      problems.value = []
      trouble.value = ''
      step.value = which
    },
    async submit() {
      const wrong = [...found('activities'), ...found('person')]
      if (wrong.length) {
        filing.goTo(stepOf(wrong[0]?.field ?? null) ?? 'activities', true)
        problems.value = wrong.filter((one) => stepOf(one.field) === step.value)
        return false
      }
      return guarded('正在提交…', async () => {
        await save()
        await saving.after(() => session.run(async () => {
          if (!claim.value) return
          claim.value = await client.act(claim.value.number, claim.value.version, 'submit')
          forgetKept(store)
        }))
      })
    },
    async resolve(which) {
      const theirs = conflict.value
      if (!theirs) return
      conflict.value = null
      claim.value = theirs
      if (which === 'theirs') draft.value = draftOfClaim(theirs)
      else await guarded('正在保存…', save)
    },
    async refresh() {
      await saving.after(async () => {
        if (claim.value) claim.value = await session.run(() => client.read((claim.value as Claim).number))
      }).catch((error: unknown) => {
        trouble.value = troubleOf(error).message
      })
    },
    reset() {
      window.clearTimeout(timer)
      saving = createSaving(client)
      claim.value = conflict.value = form.value = null
      problems.value = []
      trouble.value = ''
      savedAt.value = null
      returning.value = false
      yearByHand.value = false
      card = ''
      step.value = 'activities'
    },
  }
  return filing
}


