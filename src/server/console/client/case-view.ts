import { byId } from './dom.ts'
import { fragment } from './fragment.ts'

export type Action = 'accept' | 'change' | 'whistle' | 'escalate' | 'attach' | 'return'

const pane = () => byId('case')

/** The case that is shown; null while there is none. */
export const casePanel = (): HTMLElement | null => pane().querySelector<HTMLElement>('article')
export const actionButton = (action: Action): HTMLButtonElement | null =>
  pane().querySelector<HTMLButtonElement>(`[data-action=${action}]`)
export const runnerUpButtons = (): HTMLElement[] => [...pane().querySelectorAll<HTMLElement>('[data-runner-up]')]

/** Draws a case anew; the same case keeps its place. `wanted` says whether it is still asked for when it comes. */
export async function drawCase(id: string, wanted: () => boolean): Promise<void> {
  const fresh = await fragment(`/console/dispatch/case/${encodeURIComponent(id)}`)
  if (!fresh || !wanted()) return
  const same = casePanel()?.dataset.case === id
  const top = pane().querySelector('.scroll')?.scrollTop ?? 0
  pane().replaceChildren(fresh)
  const body = pane().querySelector('.scroll')
  if (body && same) body.scrollTop = top
}
