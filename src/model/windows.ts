/**
 * A long text cut into windows of at most `size` characters, each starting `overlap` characters before the last one
 * ended, so that nothing is lost and no phrase is only seen cut in two.
 */
export function windowsOf(text: string, { size, overlap }: { size: number; overlap: number }): string[] {
  if (text.length <= size) return [text]
  const windows: string[] = []
  for (let start = 0; ; start += size - overlap) {
    windows.push(text.slice(start, start + size))
    if (start + size >= text.length) return windows
  }
}
