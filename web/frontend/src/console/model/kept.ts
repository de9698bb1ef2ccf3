/** What the console shows besides claims: accounts, organisations, figures, rows of the log. Readers never throw. */
import { fieldsOf, listOf, numberOf, textOf } from '../../model/result'

export interface Named {
  id: string
  name: string
}

export interface Organisation {
  id: number
  name: string
  kind: string
  region: string
  parent: number | null
  parentName: string
  code: string
  active: boolean
  version: number
}

export interface AccountGrant {
  id: number
  role: string
  organisationName: string
  region: string
}

export interface Account {
  id: number
  login: string
  displayName: string
  active: boolean
  mustChange: boolean
  lockedUntil: string
  idNumberKnown: boolean
  version: number
  grants: AccountGrant[]
  /** Told once, where it was just made. */
  password: string
}

export interface Figures {
  key: string
  name: string
  claims: number
  approved: number
  hours: number
}

export interface Status {
  number: string
  kind: string
  stateText: string
  nextOffice: string
  updatedAt: string
}

export interface AuditRow {
  seq: number
  at: string
  actor: string
  action: string
  object: string
  detail: string
}

export interface Imported {
  added: number
  updated: number
  errors: { row: number | null; field: string; message: string }[]
}

const AUDITED: Record<string, string> = {
  'session.open': '登录',
  'session.close_all': '从所有设备退出',
  'account.create': '新建账号',
  'account.change': '修改账号',
  'account.lock': '锁定账号',
  'account.password': '更换密码',
  'organisation.create': '新建机构',
  'organisation.update': '修改机构',
  'people.import': '导入人员',
  'claims.export': '导出清单',
  'evidence.add': '上传材料',
  'evidence.remove': '删除材料',
  'keys.dropped': '停用密钥',
  'claim.create': '新建申报',
  'claim.save': '保存申报',
  'claim.submit': '提交申报',
  'claim.withdraw': '撤回申报',
  'claim.approve': '通过',
  'claim.return': '退回',
  'claim.reject': '不予通过',
  'claim.draw': '抽取抽审',
  'claim.pass': '抽审合格',
  'claim.revoke': '撤销认定',
  'claim.reveal': '查看完整号码',
}
/** An action of the log in words; empty for one that has none here: its own name stands beside it. */
export const auditName = (action: string): string => AUDITED[action] ?? ''

export function readNamed(value: unknown): Named | null {
  const fields = fieldsOf(value)
  const id = textOf(fields?.id)
  return fields && id ? { id, name: textOf(fields.name) || id } : null
}

export function readOrganisation(value: unknown): Organisation | null {
  const fields = fieldsOf(value)
  const id = numberOf(fields?.id)
  return fields && id !== null
    ? {
        id,
        name: textOf(fields.name),
        kind: textOf(fields.kind),
        region: textOf(fields.region),
        parent: numberOf(fields.parent),
        parentName: textOf(fields.parent_name),
        code: textOf(fields.code),
        active: fields.active !== false,
        version: numberOf(fields.version) ?? 0,
      }
    : null
}

function readGrant(value: unknown): AccountGrant | null {
  const fields = fieldsOf(value)
  const id = numberOf(fields?.id)
  return fields && id !== null
    ? {
        id,
        role: textOf(fields.role),
        organisationName: textOf(fields.organisation_name),
        region: textOf(fields.region),
      }
    : null
}

export function readAccount(value: unknown): Account | null {
  const fields = fieldsOf(value)
  const id = numberOf(fields?.id)
  return fields && id !== null
    ? {
        id,
        login: textOf(fields.login),
        displayName: textOf(fields.display_name),
        active: fields.active === true,
        mustChange: fields.must_change === true,
        lockedUntil: textOf(fields.locked_until),
        idNumberKnown: fields.id_number_known === true,
        version: numberOf(fields.version) ?? 0,
        grants: listOf(fields.grants, readGrant),
        password: textOf(fields.password),
      }
    : null
}

export function readFigures(value: unknown): Figures | null {
  const fields = fieldsOf(value)
  return fields
    ? {
        key: textOf(fields.key),
        name: textOf(fields.name) || textOf(fields.key),
        claims: numberOf(fields.claims) ?? 0,
        approved: numberOf(fields.approved) ?? 0,
        hours: numberOf(fields.hours) ?? 0,
      }
    : null
}

export function readStatus(value: unknown): Status | null {
  const fields = fieldsOf(value)
  const number = textOf(fields?.number)
  return fields && number
    ? {
        number,
        kind: textOf(fields.kind),
        stateText: textOf(fields.state_text),
        nextOffice: textOf(fields.next_office),
        updatedAt: textOf(fields.updated_at),
      }
    : null
}

export function readAuditRow(value: unknown): AuditRow | null {
  const fields = fieldsOf(value)
  const seq = numberOf(fields?.seq)
  return fields && seq !== null
    ? {
        seq,
        at: textOf(fields.at),
        actor: textOf(fields.actor),
        action: textOf(fields.action),
        object: textOf(fields.object),
        detail: JSON.stringify(fields.detail ?? {}),
      }
    : null
}

export function readImported(value: unknown): Imported {
  const fields = fieldsOf(value) ?? {}
  return {
    added: numberOf(fields.added) ?? 0,
    updated: numberOf(fields.updated) ?? 0,
    errors: listOf(fields.errors, (one) => {
      const error = fieldsOf(one)
      return error ? { row: numberOf(error.row), field: textOf(error.field), message: textOf(error.message) } : null
    }),
  }
}
