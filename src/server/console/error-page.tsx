import { Page } from './layout.tsx'
import type { View } from './preferences.ts'

export function ErrorPage({ view, message }: { view: View; message: string }) {
  const { t } = view
  return (
    <Page view={view} section={null} title={t('error.title')} script="cases">
      <div class="empty tall">
        <h1>{t('error.title')}</h1>
        <p class="muted">{message}</p>
        <p>
          <a href="/">{t('error.home')}</a>
        </p>
      </div>
    </Page>
  )
}
