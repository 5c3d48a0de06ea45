import { byId } from './dom.ts'
import { t } from './page.ts'
import { startShell } from './shell.ts'

startShell({ defaultActor: t('actor.default') })
byId<HTMLFormElement>('scope').addEventListener('change', (event) =>
  (event.currentTarget as HTMLFormElement).requestSubmit(),
)
