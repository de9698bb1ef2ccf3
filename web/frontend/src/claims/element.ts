/**
 * `<xueshi-claims>`: filing claims and following them; a shadow root as `<xueshi-chat>` has one.
 *
 * Attributes, all optional and read when the element is connected:
 * - `api-base`: where the service is; by default the folder above the script's own.
 * - `theme`: `light` or `dark`; by default the system's.
 * - `elder`: large type to begin with; the person's own choice is remembered over it.
 * - `host-token`: a token that the embedding page signed for who is on it: logs in without a phone code.
 * - `view`: `mine` begins with the list of own claims.
 * - `embedded`: it lies in a sheet; it asks to be closed by the event `xueshi-close`.
 *
 * `prefill(facts)` and `mine()` show a card's facts and the list of own claims. A submitted claim is told by the event
 * `xueshi-filed`, its number in `detail`.
 */
import { createApp, type App, type ComponentPublicInstance } from 'vue'
import { serviceBase } from '../api/base'
import { adoptTo } from '../styles/adoptTo'
import ClaimsApp from './ClaimsApp.vue'
import type { ClaimsSettings } from './state/useClaims'
import css from './styles/index.less?inline'
import cssUrl from './styles/index.less?url'

const SCRIPT: string = import.meta.env.DEV ? new URL('/static/', document.baseURI).href : import.meta.url

type Root = ComponentPublicInstance & { prefilled(facts: unknown): Promise<void>; mine(): void }

export class XueshiClaims extends HTMLElement {
  private app: App | null = null
  private root: Root | null = null
  private facts: unknown = null

  connectedCallback(): void {
    if (this.app) return
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
    adoptTo(root, css, cssUrl)
    const place = document.createElement('div')
    place.className = 'xs-mount'
    root.append(place)
    this.app = createApp(ClaimsApp, { settings: this.settings() })
    this.root = this.app.mount(place) as Root
  }

  disconnectedCallback(): void {
    // An element that is only moved is connected again in the same task and keeps its state.
    queueMicrotask(() => {
      if (this.isConnected || !this.app) return
      this.app.unmount()
      this.app = this.root = null
      this.shadowRoot?.querySelector('.xs-mount')?.remove()
    })
  }

  /** Begins a claim with these facts; nothing personal is taken from them. */
  prefill(facts: unknown): void {
    this.facts = facts
    void this.root?.prefilled(facts)
  }

  /** Shows the list of own claims. */
  mine(): void {
    if (this.root) this.root.mine()
    else this.setAttribute('view', 'mine')
  }

  private settings(): ClaimsSettings {
    const theme = this.getAttribute('theme')
    return {
      base: serviceBase(this.getAttribute('api-base'), SCRIPT, document.baseURI),
      elder: this.hasAttribute('elder'),
      theme: theme === 'light' || theme === 'dark' ? theme : null,
      hostToken: this.getAttribute('host-token'),
      embedded: this.hasAttribute('embedded'),
      prefill: this.facts ?? (this.hasAttribute('embedded') ? null : takeHash('facts', readFacts)),
      view: this.getAttribute('view') === 'mine' ? 'mine' : 'start',
      link: this.hasAttribute('embedded') ? null : takeHash('link', (text) => text),
      close: () => this.dispatchEvent(new CustomEvent('xueshi-close')),
      filed: (number) => this.dispatchEvent(new CustomEvent('xueshi-filed', { detail: number })),
    }
  }
}

/** What stands behind the # of the address (the token of a one-time link, the facts of a card), taken out of it. */
function takeHash<T>(name: string, read: (text: string) => T): T | null {
  const text = new URLSearchParams(location.hash.slice(1)).get(name)
  if (!text) return null
  history.replaceState(null, '', location.pathname + location.search)
  return read(text)
}

function readFacts(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
