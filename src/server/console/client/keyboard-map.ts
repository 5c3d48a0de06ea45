import { openDialog } from './dialog.ts'
import { h } from './dom.ts'
import { t } from './page.ts'
import { setSingleKeys, singleKeys } from './preferences.ts'

/** Every key and what it does, by group; and the switch for single keys. */
export function keyboardMap(groups: readonly (readonly [string, readonly (readonly [string, string])[]])[]): void {
  const single = h('input', { type: 'checkbox', id: 'single-keys' })
  single.checked = singleKeys()
  single.addEventListener('change', () => setSingleKeys(single.checked))
  const close = h('button', { type: 'button', class: 'quiet small' }, t('common.close'))
  const tables = groups
    .filter(([, rows]) => rows.length > 0)
    .map(([title, rows]) =>
      h(
        'section',
        {},
        h('h3', {}, title),
        h(
          'dl',
          { class: 'keys' },
          ...rows.flatMap(([keys, meaning]) => [
            h('dt', {}, ...keys.split(' / ').flatMap((one, index) => [index > 0 ? ' / ' : null, h('kbd', {}, one)])),
            h('dd', {}, meaning),
          ]),
        ),
      ),
    )
  const dialog = h(
    'dialog',
    { class: 'keys-dialog', 'aria-labelledby': 'keys-title' },
    h(
      'header',
      { class: 'pane-head' },
      h('h2', { id: 'keys-title' }, t('keys.title')),
      h('span', { class: 'spring' }),
      close,
    ),
    h('div', { class: 'keys-body' }, ...tables),
    h('label', { class: 'check', for: 'single-keys' }, single, h('span', {}, t('keys.single'))),
  )
  openDialog(dialog, close)
}
