import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

import { licenses } from './licenses'

/** Where the Python server mounts the build output. */
const MOUNT = '/static/'

/** Bundles, each whole by itself: `vite build` makes the chat, `--mode claims` the claims pages, `--mode console` the staff's. */
const PAGES = { chat: 'index.html', claims: 'claims.html', console: 'console.html' }

export default defineConfig(({ mode }) => {
  const bundle = mode === 'claims' || mode === 'console' ? mode : 'chat'
  return {
    base: MOUNT,
    plugins: [vue(), licenses(`xueshi-${bundle}.licenses.txt`, bundle)],
    define: {
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    build: {
      outDir: '../static',
      // Other pages build into the same folder; every name below is fixed, so nothing stale is left behind.
      emptyOutDir: false,
      // The oldest engines still seen inside WeChat: XWeb on Android and iOS 14.
      target: ['es2020', 'chrome86', 'safari14'],
      assetsInlineLimit: 0,
      modulePreload: false,
      reportCompressedSize: true,
      rollupOptions: {
        input: PAGES[bundle],
        output: {
          entryFileNames: `xueshi-${bundle}.js`,
          assetFileNames: `xueshi-${bundle}[extname]`,
          inlineDynamicImports: true,
        },
      },
    },
    experimental: {
      // The script may be embedded from another site or path: what it loads lies beside itself, not at /static/.
      renderBuiltUrl(filename, { hostType }) {
        return hostType === 'js' ? { relative: true } : MOUNT + filename
      },
    },
    server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
    test: { include: ['tests/**/*.test.ts'], environment: 'node' },
  }
})
