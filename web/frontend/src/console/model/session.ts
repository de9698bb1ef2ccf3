/** SESSION of an account, and which pages its roles may use. */
import { fieldsOf, listOf, numberOf, textOf, type Fields } from '../../model/result'

export interface Grant {
  role: string
  organisation: number | null
  organisationName: string
  region: string
}

export interface Session {
  staff: boolean
  name: string
  /** A first password is to be changed before anything else. */
  mustChange: boolean
  grants: Grant[]
}

export const ROLES: Record<string, string> = {
  employer_reviewer: '单位审核',
  industry_authority: '行业主管部门',
  hr_authority: '人社（职称）部门',
  posting_office: '派驻办公室',
  hotline: '热线',
  editor: '政策库编辑',
  auditor: '审计',
  admin: '管理员',
}
export const roleName = (role: string): string => ROLES[role] ?? role

/** Kind of organisation that a role is given for; null: none; empty: any. */
export const KIND_OF_ROLE: Record<string, string | null> = {
  employer_reviewer: 'employer',
  industry_authority: 'industry_authority',
  hr_authority: 'hr_authority',
  posting_office: 'posting_office',
  hotline: '',
  editor: null,
  auditor: null,
  admin: null,
}

export const KINDS: Record<string, string> = {
  employer: '用人单位',
  industry_authority: '行业主管部门',
  hr_authority: '人社（职称）部门',
  posting_office: '派驻办公室',
}

const REVIEWERS = ['employer_reviewer', 'industry_authority', 'hr_authority', 'posting_office']
export const AUTHORITIES = ['industry_authority', 'hr_authority']

export type PageName = 'reviews' | 'status' | 'statistics' | 'people' | 'organisations' | 'accounts' | 'audit'

export interface Page {
  name: PageName
  title: string
  roles: string[]
}

/** In the order of the menu; the first that a session may use is where it begins. */
export const PAGES: Page[] = [
  { name: 'reviews', title: '审核', roles: REVIEWERS },
  { name: 'status', title: '查进度', roles: ['hotline', ...REVIEWERS] },
  { name: 'statistics', title: '统计', roles: ['employer_reviewer', ...AUTHORITIES, 'auditor'] },
  { name: 'people', title: '导入人员', roles: ['employer_reviewer', 'admin'] },
  { name: 'accounts', title: '账号与权限', roles: ['admin'] },
  { name: 'organisations', title: '机构', roles: ['admin'] },
  { name: 'audit', title: '审计日志', roles: ['auditor'] },
]

export const holds = (session: Session, roles: string[]): boolean =>
  session.grants.some((one) => roles.includes(one.role))

export const pagesOf = (session: Session): Page[] => PAGES.filter((page) => holds(session, page.roles))

function readGrant(value: unknown): Grant | null {
  const fields = fieldsOf(value)
  const role = textOf(fields?.role)
  return fields && role
    ? {
        role,
        organisation: numberOf(fields.organisation),
        organisationName: textOf(fields.organisation_name),
        region: textOf(fields.region),
      }
    : null
}

export const readSession = (fields: Fields): Session => ({
  staff: fields.kind === 'staff',
  name: textOf(fields.name),
  mustChange: fields.must_change === true,
  grants: listOf(fields.grants, readGrant),
})
