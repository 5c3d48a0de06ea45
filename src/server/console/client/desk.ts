import type { Channel, Turn } from '../../../domain/call.ts'
import type { CallRecord, CaseRecord } from '../../../domain/case.ts'
import type { FieldName } from '../../../domain/form.ts'
import type { Suggestion } from '../../../domain/suggestion.ts'
import type { Labels } from '../labels.ts'
import { ApiError, get } from './api.ts'
import { type CallDraft, dropDraft, readDraft, type Step, writeDraft } from './call-draft.ts'
import { showStatus } from './call-status.ts'
import { type CallView, viewCall } from './call-view.ts'
import { byId, setText } from './dom.ts'
import { createFieldKeys } from './field-keys.ts'
import { fieldNames } from './field-names.ts'
import { createFields, type FieldValue, markOf } from './fields.ts'
import { createInspector } from './inspector.ts'
import { categoryTree, searchCategories, searchStreets, searchUnits, streetsOf } from './lookup.ts'
import { missing, nextQuestion } from './next-question.ts'
import { dismiss, notice } from './notices.ts'
import { createOutbox, type Operation } from './outbox.ts'
import { format, shown, t } from './page.ts'
import { type Option, pick } from './picker.ts'
import { createPlayer, type Player } from './player.ts'
import { ask } from './shell.ts'
import { showSimilar } from './similar.ts'
import { createTranscript } from './transcript.ts'

export interface DemoCall {
  id: string
  channel: Channel
  callerId: string | null
  turns: Turn[]
}

export interface NewCall {
  channel: string
  callerId: string | null
  turns: readonly Turn[]
}

export interface DeskOptions {
  id: string
  labels: Labels
  actor: () => string
  /** A call to begin; without it the call is already on the server or in this browser. */
  begin?: NewCall
  demo?: DemoCall
  demoCalls: () => Promise<DemoCall[]>
  /** The call is confirmed, discarded or left. */
  onLeave: (message: string | null) => void
}

export interface Desk {
  readonly id: string
  refresh(): Promise<void>
  key(event: KeyboardEvent): boolean
  leave(): void
  /** To the first field: where an agent begins to check. */
  focus(): void
}

const UNDO_DEPTH = 100

