/** Answers of the claims API that the unit tests share; figures and names are made up. */
import { readForm, type Form } from '../../src/claims/model/form'
import { readClaim, type Claim } from '../../src/claims/model/claim'
import { draftOf, type Draft } from '../../src/claims/model/draft'

export const TODAY = '2025-06-01'
/** Made up: its place of issue does not exist, its check character is right. */
export const ID_NUMBER = '990101199003070015'

export const FORM_JSON = {
  kind: 'recognition', region: 'xj-city', region_name: '某市', years: [2025, 2024],
  title_levels: [{ id: 'junior', name: '初级' }, { id: 'middle', name: '中级' }],
  activities: [
    {
      id: 'meeting', name: '学术会议',
      facts: [
        { name: 'level', label: '级别', type: 'term', choices: [{ id: 'national', name: '全国性' }] },
        { name: 'days', label: '天数', type: 'number', unit: '天' },
        { name: 'presented', label: '是否宣读论文', type: 'boolean' },
      ],
      evidence: [{ text: '证明材料', clause: 'd#附件3/4', quote: '需提供' }],
    },
    { id: 'post', name: '驻村', facts: [{ name: 'still_in_post', label: '是否仍在岗', type: 'boolean' }] },
  ],
  fields: [
    { name: 'name', label: '姓名', type: 'text', required: true },
    { name: 'gender', label: '性别', type: 'choice', required: true, choices: ['男', '女'] },
    { name: 'birth', label: '出生年月', type: 'month', required: true },
    { name: 'id_number', label: '身份证号', type: 'text', required: true },
    { name: 'phone', label: '手机号', type: 'text', required: true },
  ],
  evidence_rules: { types: ['pdf', 'jpeg'], most_bytes: 1000, most_files: 2 },
  steps: [{ title_level: 'junior', offices: ['所在单位'] }, { title_level: 'middle', offices: ['所在单位'] }], notes: [],
}

export const FORM = readForm(FORM_JSON) as Form

export const MEETING = { activity: 'meeting', level: 'national', days: 3, title: '年会', organizer_name: '学会', start: '2025-05-06', end: '2025-05-08' }

export const draftWith = (fields: object = {}): Draft =>
  draftOf({ kind: 'recognition', region: 'xj-city', year: 2025, title_level: 'middle', activities: [MEETING], ...fields }) as Draft

export const claimJson = (fields: object = {}): object => ({
  number: 'XS-1', kind: 'recognition', region: 'xj-city', region_name: '某市', year: 2025, title_level: 'middle', state: 'draft',
  state_text: '草稿', step: 0, steps: [], version: 1, organisation: { id: 3, name: '一院' }, activities: [MEETING], person: {},
  personal: { name: '张三', id_number: '990***********0015' }, evidence: [], evidence_needed: [], flags: [],
  actions: ['save', 'submit', 'withdraw'], next: { office: null, text: '还没有提交' }, ...fields,
})

export const claimWith = (fields: object = {}): Claim => readClaim(claimJson(fields)) as Claim
