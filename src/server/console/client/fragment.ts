/** A piece of a page as our own server renders and escapes it; null when nothing came. */
export async function fragment(path: string): Promise<DocumentFragment | null> {
  const response = await fetch(path).catch(() => null)
  if (!response || (!response.ok && response.status !== 404)) return null
  const template = document.createElement('template')
  template.innerHTML = await response.text()
  return template.content
}
