/**
 * The JSON object in what a model wrote: models think aloud first (`<think>`), fence it, or talk around it.
 * Undefined when there is none.
 */
export function readLlmJson(text: string): unknown {
  const spoken = text.replace(/^[\s\S]*<\/think>/i, '')
  const fenced = /```(?:json)?\s*([\s\S]*?)```/i.exec(spoken)?.[1]
  for (const candidate of [spoken, fenced, outermostObject(spoken)]) {
    const value = candidate === undefined ? undefined : parsed(candidate)
    if (value !== null && typeof value === 'object') return value
  }
  return undefined
}

function outermostObject(text: string): string | undefined {
  const start = text.indexOf('{')
  const end = text.lastIndexOf('}')
  return start >= 0 && end > start ? text.slice(start, end + 1) : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.trim())
  } catch {
    return undefined
  }
}
