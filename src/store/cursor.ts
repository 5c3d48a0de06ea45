import { JiesuError } from '../domain/errors.ts'

/** A page ends after the row with this sort key and id; opaque to clients. */
export interface Cursor {
  key: string
  id: string
}

export const encodeCursor = ({ key, id }: Cursor): string => btoa(encodeURIComponent(JSON.stringify([key, id])))

export function decodeCursor(text: string): Cursor {
  try {
    const [key, id] = JSON.parse(decodeURIComponent(atob(text)))
    if (typeof key === 'string' && typeof id === 'string') return { key, id }
  } catch {
    // Falls through to the one error below.
  }
  throw new JiesuError('invalid_input', '翻页标记无效，请从第一页重新查询', {
    faults: [{ path: 'cursor', message: '请原样传回上一页的 next' }],
  })
}
