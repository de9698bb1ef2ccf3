/** The console of the staff, the page at `/console`: reviewing, figures, people, accounts. */
import { createApp } from 'vue'
import { createTransport } from '../claims/api/transport'
import './styles/element'
import './styles/console.less'
import { createConsoleClient } from './api/client'
import ConsoleApp from './ConsoleApp.vue'
import { CONSOLE, useConsoleState } from './state/useConsole'

const client = createConsoleClient(createTransport({ base: new URL('/', document.baseURI).href }))
createApp(ConsoleApp).provide(CONSOLE, useConsoleState(client)).mount('#console')
