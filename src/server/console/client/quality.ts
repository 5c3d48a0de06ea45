import { t } from './page.ts'
import { startShell } from './shell.ts'

startShell({ defaultActor: t('actor.default') })
