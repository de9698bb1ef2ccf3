import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

import { licenses } from './licenses'

/** Where the Python server mounts the build output. */
const MOUNT = '/static/'

export default defineConfig({
  base: MOUNT,
  plugins: [vue(), licenses('xueshi-chat.licenses.txt')],
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
      output: {
        entryFileNames: 'xueshi-chat.js',
        assetFileNames: 'xueshi-chat[extname]',
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
})
