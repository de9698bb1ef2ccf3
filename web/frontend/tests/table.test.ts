import { createSSRApp, h } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { describe, expect, it } from 'vitest'
import AnswerTable from '../src/components/AnswerTable.vue'
import { readResult, writeResult, type Table } from '../src/model/result'

const TABLE: Table = {
  columns: ['年度', '科目', '要求', '已完成', '还差'],
  rows: [
    ['2021', '公需科目', '30', '30', '0'],
    ['2021', '专业科目', '60', '42', '18'],
    ['2022', '', '没有收录适用的通知', '', ''],
  ],
}
const read = (table: unknown): Table | undefined => readResult({ status: 'answered', text: '还差', table })?.table
const drawn = (table: Table): Promise<string> => renderToString(createSSRApp({ render: () => h(AnswerTable, { table }) }))

describe('table of an answer', () => {
  it('is kept through the stored history', () => {
    const result = readResult({ status: 'answered', text: '还差 18 学时', table: TABLE })
    expect(result?.table).toEqual(TABLE)
    expect(readResult(JSON.parse(JSON.stringify(writeResult(result!))))?.table).toEqual(TABLE)
  })

  it('is absent where the service sends none', () => {
    expect(readResult({ status: 'chitchat', text: '您好' })).not.toHaveProperty('table')
  })

  it.each([
    null, '表', [], { columns: [], rows: [[]] }, { columns: ['年度'], rows: [] }, { columns: '年度', rows: TABLE.rows },
    { columns: ['年度'], rows: [['2021', '60']] }, { columns: ['年度'], rows: ['2021'] },
  ])('is left out where it is %j', (table) => expect(read(table)).toBeUndefined())

  it('loses a row that has too few cells, and no other', () => {
    expect(read({ ...TABLE, rows: [['2021'], TABLE.rows[1]] })?.rows).toEqual([TABLE.rows[1]])
  })

  it('is drawn as a table whose headers name columns and years', async () => {
    const html = await drawn(TABLE)
    expect(html.match(/<th scope="col">/g)).toHaveLength(TABLE.columns.length)
    expect(html.match(/<th scope="row">2021<\/th>/g)).toHaveLength(2)
    expect(html).toContain('<td>没有收录适用的通知</td>')
  })

  it('marks the rows in which something is missing', async () => {
    const html = await drawn(TABLE)
    expect(html.match(/xs-table__missing/g)).toHaveLength(1)
    expect(html).toMatch(/xs-table__missing[^>]*>(?:(?!<\/tr>).)*42/s)
  })

  it('marks nothing where the service sends only what is required', async () => {
    expect(await drawn({ columns: ['年度', '科目', '要求'], rows: [['2021', '专业科目', '60']] })).not.toContain('__missing')
  })
})
