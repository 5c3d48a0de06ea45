import { channels } from '../../domain/call.ts'
import type { FieldName } from '../../domain/form.ts'
import { CHOICE_TEXT, CHOICES, type ControlKind, type FieldLayout, LAYOUT, REQUIRED } from './field-layout.ts'
import { Page } from './layout.tsx'
import type { View } from './preferences.ts'
import type { Translate } from './texts.ts'

/** The agent's desk: a start screen, and the call with its transcript and form, filled by the client. */
export function DeskPage({ view }: { view: View }) {
  const { t } = view
  return (
    <Page view={view} section="desk" title={t('nav.desk')} script="agent">
      <h1 class="visually-hidden">{t('nav.desk')}</h1>
      <Start t={t} />
      <div id="desk" class="desk" hidden>
        <section class="talk" aria-labelledby="talk-title">
          <header class="pane-head">
            <h2 id="talk-title">{t('desk.transcript')}</h2>
            <span id="call-from" class="muted" />
            <div id="player" class="player" hidden>
              <button type="button" class="small" id="player-toggle">
                {t('desk.pause')}
              </button>
              <label class="visually-hidden" for="player-speed">
                {t('desk.speed')}
              </label>
              <select id="player-speed" class="small">
                <option value="1">1×</option>
                <option value="2">2×</option>
                <option value="4">4×</option>
              </select>
              <button type="button" class="small" id="player-skip">
                {t('desk.skip')}
              </button>
            </div>
          </header>
          <ol id="turns" class="turns" aria-label={t('desk.transcript')} data-empty={t('desk.noTurns')} tabindex={0} />
          <Similar t={t} />
          <form id="composer" class="composer">
            <label class="visually-hidden" for="composer-role">
              {t('desk.composeRole')}
            </label>
            <select id="composer-role" title={t('desk.composeRole')}>
              <option value="caller">{t('role.caller')}</option>
              <option value="agent">{t('role.agent')}</option>
            </select>
            <label class="visually-hidden" for="composer-text">
              {t('desk.compose')}
            </label>
            <input id="composer-text" autocomplete="off" placeholder={t('desk.composeHint')} />
            <button type="submit">{t('desk.add')}</button>
          </form>
        </section>
        <section class="intake" aria-labelledby="form-title">
          <header class="pane-head">
            <h2 id="form-title">{t('desk.form')}</h2>
            <span id="missing" class="pill" />
            <span id="deadline" class="muted" />
            <span id="save-state" class="save-state" />
          </header>
          <section class="ask" aria-label={t('desk.ask')}>
            <span class="ask-label" aria-hidden="true">
              {t('desk.ask')}
            </span>
            <p id="question" lang="zh-CN" />
            <button type="button" class="small" id="use-question" aria-keyshortcuts="Alt+Q">
              {t('desk.useQuestion')}
            </button>
          </section>
          <div id="fields" class="fields">
            {LAYOUT.map((layout) => (
              <FieldRow t={t} layout={layout} />
            ))}
          </div>
          <section id="inspector" class="inspector" aria-label={t('desk.evidence')} />
          <footer class="actions">
            <button type="button" class="quiet" id="discard">
              {t('desk.discard')}
            </button>
            <button type="button" class="quiet" id="undo" aria-keyshortcuts="Alt+U">
              {t('common.undo')}
              <kbd>Alt U</kbd>
            </button>
            <span class="spring" />
            <button type="button" id="accept-sure" aria-keyshortcuts="Alt+A">
              {t('desk.acceptSure')}
              <kbd>Alt A</kbd>
            </button>
            <button type="button" class="primary" id="confirm" aria-keyshortcuts="Control+Enter">
              {t('desk.confirm')}
              <kbd>Ctrl ↵</kbd>
            </button>
          </footer>
        </section>
      </div>
    </Page>
  )
}

function Similar({ t }: { t: Translate }) {
  return (
    <section class="similar" aria-labelledby="similar-title">
      <div id="further" hidden />
      <h3 id="similar-title">{t('desk.similar')}</h3>
      <ul id="similar" />
    </section>
  )
}

