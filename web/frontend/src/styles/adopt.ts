/** Puts the style sheet into a shadow root in the ways that `style-src 'self'` allows. */
import css from './index.less?inline'
import cssUrl from './index.less?url'

let sheet: CSSStyleSheet | null = null

export function adoptStyles(root: ShadowRoot): void {
  // Safari before 16.4 has no constructable style sheets: it loads the same rules as a file.
  if (!('adoptedStyleSheets' in Document.prototype)) {
    if (root.querySelector('link')) return
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = cssUrl
    root.append(link)
    return
  }
  if (!sheet) {
    sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
  }
  root.adoptedStyleSheets = [sheet]
}
