/** Writes the licences of what the bundle contains beside it: they have to travel with their code. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const VUE = ['vue', '@vue/reactivity', '@vue/runtime-core', '@vue/runtime-dom', '@vue/shared']
const ELEMENT_PLUS = [
  'element-plus', '@element-plus/icons-vue', '@floating-ui/dom', '@popperjs/core', '@ctrl/tinycolor', '@vueuse/core',
  'async-validator', 'dayjs', 'lodash-es', 'memoize-one', 'normalize-wheel-es',
]

function licenceOf(name: string): string {
  const folder = join(import.meta.dirname, 'node_modules', name)
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
  if (!file) throw new Error(`${name} has no licence file`)
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  return `${name} ${version}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`
}

export function licenses(fileName: string, bundle: string): Plugin {
  const bundled = [...VUE, ...(bundle === 'console' ? ELEMENT_PLUS : ['weui'])]
  return {
    name: 'licenses',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName, source: bundled.map(licenceOf).join('\n' + '-'.repeat(72) + '\n\n') })
    },
  }
}
