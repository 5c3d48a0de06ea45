import { StringDecoder } from 'node:string_decoder'

export interface Line {
  number: number
  text: string
  /** The line was longer than allowed; `text` is then empty. */
  tooLong: boolean
}

/** Lines of a byte stream, one at a time; a line over `maxBytes` is skipped without being kept in memory. */
export async function* readLines(input: AsyncIterable<Buffer | string>, maxBytes: number): AsyncGenerator<Line> {
  const decoder = new StringDecoder('utf8')
  let parts: string[] = []
  let length = 0
  let number = 1
  const take = (part: string) => {
    length += part.length
    if (length <= maxBytes) parts.push(part)
    else parts = []
  }
  const line = (): Line => {
    const made = { number, text: parts.join('').replace(/\r$/, ''), tooLong: length > maxBytes }
    parts = []
    length = 0
    number += 1
    return made
  }
  for await (const chunk of input) {
    const pieces = (typeof chunk === 'string' ? chunk : decoder.write(chunk)).split('\n')
    for (const [index, piece] of pieces.entries()) {
      take(piece)
      if (index < pieces.length - 1) yield line()
    }
  }
  take(decoder.end())
  if (length > 0) yield line()
}
