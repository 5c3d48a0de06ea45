/** A spreadsheet runs what begins like a formula; a leading apostrophe makes it text. */
const FORMULA = /^[=+\-@\t\r]/

/** One line of RFC 4180. Null is empty. */
export function csvLine(cells: readonly (string | number | boolean | null)[]): string {
  return `${cells.map(cell).join(',')}\r\n`
}

function cell(value: string | number | boolean | null): string {
  if (value === null) return ''
  const text = typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
