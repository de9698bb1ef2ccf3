/** What the page can tell of a file before it is sent. */
import type { EvidenceRules } from './form'

/** Types as the service may name them (media types, extensions or plain names) and the extensions that they stand for. */
const EXTENSIONS: Record<string, string[]> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'application/ofd': ['ofd'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  jpeg: ['jpg', 'jpeg'],
  jpg: ['jpg', 'jpeg'],
}

/** Known to people under the one name JPG. */
const SAME_AS_JPG = new Set(['jpeg', 'jpe', 'jfif'])

const bare = (type: string): string => type.toLowerCase().replace(/^\./, '')

export function extensionsOf(types: string[]): string[] {
  const all = types.flatMap((type) => EXTENSIONS[bare(type)] ?? [/ofd/i.test(type) ? 'ofd' : bare(type)])
  return [...new Set(all)]
}

/** For the `accept` of a file input. */
export const acceptOf = (types: string[]): string => extensionsOf(types).map((one) => '.' + one).join(',')

/** Names as people know them: PDF、JPG、PNG. */
export const typeNames = (types: string[]): string =>
  extensionsOf(types).filter((one) => !SAME_AS_JPG.has(one)).map((one) => one.toUpperCase()).join('、')

/** 800 KB, 2.5 MB. */
export function sizeText(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`
  return `${(bytes / 1024 / 1024).toFixed(1).replace(/\.0$/, '')} MB`
}

export function fileProblem(file: Pick<File, 'name' | 'size'>, rules: EvidenceRules): string | null {
  if (file.size === 0) return '文件是空的，请重新选择。'
  if (file.size > rules.mostBytes) {
    return `文件有 ${sizeText(file.size)}，最大 ${sizeText(rules.mostBytes)}，请压缩或改拍小一点的照片。`
  }
  const known = extensionsOf(rules.types)
  const extension = /\.([^.]+)$/.exec(file.name)?.[1]?.toLowerCase() ?? ''
  return known.length && !known.includes(extension) ? `只收 ${typeNames(rules.types)} 文件，请换一个。` : null
}
