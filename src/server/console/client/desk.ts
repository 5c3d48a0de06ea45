import type { Turn } from '../../../domain/call.ts'
import type { CallRecord } from '../../../domain/case.ts'
import type { FieldName } from '../../../domain/form.ts'
import type { Suggestion } from '../../../domain/suggestion.ts'
import type { Labels } from '../labels.ts'
import { ApiError, get } from './api.ts'
import { type CallDraft, dropDraft, readDraft, writeDraft } from './call-draft.ts'
import { createCallEndings, doneWith, type Left } from './call-endings.ts'
import { showStatus } from './call-status.ts'
import { type CallView, viewCall } from './call-view.ts'
import { chooseValue } from './choose-value.ts'
import { createComposer } from './composer.ts'
import { createDemoPlayer, type DemoCall } from './demo-player.ts'
import { byId, setText } from './dom.ts'
import { createFieldKeys } from './field-keys.ts'
import { fieldNames } from './field-names.ts'
import { createFields, markOf } from './fields.ts'
import { createFormEdits } from './form-edits.ts'
import { createFurtherAppeals } from './further-appeals.ts'
import { createInspector } from './inspector.ts'
import { keyName } from './key-name.ts'
import { nextQuestion } from './next-question.ts'
import { dismiss, notice } from './notices.ts'
import { createOutbox, type Operation } from './outbox.ts'
import { t } from './page.ts'
import { createSimilar } from './similar.ts'
import { createTranscript } from './transcript.ts'

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
  /** The call is confirmed, attached, discarded or gone. */
  onLeave: (left: Left) => void
}

export interface Desk {
  readonly id: string
  refresh(): Promise<void>
  key(event: KeyboardEvent): boolean
  leave(): void
  /** To the first field: where an agent begins to check. */
  focus(): void
}

/** One call at the desk: what is heard, what is filled in, and everything that its agent can do with it. */
export function openDesk(options: DeskOptions): Desk {
  const { id, labels, actor, begin, demoCalls, onLeave } = options
  const draft: CallDraft = readDraft(id)
  const path = `/api/calls/${id}`
  let record: CallRecord | null = null
  let view: CallView = viewCall(null, draft)
  let inspected: FieldName | null = null
  let dropped = false
  const life = new AbortController()
  const { signal } = life

  const keep = () => !dropped && writeDraft(id, draft)
  const transcript = createTranscript({
    list: byId('turns'),
    signal,
    onHover: (found) => fields.glow(found),
    onChoose: (field) => fields.focus(field),
  })
  const fields = createFields({
    root: byId('fields'),
    labels,
    signal,
    onCommit: (field, value) => edits.commit([[field, value]]),
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
    onChoose: (field, index) => edits.takeAlternative(field, index),
    onRelease: (field) => edits.release(field),
  })
  const similar = createSimilar({
    list: byId('similar'),
    id,
    labels,
    signal,
    onAttach: (caseId) => endings.attach(caseId),
  })
  const further = createFurtherAppeals({ root: byId('further'), id, labels, actor, signal })

  const render = () => {
    if (signal.aborted) return
    view = viewCall(record, draft)
    transcript.show(view)
    fields.show(view, draft.typed)
    inspect(view, inspected)
    showStatus(view, { undoable: draft.undo.length > 0 })
    void similar.show(view)
    further.show(view)
  }

  const outbox = createOutbox({
    load: () => draft.operations,
    save: keep,
    onAnswer(operation, answer) {
      const done = doneWith(operation, answer)
      if (done) finish(done)
      else take(answer as CallRecord)
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
  const edits = createFormEdits({
    path,
    draft,
    outbox,
    actor,
    view: () => view,
    order: fields.order,
    onChange: render,
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
      if (error instanceof ApiError && error.status === 404 && draft.operations.length === 0)
        finish({ message: error.message })
    }
  }

  const addTurns = (turns: readonly Turn[]) => {
    outbox.add({ kind: 'turns', method: 'POST', path: `${path}/turns`, body: { turns, actor: actor() } })
    render()
  }
  const composer = createComposer({
    draft,
    signal,
    keep,
    open: () => view.state === 'open',
    onSay: (turn) => addTurns([turn]),
  })
  const player = createDemoPlayer({
    draft,
    signal,
    keep,
    onSpeech: (turn) => transcript.speak(turn),
    onTurns: addTurns,
  })

  const endings = createCallEndings({
    path,
    outbox,
    actor,
    view: () => view,
    onMissing: (field) => fields.focus(field),
    onEnd: player.stop,
  })
  const choose = async (field: FieldName) => {
    const choice = await chooseValue(field, view, labels)
    if (choice !== undefined) edits.commit([[field, choice]])
  }
  const useQuestion = () => {
    const question = nextQuestion(view)
    if (question) composer.offer(question.text)
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

  const finish = (how: Left) => {
    const here = !signal.aborted
    leave()
    dropped = true
    dropDraft(id)
    if (here) onLeave(how)
    else notice('left', how.message)
  }
  const leave = () => {
    if (signal.aborted) return
    player.stop()
    transcript.speak(null)
    life.abort()
    byId('turns').replaceChildren()
    byId('similar').replaceChildren()
    byId('further').replaceChildren()
    dismiss('line')
    dismiss('confirm')
  }

  const onClick = (element: string, run: () => void) => byId(element).addEventListener('click', run, { signal })
  onClick('accept-sure', edits.acceptSure)
  onClick('undo', edits.undo)
  onClick('confirm', endings.confirm)
  onClick('use-question', useQuestion)
  onClick('discard', () => void endings.discard())

  const fieldKey = createFieldKeys({ fields, draft, takeAlternative: edits.takeAlternative, undo: edits.undo, step })
  const commands: Record<string, () => void> = {
    'alt+a': edits.acceptSure,
    'alt+u': edits.undo,
    'alt+q': useQuestion,
    'alt+n': toAttention,
    'alt+c': () => void choose('category'),
    'alt+m': () => endings.attach(similar.first()),
    'alt+s': further.openFirst,
    'alt+p': player.toggle,
    'alt+e': player.skip,
    'alt+t': composer.focus,
    'ctrl+enter': endings.confirm,
    'ctrl+i': composer.turnRole,
  }
  const key = (event: KeyboardEvent): boolean => {
    if (event.isComposing || event.defaultPrevented || document.querySelector('dialog[open]')) return false
    const name = keyName(event)
    const command = commands[name]
    if (command) {
      command()
      return true
    }
    const field = fields.focused()
    return field ? fieldKey({ field, name, target: event.target as HTMLElement }) : false
  }

  const start = async () => {
    if (begin)
      outbox.add({
        kind: 'open',
        method: 'POST',
        path: '/api/calls',
        body: { id, channel: begin.channel, callerId: begin.callerId, turns: begin.turns, actor: actor() },
      })
    else void refresh()
    render()
    if (options.demo) return player.play(options.demo, 0)
    if (!draft.demo) return
    const { id: demoId, next } = draft.demo
    const demo = (await demoCalls()).find((call) => call.id === demoId)
    if (demo && !signal.aborted) player.play(demo, next)
  }
  void start()
  return { id, refresh, key, leave, focus: () => step(1) }
}
