/** Puts a style sheet into a shadow root in the ways that `style-src 'self'` allows. */

const sheets = new Map<string, CSSStyleSheet>()

/** `css`: the rules. `url`: the same rules as a file. */
export function adoptTo(root: ShadowRoot, css: string, url: string): void {
  // Safari before 16.4 has no constructable style sheets: it loads the same rules as a file.
  if (!('adoptedStyleSheets' in Document.prototype)) {
    if (root.querySelector('link')) return
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = url
    root.append(link)
    return
  }
  let sheet = sheets.get(css)
  if (!sheet) {
    sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    sheets.set(css, sheet)
  }
  root.adoptedStyleSheets = [sheet]
}
