/** The one entry: registers the element. Loading the script twice is harmless. */
import { XueshiChat } from './element'

if (!customElements.get('xueshi-chat')) customElements.define('xueshi-chat', XueshiChat)
