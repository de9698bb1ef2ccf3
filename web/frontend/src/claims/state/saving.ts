/** Saving a draft at the service: one write after the other, the version kept, a change by somebody else noticed. */
import type { ClaimsClient } from '../api/client'
import { Trouble, troubleOf } from '../api/trouble'
import type { Claim } from '../model/claim'
import type { Fields } from '../../model/result'

export interface Saving {
  /** Creates or changes the claim; the claim as it is then. Fails with Stale where somebody else changed it. */
  save(body: Fields, known: Claim | null): Promise<Claim>
  /** `work` after all that was asked for before. */
  after<T>(work: () => Promise<T>): Promise<T>
}

/** The claim was changed elsewhere; `theirs` is how it is now. */
export class Stale extends Trouble {
  constructor(readonly theirs: Claim) {
    super('这份申请在别处改过了。', 'stale_version', 'version', 409)
  }
}

const content = ({ year, titleLevel, organisation, postingOffice, activities, person, personal, state }: Claim): string =>
  JSON.stringify([year, titleLevel, organisation, postingOffice, activities, person, personal, state])

export function createSaving(client: ClaimsClient): Saving {
  let last: Promise<unknown> = Promise.resolve()
  let saved = ''

  async function write(body: Fields, known: Claim): Promise<Claim> {
    try {
      return await client.save(known.number, known.version, body)
    } catch (error) {
      if (troubleOf(error).code !== 'stale_version') throw error
      const theirs = await client.read(known.number)
      // Only the count moved (a file was added): nothing of anybody's is overwritten.
      if (content(theirs) !== content(known)) throw new Stale(theirs)
      return client.save(theirs.number, theirs.version, body)
    }
  }

  return {
    after<T>(work: () => Promise<T>): Promise<T> {
      const next = last.then(work, work)
      last = next.catch(() => undefined)
      return next
    },
    async save(body, known) {
      const mark = `${known?.number ?? ''} ${known?.version ?? ''} ${JSON.stringify(body)}`
      if (known && mark === saved) return known
      const claim = known ? await write(body, known) : await client.create(body)
      saved = `${claim.number} ${claim.version} ${JSON.stringify(body)}`
      return claim
    },
  }
}
