/** The addresses of docs/claims.md that an applicant uses, typed. */
import { fieldsOf, listOf, numberOf, textOf, type Fields } from '../../model/result'
import { readClaim, readEvent, readOrganisation, readTexts, type Claim, type ClaimEvent } from '../model/claim'
import { readForm, type Form, type Kind } from '../model/form'
import { readPreview, type Preview } from '../model/preview'
import type { Organisation } from '../model/draft'
import type { Transport } from './transport'
import { malformed } from './trouble'

export interface Session {
  applicant: boolean
  name: string
}

export interface Me {
  phone: string
  organisation: Organisation | null
  personal: Record<string, string>
}

export interface RegionEntry {
  id: string
  name: string
  held: boolean
}

function need<T>(value: T | null): T {
  if (value === null) throw malformed()
  return value
}

const claimPath = (number: string): string => `api/claims/${encodeURIComponent(number)}`

const query = (fields: Record<string, string>): string => new URLSearchParams(fields).toString()

function readRegion(value: unknown): RegionEntry | null {
  const fields = fieldsOf(value)
  const id = textOf(fields?.id)
  return fields && id ? { id, name: textOf(fields.name) || id, held: fields.held === true } : null
}

export function createClaimsClient(transport: Transport) {
  function session(fields: Fields): Session {
    transport.csrf = textOf(fields.csrf)
    if (textOf(fields.bearer)) transport.bearer = textOf(fields.bearer)
    return { applicant: fields.kind === 'applicant', name: textOf(fields.name) }
  }

  return {
    transport,
    session: async (): Promise<Session> => session(await transport.get('api/session')),
    /** Seconds until another code may be asked for. */
    sendCode: async (phone: string): Promise<number> =>
      numberOf((await transport.send('POST', 'api/session/code', { phone })).seconds) ?? 60,
    byPhone: async (phone: string, code: string): Promise<Session> =>
      session(await transport.send('POST', 'api/session/phone', { phone, code })),
    byToken: async (token: string): Promise<Session> => session(await transport.send('POST', 'api/session/token', { token })),
    async logout(): Promise<void> {
      await transport.send('DELETE', 'api/session')
      transport.csrf = transport.bearer = ''
    },
    /** Ends every session of the person. */
    async logoutEverywhere(): Promise<void> {
      await transport.send('DELETE', 'api/session/all')
      transport.csrf = transport.bearer = ''
    },
    regions: async (): Promise<RegionEntry[]> => listOf((await transport.get('api/regions')).regions, readRegion),
    async clause(address: string) {
      const body = await transport.get('api/clauses/' + encodeURIComponent(address))
      return { address, title: textOf(body.document_title), text: need(textOf(body.text) || null) }
    },
    reference: async (region: string, kind: Kind): Promise<Form> =>
      need(readForm(await transport.get('api/claims/reference?' + query({ region, kind })))),
    preview: async (facts: Fields): Promise<Preview> => need(readPreview(await transport.send('POST', 'api/claims/preview', facts))),
    organisations: async (region: string, kind: string, q: string): Promise<Organisation[]> =>
      listOf((await transport.get('api/organisations?' + query({ region, kind, q }))).organisations, readOrganisation),
    async me(): Promise<Me> {
      const body = await transport.get('api/me')
      return { phone: textOf(body.phone), organisation: readOrganisation(body.organisation), personal: readTexts(body.personal) }
    },
    list: async (): Promise<Claim[]> => listOf((await transport.get('api/claims')).claims, readClaim),
    create: async (draft: Fields): Promise<Claim> => need(readClaim(await transport.send('POST', 'api/claims', draft))),
    read: async (number: string): Promise<Claim> => need(readClaim(await transport.get(claimPath(number)))),
    save: async (number: string, version: number, draft: Fields): Promise<Claim> =>
      need(readClaim(await transport.send('PUT', claimPath(number), { ...draft, version }))),
    act: async (number: string, version: number, action: 'submit' | 'withdraw'): Promise<Claim> =>
      need(readClaim(await transport.send('POST', `${claimPath(number)}/${action}`, { version }))),
    history: async (number: string): Promise<ClaimEvent[]> =>
      listOf((await transport.get(claimPath(number) + '/history')).events, readEvent),
    link: async (token: string): Promise<unknown> => (await transport.get('api/links/' + encodeURIComponent(token))).prefill,
    evidencePath: (number: string, activity: number): string => `${claimPath(number)}/evidence?activity=${activity}`,
    removeEvidence: (number: string, id: string): Promise<Fields> =>
      transport.send('DELETE', `${claimPath(number)}/evidence/${encodeURIComponent(id)}`),
    formPath: (number: string, format: 'pdf' | 'docx'): string => `${claimPath(number)}/form.${format}`,
    fileAddress: (number: string, id: string): string => `${claimPath(number)}/evidence/${encodeURIComponent(id)}`,
  }
}

export type ClaimsClient = ReturnType<typeof createClaimsClient>