/** One call at the desk: what is heard, what is filled in, and everything that its agent can do with it. */
export function openDesk(options: DeskOptions): Desk {
  const { id, labels, actor, begin, demoCalls, onLeave } = options
  const draft: CallDraft = readDraft(id)
  const path = `/api/calls/${id}`
  let record: CallRecord | null = null
  let view: CallView = viewCall(null, draft)
  let inspected: FieldName | null = null
  let player: Player | null = null
  let left = false
  let dropped = false
  const life = new AbortController()

  const keep = () => !dropped && writeDraft(id, draft)
  const transcript = createTranscript({
    list: byId('turns'),
    signal: life.signal,
    onHover: (found) => fields.glow(found),
    onChoose: (field) => fields.focus(field),
  })
  const fields = createFields({
    root: byId('fields'),
    labels,
    signal: life.signal,
    onCommit: (field, value) => commit([[field, value]]),
    onTyped(field, typed) {
      if (typed === null) delete draft.typed[field]
      else draft.typed[field] = typed
      keep()
    },
    onFocus(field) {
      if (field) inspected = field
      transcript.highlight(field)
      inspect(view, inspected)
    },
    onHover: (field) => {
      transcript.highlight(field ?? fields.focused())
      inspect(view, field ?? inspected)
    },
    onPick: (field) => void choose(field),
  })
  const inspect = createInspector({
    root: byId('inspector'),
    labels,
    onChoose: (field, index) => takeAlternative(field, index),
    onRelease: (field) => release(field),
  })

  const render = () => {
    if (left) return
    view = viewCall(record, draft)
    transcript.show(view)
    fields.show(view, draft.typed)
    inspect(view, inspected)
    showStatus(view, { undoable: draft.undo.length > 0 })
    if (view.form) void showSimilar({ list: byId('similar'), id, form: view.form, labels, alive: () => !left })
  }

  const outbox = createOutbox({
    load: () => draft.operations,
    save: keep,
    onAnswer(operation, answer) {
      if (operation.kind === 'confirm') return finish(t('desk.confirmed', { id: (answer as CaseRecord).id }))
      if (operation.kind === 'discard') return finish(t('desk.discarded'))
      take(answer as CallRecord)
    },
    onRefused: (operation, error) => void refused(operation, error),
    onState(state, waiting) {
      setText(
        byId('save-state'),
        state === 'sending' ? t('status.saving') : state === 'idle' && record ? t('status.saved') : '',
      )
      if (state === 'waiting')
        notice('line', t('status.offline', { count: waiting }), {
          sticky: true,
          tone: 'warn',
          action: { label: t('common.retry'), run: () => outbox.retry() },
        })
      else if (state === 'idle' && document.querySelector('[data-notice=line]')) notice('line', t('status.back'))
    },
  })

  const take = (next: CallRecord) => {
    if (!record || next.version >= record.version) record = next
    for (const field of fieldNames) {
      const suggestion = record.form[field]
      if (suggestion && suggestion.source !== 'agent')
        draft.suggested[field] = suggestion as Suggestion<string | boolean>
    }
    keep()
    if (record.state !== 'open' && draft.operations.length === 0) dropDraft(id)
    render()
  }
  const refused = async (operation: Operation, error: ApiError) => {
    if (operation.kind === 'edit') {
      const [field] = Object.keys((operation.body.edits ?? {}) as object) as FieldName[]
      draft.undo.pop()
      notice('refused', t('status.failed', { reason: `${field ? t(`field.${field}`) : ''} ${error.message}` }), {
        tone: 'warn',
        milliseconds: 9000,
      })
      if (field) fields.focus(field)
    } else if (operation.kind === 'open' && error.code === 'conflict') await refresh()
    else notice('refused', t('status.failed', { reason: error.message }), { tone: 'warn', milliseconds: 9000 })
    render()
  }
  const refresh = async () => {
    try {
      take(await get<CallRecord>(path))
    } catch (error) {
      if (error instanceof ApiError && error.status === 404 && draft.operations.length === 0) finish(error.message)
    }
  }

  const patch = (edits: [FieldName, FieldValue][], released: FieldName[] = []) => {
    outbox.add({
      kind: 'edit',
      method: 'PATCH',
      path: `${path}/form`,
      body: { edits: Object.fromEntries(edits), release: released, actor: actor() },
    })
    render()
  }
  const remember = (changed: readonly FieldName[]) => {
    const step: Step = {
      fields: changed.map((field) => ({ field, edited: field in view.edits, value: view.edits[field] ?? null })),
    }
    draft.undo = [...draft.undo, step].slice(-UNDO_DEPTH)
  }
  const commit = (changes: [FieldName, FieldValue][]) => {
    const real = changes.filter(([field, value]) => !(field in view.edits) || view.edits[field] !== value)
    if (real.length === 0 || view.state !== 'open') return render()
    const all = withPlaces(real, view)
    remember(all.map(([field]) => field))
    for (const [field] of all) delete draft.typed[field]
    patch(all)
  }
  const release = (field: FieldName) => {
    remember([field])
    patch([], [field])
  }
  const undo = () => {
    const step = draft.undo.pop()
    if (!step) return notice('undo', t('desk.undoneNone'))
    const edited = step.fields.filter((item) => item.edited)
    patch(
      edited.map(({ field, value }) => [field, value]),
      step.fields.filter((item) => !item.edited).map(({ field }) => field),
    )
    notice('undo', t('desk.undone', { field: step.fields.map(({ field }) => t(`field.${field}`)).join('、') }))
  }
  const takeAlternative = (field: FieldName, index: number) => {
    const alternative = view.suggestion(field)?.alternatives[index]
    if (alternative) commit([[field, alternative.value]])
  }
  const acceptSure = () => {
    const sure = fields.order.filter(
      (field) => ['auto', 'suggest'].includes(markOf(view, field)) && draft.typed[field] === undefined,
    )
    commit(sure.map((field) => [field, view.suggestion(field)?.value ?? null]))
    notice('accepted', sure.length > 0 ? t('desk.accepted', { count: sure.length }) : t('desk.acceptedNone'))
  }
  const addTurns = (turns: readonly Turn[]) => {
    outbox.add({ kind: 'turns', method: 'POST', path: `${path}/turns`, body: { turns, actor: actor() } })
    render()
  }
  const confirm = () => {
    if (view.state !== 'open') return
    const focused = document.activeElement
    if (focused instanceof HTMLElement) focused.blur()
    const open = missing(view)
    const first = open[0]
    if (first) {
      notice('confirm', t('desk.fillFirst', { fields: open.map((field) => t(`field.${field}`)).join('、') }), {
        tone: 'warn',
      })
      return fields.focus(first)
    }
    // What is still only a guess was never filled in, so it is confirmed as empty.
    const guesses = fieldNames.filter((field) => markOf(view, field) === 'review')
    outbox.add({
      kind: 'confirm',
      method: 'POST',
      path: `${path}/confirm`,
      body: { edits: Object.fromEntries(guesses.map((field) => [field, null])), actor: actor() },
    })
    byId<HTMLButtonElement>('confirm').disabled = true
    if (!navigator.onLine) notice('confirm', t('desk.confirmQueued'), { sticky: true, tone: 'warn' })
  }
  const discard = async (reason: string | null) => {
    outbox.add({ kind: 'discard', method: 'POST', path: `${path}/discard`, body: { reason, actor: actor() } })
  }

  const choose = async (field: FieldName) => {
    const suggestion = view.suggestion(field)
    const offered = suggestion
      ? [{ value: suggestion.value, confidence: suggestion.confidence }, ...suggestion.alternatives]
      : []
    const reason = view.form?.reasons.find((item) => item.field === field)?.text
    const suggested: Option[] = offered.map(({ value, confidence }, index) => ({
      value: String(value),
      label: shown(field, value, labels),
      detail: [
        suggestion?.source === 'agent' ? t('level.agent') : format.percent(confidence, 0),
        index === 0 ? reason : '',
        field === 'category' ? shown('category', String(value).slice(0, 4), labels) : '',
      ]
        .filter(Boolean)
        .join(' · '),
    }))
    const district = (view.suggestion('district')?.value ?? null) as string | null
    const common = { current: suggestion ? String(suggestion.value) : null, clearable: true }
    const choice =
      field === 'category'
        ? await pick({
            ...common,
            title: t('pick.category'),
            suggested,
            search: (query) => searchCategories(query, labels),
            tree: categoryTree(labels),
          })
        : field === 'street'
          ? await pick({
              ...common,
              title: t('pick.street'),
              suggested: [
                ...suggested,
                ...streetsOf(district, labels).filter(
                  ({ value }) => !suggested.some((option) => option.value === value),
                ),
              ],
              search: (query) => searchStreets(query, labels, district),
            })
          : await pick({ ...common, title: t('pick.unit'), suggested, search: (query) => searchUnits(query, labels) })
    if (choice !== undefined) commit([[field, choice]])
  }

  const play = (demo: DemoCall, next: number) => {
    draft.demo = { id: demo.id, next, playing: true }
    byId('player').hidden = false
    setText(byId('player-toggle'), t('desk.pause'))
    player = createPlayer({
      turns: demo.turns,
      next,
      onSpeech: (turn) => transcript.speak(turn),
      onTurns(turns, at) {
        if (draft.demo) draft.demo.next = at
        addTurns(turns)
      },
      onEnd() {
        draft.demo = null
        byId('player').hidden = true
        keep()
      },
    })
    player.speed(Number(byId<HTMLSelectElement>('player-speed').value))
  }
  const togglePlayer = () => player && setText(byId('player-toggle'), t(player.toggle() ? 'desk.pause' : 'desk.play'))
  const useQuestion = () => {
    const question = nextQuestion(view)
    if (!question) return
    byId<HTMLSelectElement>('composer-role').value = 'agent'
    byId<HTMLInputElement>('composer-text').value = question.text
    byId('composer-text').focus()
    keepComposer()
  }
  const keepComposer = () => {
    draft.composer = {
      role: byId<HTMLSelectElement>('composer-role').value as Turn['role'],
      text: byId<HTMLInputElement>('composer-text').value,
    }
    keep()
  }
  const turnRole = () => {
    const role = byId<HTMLSelectElement>('composer-role')
    role.value = role.value === 'agent' ? 'caller' : 'agent'
    keepComposer()
  }
  const toAttention = () => {
    const from = fields.focused()
    const start = from ? fields.order.indexOf(from) + 1 : 0
    const round = [...fields.order.slice(start), ...fields.order.slice(0, start)]
    const next = round.find((field) => ['review', 'none'].includes(markOf(view, field)))
    if (next) fields.focus(next)
  }
  const step = (by: 1 | -1) => {
    const from = fields.focused()
    const next = from ? fields.neighbour(from, by) : fields.order[0]
    if (next) fields.focus(next)
  }

  const finish = (message: string) => {
    const here = !left
    leave()
    dropped = true
    dropDraft(id)
    if (here) onLeave(message)
    else notice('left', message)
  }
  const leave = () => {
    if (left) return
    left = true
    player?.stop()
    life.abort()
    transcript.speak(null)
    byId('player').hidden = true
    byId('turns').replaceChildren()
    byId('similar').replaceChildren()
    dismiss('line')
    dismiss('confirm')
  }

  const on = (element: string, kind: string, run: (event: Event) => void) =>
    byId(element).addEventListener(kind, run, { signal: life.signal })
  on('composer', 'submit', (event) => {
    event.preventDefault()
    const text = byId<HTMLInputElement>('composer-text').value.trim()
    if (!text || view.state !== 'open') return
    byId<HTMLInputElement>('composer-text').value = ''
    const { role } = draft.composer
    draft.composer.text = ''
    addTurns([{ role, text }])
  })
  on('composer', 'input', keepComposer)
  on('accept-sure', 'click', acceptSure)
  on('undo', 'click', undo)
  on('confirm', 'click', confirm)
  on('use-question', 'click', useQuestion)
  on('player-toggle', 'click', togglePlayer)
  on('player-skip', 'click', () => player?.skip())
  on('player-speed', 'change', (event) => player?.speed(Number((event.target as HTMLSelectElement).value)))
  on('discard', 'click', async () => {
    const reason = await ask({
      title: t('desk.discardTitle'),
      help: t('desk.discardHelp'),
      label: t('desk.discardReason'),
      action: t('desk.discard'),
    })
    if (reason !== null) void discard(reason.trim() || null)
  })

  const fieldKey = createFieldKeys({ fields, draft, takeAlternative, undo, step })
  const commands: Record<string, () => void> = {
    'alt+a': acceptSure,
    'alt+u': undo,
    'alt+q': useQuestion,
    'alt+n': toAttention,
    'alt+c': () => void choose('category'),
    'alt+p': () => togglePlayer(),
    'alt+e': () => player?.skip(),
    'alt+t': () => byId('composer-text').focus(),
    'ctrl+enter': confirm,
    'ctrl+i': turnRole,
  }
  const key = (event: KeyboardEvent): boolean => {
    if (event.isComposing || event.defaultPrevented || document.querySelector('dialog[open]')) return false
    const name = `${event.ctrlKey || event.metaKey ? 'ctrl+' : ''}${event.altKey ? 'alt+' : ''}${keyName(event)}`
    const command = commands[name]
    if (command) {
      command()
      return true
    }
    const field = fields.focused()
    return field ? fieldKey({ field, name, target: event.target as HTMLElement }) : false
  }
  if (begin)
    outbox.add({
      kind: 'open',
      method: 'POST',
      path: '/api/calls',
      body: { id, channel: begin.channel, callerId: begin.callerId, turns: begin.turns, actor: actor() },
    })
  byId<HTMLSelectElement>('composer-role').value = draft.composer.role
  byId<HTMLInputElement>('composer-text').value = draft.composer.text
  render()
  if (options.demo) play(options.demo, 0)
  else if (draft.demo) {
    const { id: demoId, next } = draft.demo
    void demoCalls().then((calls) => {
      const demo = calls.find((call) => call.id === demoId)
      if (demo && !left) play(demo, next)
    })
  }
  if (!begin) void refresh()
  return { id, refresh, key, leave, focus: () => step(1) }
}

/** Digits by their key, so that they work with Alt on every keyboard layout. */
function keyName(event: KeyboardEvent): string {
  const digit = /^Digit(\d)$/.exec(event.code)
  const letter = event.altKey ? /^Key([A-Z])$/.exec(event.code) : null
  return digit?.[1] && !event.shiftKey ? digit[1] : (letter?.[1] ?? event.key).toLowerCase()
}

/** A street belongs to one district: choosing it sets the district, and another district drops the street. */
function withPlaces(changes: [FieldName, FieldValue][], view: CallView): [FieldName, FieldValue][] {
  const given = new Map(changes)
  const street = given.get('street')
  if (typeof street === 'string' && !given.has('district') && view.suggestion('district')?.value !== street.slice(0, 6))
    return [...changes, ['district', street.slice(0, 6)]]
  const district = given.get('district')
  const known = view.suggestion('street')?.value
  if (given.has('district') && !given.has('street') && typeof known === 'string' && !known.startsWith(String(district)))
    return [...changes, ['street', null]]
  return changes
}