function Start({ t }: { t: Translate }) {
  return (
    <div id="start" class="start">
      <header class="start-head">
        <h2>{t('start.title')}</h2>
        <p class="muted">{t('start.lead')}</p>
      </header>
      <section class="card" aria-labelledby="waiting-title">
        <h3 id="waiting-title">{t('start.waiting')}</h3>
        <ul id="waiting" class="plain-list">
          <li class="muted">{t('common.loading')}</li>
        </ul>
      </section>
      <section class="card" aria-labelledby="demo-title">
        <h3 id="demo-title">{t('start.demo')}</h3>
        <p class="muted">{t('start.demoHelp')}</p>
        <ul id="demos" class="plain-list">
          <li class="muted">{t('common.loading')}</li>
        </ul>
      </section>
      <section class="card" aria-labelledby="new-title">
        <h3 id="new-title">{t('start.new')}</h3>
        <p class="muted">{t('start.newHelp')}</p>
        <form id="new-call" class="stack">
          <div class="pair">
            <label>
              <span>{t('start.callerId')}</span>
              <input
                id="new-caller"
                inputmode="tel"
                autocomplete="off"
                pattern="\d{3,15}"
                placeholder={t('start.callerIdHint')}
              />
            </label>
            <label>
              <span>{t('start.channel')}</span>
              <select id="new-channel">
                {channels.map((channel) => (
                  <option value={channel}>{t(`channel.${channel}`)}</option>
                ))}
              </select>
            </label>
          </div>
          <button type="submit" class="primary">
            {t('start.newStart')}
          </button>
        </form>
      </section>
      <section class="card" aria-labelledby="paste-title">
        <h3 id="paste-title">{t('start.paste')}</h3>
        <p class="muted">{t('start.pasteHelp')}</p>
        <form id="paste-call" class="stack">
          <label class="visually-hidden" for="paste-text">
            {t('start.pasteLabel')}
          </label>
          <textarea id="paste-text" rows={4} required />
          <button type="submit">{t('start.pasteStart')}</button>
        </form>
      </section>
    </div>
  )
}

function FieldRow({ t, layout }: { t: Translate; layout: FieldLayout }) {
  const { field, control, span } = layout
  const id = `field-${field}`
  const label = (
    <>
      {t(`field.${field}`)}
      {REQUIRED.has(field) && (
        <span class="required" aria-hidden="true">
          ＊
        </span>
      )}
    </>
  )
  return (
    <div
      class="field"
      data-span={span}
      data-field={field}
      data-control={control}
      data-level="none"
      data-required={REQUIRED.has(field) ? '' : undefined}
    >
      <div class="field-head">
        {control === 'choice' ? (
          <span class="field-label" id={`${id}-label`}>
            {label}
          </span>
        ) : (
          <label class="field-label" for={id} id={`${id}-label`}>
            {label}
          </label>
        )}
        <span class="mark" id={`${id}-mark`} />
      </div>
      <Control t={t} field={field} control={control} />
    </div>
  )
}

function Control({ t, field, control }: { t: Translate; field: FieldName; control: ControlKind }) {
  const id = `field-${field}`
  const described = {
    'aria-describedby': `${id}-mark`,
    'aria-required': REQUIRED.has(field) ? ('true' as const) : undefined,
  }
  if (control === 'area') return <textarea id={id} rows={3} maxlength={1000} {...described} />
  if (control === 'text')
    return (
      <input
        id={id}
        autocomplete="off"
        maxlength={200}
        inputmode={field === 'phone' ? 'tel' : undefined}
        {...described}
      />
    )
  if (control === 'picker')
    return (
      <button
        type="button"
        id={id}
        class="picker"
        aria-haspopup="dialog"
        aria-describedby={`${id}-mark`}
        aria-labelledby={`${id}-label ${id}`}
      >
        {t('desk.choose')}
      </button>
    )
  return (
    <div class="choice" role="radiogroup" id={id} aria-labelledby={`${id}-label`} aria-describedby={`${id}-mark`}>
      {(CHOICES[field] ?? []).map((value, index) => (
        // biome-ignore lint/a11y/useSemanticElements: arrows move without choosing here, which an input of type radio cannot
        <button type="button" role="radio" aria-checked="false" tabindex={index === 0 ? 0 : -1} data-value={value}>
          {t(`${CHOICE_TEXT[field] ?? field}.${value}` as Parameters<Translate>[0])}
        </button>
      ))}
    </div>
  )
}
