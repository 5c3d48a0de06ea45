import { setText } from './dom.ts'
import { format } from './page.ts'

const TICK_MS = 30_000

/** Lets the time that is left run on. */
export function runDeadlines(): void {
  setInterval(() => {
    const now = new Date()
    for (const element of document.querySelectorAll<HTMLElement>('[data-deadline]')) {
      const deadline = element.dataset.deadline ?? ''
      setText(element, format.remaining(deadline, now))
      element.toggleAttribute('data-late', Date.parse(deadline) < now.getTime())
    }
  }, TICK_MS)
}
