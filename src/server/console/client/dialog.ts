/** Shows a dialog that Escape, a click beside it and `close` end; what had the focus gets it back. */
export function openDialog(dialog: HTMLDialogElement, close: HTMLElement): void {
  const before = document.activeElement
  close.addEventListener('click', () => dialog.close())
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close())
  dialog.addEventListener('close', () => {
    dialog.remove()
    if (before instanceof HTMLElement) before.focus()
  })
  document.body.append(dialog)
  dialog.showModal()
}
