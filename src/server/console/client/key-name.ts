/** `ctrl+enter`, `alt+1`, `j`. Digits, and letters with Alt, by their key, so that they work on every keyboard layout. */
export function keyName(event: KeyboardEvent): string {
  const digit = /^Digit(\d)$/.exec(event.code)
  const letter = event.altKey ? /^Key([A-Z])$/.exec(event.code) : null
  const key = digit?.[1] && !event.shiftKey ? digit[1] : (letter?.[1] ?? event.key).toLowerCase()
  return `${event.ctrlKey || event.metaKey ? 'ctrl+' : ''}${event.altKey ? 'alt+' : ''}${key}`
}
