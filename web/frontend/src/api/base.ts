/** Where the service is, seen from the script that was loaded from it. */

/**
 * The address that `api/…` is resolved against, ending in a slash.
 *
 * `attribute` is the element's `api-base`, `script` the script's own address (…/static/xueshi-chat.js), `page` the
 * document's. Without the attribute it is the folder above the script's, so that a service behind a path prefix, or
 * on another site than the page, is found without being told.
 */
export function serviceBase(attribute: string | null, script: string, page: string): string {
  if (attribute) return new URL(attribute.endsWith('/') ? attribute : attribute + '/', page).href
  return new URL('..', script).href
}
