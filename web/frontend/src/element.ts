/**
 * `<xueshi-chat>`: a shadow root with the Vue application in it.
 *
 * Written by hand instead of with Vue's defineCustomElement, which puts its styles into <style> elements: those need
 * 'unsafe-inline' in a content security policy.
 *
 * Attributes, all optional and read when the element is connected:
 * - `api-base`: where the service is; by default the folder above the script's own.
 * - `timeout`: seconds to wait for an answer, 30 by default.
 * - `theme`: `light` or `dark`; by default the system's.
 * - `elder`: large type to begin with; the person's own choice is remembered over it.
 * - `host-token`: a token that the embedding page signed for who is on it, for filing claims without a phone code.
 */
import { createApp, type App } from 'vue'
import { serviceBase } from './api/base'
import ChatApp from './components/ChatApp.vue'
import type { Settings } from './composables/useChat'
import { adoptStyles } from './styles/adopt'

const DEFAULT_TIMEOUT_SECONDS = 30

/** In development the modules lie elsewhere than the built script: the service is behind Vite's own proxy. */
const SCRIPT: string = import.meta.env.DEV ? new URL('/static/', document.baseURI).href : import.meta.url

export class XueshiChat extends HTMLElement {
  private app: App | null = null

  connectedCallback(): void {
    if (this.app) return
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
    adoptStyles(root)
    const place = document.createElement('div')
    place.className = 'xs-mount'
    root.append(place)
    this.app = createApp(ChatApp, { settings: this.settings() })
    this.app.mount(place)
  }

  disconnectedCallback(): void {
    // An element that is only moved is connected again in the same task and keeps its state.
    queueMicrotask(() => {
      if (this.isConnected || !this.app) return
      this.app.unmount()
      this.app = null
      this.shadowRoot?.querySelector('.xs-mount')?.remove()
    })
  }

  private settings(): Settings {
    const seconds = Number(this.getAttribute('timeout'))
    const theme = this.getAttribute('theme')
    return {
      base: serviceBase(this.getAttribute('api-base'), SCRIPT, document.baseURI),
      timeoutMs: (seconds > 0 ? seconds : DEFAULT_TIMEOUT_SECONDS) * 1000,
      elder: this.hasAttribute('elder'),
      theme: theme === 'light' || theme === 'dark' ? theme : null,
      hostToken: this.getAttribute('host-token'),
    }
  }
}
