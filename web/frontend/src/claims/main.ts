/** The second entry: registers `<xueshi-claims>`. Loading the script twice is harmless. */
import { XueshiClaims } from './element'

if (!customElements.get('xueshi-claims')) customElements.define('xueshi-claims', XueshiClaims)
