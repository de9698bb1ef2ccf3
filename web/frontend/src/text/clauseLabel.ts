/**
 * A clause address in the words a person would use: `aks-2025#附件3/4` → 附件3第4项.
 *
 * An address keeps the printed numbers but not their brackets, so the words stay neutral between 3. and （3）.
 */

const HAN = '[零一二三四五六七八九十百]+'
const ARTICLE_NAMES = ['项', '目', '点']

/** The place inside the document; empty for an address without one. */
export function clauseLabel(address: string): string {
  const path = address.slice(address.indexOf('#') + 1)
  if (!address.includes('#') || !path) return ''
  let depth = 0
  let top = true
  return path.split('/').map((part, index, parts) => {
    if (part.startsWith('附件')) return part
    const paragraph = /^p(\d+)$/.exec(part)
    if (paragraph) return `第${paragraph[1]}段`
    if (part === '注') return '注'
    if (parts[index - 1] === '注') return part
    if (top && new RegExp(`^${HAN}$`).test(part)) {
      top = false
      return `第${part}部分`
    }
    top = false
    const name = ARTICLE_NAMES[Math.min(depth, ARTICLE_NAMES.length - 1)]
    depth += 1
    return new RegExp(`^${HAN}$`).test(part) ? `第（${part}）${name}` : `第${part}${name}`
  }).join('')
}

/** The label with its document in front, where the title is known; the bare address where nothing else is. */
export function citedAs(address: string, title: string | null): string {
  const place = clauseLabel(address)
  if (!title) return place || address
  return (/^《.*》$/.test(title) ? title : `《${title}》`) + place
}
