/** The addresses of docs/claims.md that the staff use, typed. */
import { readEvent, type ClaimEvent } from '../../claims/model/claim'
import { readForm, type Form } from '../../claims/model/form'
import type { Transport } from '../../claims/api/transport'
import { malformed } from '../../claims/api/trouble'
import { upload } from '../../claims/api/upload'
import { newId } from '../../model/id'
import { fieldsOf, listOf, numberOf, textOf, type Fields } from '../../model/result'
import * as kept from '../model/kept'
import { readReview, type Review } from '../model/review'
import { readSession, type Session } from '../model/session'

export interface Page<T> {
  rows: T[]
  total: number
  page: number
}

export interface Clause {
  title: string
  text: string
}

function need<T>(value: T | null): T {
  if (value === null) throw malformed()
  return value
}

const reviewPath = (number: string): string => `api/reviews/${encodeURIComponent(number)}`
const accountPath = (id: number): string => `api/admin/accounts/${id}`

/** A query without its empty parts, its `?` included. */
export function query(fields: Record<string, string | number | null>): string {
  const filled = Object.entries(fields).filter(([, value]) => value !== '' && value !== null)
  return filled.length ? '?' + new URLSearchParams(filled.map(([name, value]) => [name, String(value)])).toString() : ''
}

export function createConsoleClient(transport: Transport) {
  function session(fields: Fields): Session {
    transport.csrf = textOf(fields.csrf)
    return readSession(fields)
  }

  /** The transport's own writes; its type leaves out the one that only the console uses. */
  const patch = (path: string, body: Fields): Promise<Fields> => transport.send('PATCH' as 'PUT', path, body)

  async function paged<T>(path: string, name: string, read: (value: unknown) => T | null): Promise<Page<T>> {
    const body = await transport.get(path)
    const rows = listOf(body[name], read)
    return { rows, total: numberOf(body.total) ?? rows.length, page: numberOf(body.page) ?? 1 }
  }

  const account = (fields: Fields): kept.Account => need(kept.readAccount(fields))

  return {
    base: transport.base,
    session: async (): Promise<Session> => session(await transport.get('api/session')),
    login: async (login: string, password: string): Promise<Session> =>
      session(await transport.send('POST', 'api/session/password', { login, password })),
    newPassword: async (old: string, fresh: string): Promise<Session> =>
      session(await transport.send('POST', 'api/session/new-password', { old, new: fresh })),
    async logout(): Promise<void> {
      await transport.send('DELETE', 'api/session')
      transport.csrf = ''
    },

    /** Ends every session of the account. */
    async logoutEverywhere(): Promise<void> {
      await transport.send('DELETE', 'api/session/all')
      transport.csrf = ''
    },

    queue: (wanted: Record<string, string | number | null>): Promise<Page<Review>> =>
      paged('api/reviews' + query(wanted), 'claims', readReview),
    review: async (number: string): Promise<Review> => need(readReview(await transport.get(reviewPath(number)))),
    act: async (number: string, action: string, body: Fields): Promise<Review> =>
      need(readReview(await transport.send('POST', `${reviewPath(number)}/${action}`, body))),
    reveal: async (number: string, field: string): Promise<string> =>
      textOf((await transport.send('POST', `${reviewPath(number)}/reveal`, { field })).value),
    history: async (number: string): Promise<ClaimEvent[]> =>
      listOf((await transport.get(`api/claims/${encodeURIComponent(number)}/history`)).events, readEvent),
    reference: async (region: string, kind: string): Promise<Form> =>
      need(readForm(await transport.get('api/claims/reference' + query({ region, kind })))),
    fileAddress: (number: string, id: string): string =>
      `${transport.base}api/claims/${encodeURIComponent(number)}/evidence/${encodeURIComponent(id)}`,
    formAddress: (number: string, format: string): string =>
      `${transport.base}api/claims/${encodeURIComponent(number)}/form.${format}`,
    async clause(address: string): Promise<Clause> {
      const body = await transport.get('api/clauses/' + encodeURIComponent(address))
      return { title: textOf(body.document_title), text: textOf(body.text) }
    },

    status: async (number: string): Promise<kept.Status> =>
      need(kept.readStatus(await transport.get('api/status/' + encodeURIComponent(number)))),
    statistics: async (wanted: Record<string, string | number | null>): Promise<kept.Figures[]> =>
      listOf((await transport.get('api/statistics' + query(wanted))).rows, kept.readFigures),
    exportAddress: (format: string, wanted: Record<string, string | number | null>): string =>
      `${transport.base}api/exports/claims.${format}${query(wanted)}`,
    regions: async (): Promise<kept.Named[]> => listOf((await transport.get('api/regions')).regions, kept.readNamed),
    organisations: async (wanted: Record<string, string | number | null>): Promise<kept.Organisation[]> =>
      listOf((await transport.get('api/organisations' + query(wanted))).organisations, kept.readOrganisation),
    templateAddress: transport.base + 'api/organisations/people-template.xlsx',
    importPeople: async (organisation: number, file: File): Promise<kept.Imported> =>
      kept.readImported(
        await upload(transport, `api/organisations/${organisation}/people`, file, newId(), () => {}).done,
      ),

    allOrganisations: (wanted: Record<string, string | number | null>): Promise<Page<kept.Organisation>> =>
      paged('api/admin/organisations' + query(wanted), 'organisations', kept.readOrganisation),
    createOrganisation: (body: Fields): Promise<Fields> => transport.send('POST', 'api/admin/organisations', body),
    changeOrganisation: (id: number, body: Fields): Promise<Fields> => patch(`api/admin/organisations/${id}`, body),
    accounts: (page: number): Promise<Page<kept.Account>> =>
      paged('api/admin/accounts' + query({ page }), 'accounts', kept.readAccount),
    createAccount: async (body: Fields): Promise<kept.Account> =>
      account(await transport.send('POST', 'api/admin/accounts', body)),
    changeAccount: async (id: number, body: Fields): Promise<kept.Account> =>
      account(await patch(accountPath(id), body)),
    resetPassword: async (id: number, version: number): Promise<kept.Account> =>
      account(await transport.send('POST', accountPath(id) + '/password', { version })),
    addGrant: async (id: number, body: Fields): Promise<kept.Account> =>
      account(await transport.send('POST', accountPath(id) + '/grants', body)),
    removeGrant: async (id: number, grant: number, version: number): Promise<kept.Account> =>
      account(await transport.send('DELETE', `${accountPath(id)}/grants/${grant}?version=${version}`)),
    async audit(
      wanted: Record<string, string | number | null>,
    ): Promise<{ rows: kept.AuditRow[]; before: number | null }> {
      const body = fieldsOf(await transport.get('api/admin/audit' + query(wanted))) ?? {}
      return { rows: listOf(body.rows, kept.readAuditRow), before: numberOf(body.before) }
    },
  }
}

export type ConsoleClient = ReturnType<typeof createConsoleClient>
