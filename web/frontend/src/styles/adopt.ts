/** The chat's style sheet into its shadow root. */
import { adoptTo } from './adoptTo'
import css from './index.less?inline'
import cssUrl from './index.less?url'

export const adoptStyles = (root: ShadowRoot): void => adoptTo(root, css, cssUrl)
