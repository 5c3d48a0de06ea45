import { JiesuError } from '../domain/errors.ts'

/** One file of prompts/: front matter with id, version and output schema, then what the model is told and asked. */
export interface Prompt {
  id: string
  version: number
  /** JSON Schema of the answer. */
  schema: Record<string, unknown>
  system: string
  user: string
}

export const promptVersion = ({ id, version }: Pick<Prompt, 'id' | 'version'>): string => `${id}@${version}`

/** @throws JiesuError `invalid_data` naming the file and what it lacks. */
export function parsePrompt(file: string, source: string): Prompt {
  const fault = (message: string) => new JiesuError('invalid_data', `提示词 ${file}：${message}`)
  const parts = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source.replaceAll('\r\n', '\n'))
  if (!parts?.[1] || !parts[2]) throw fault('开头要有 --- 围起来的 id、version、schema')
  const header = (name: string) => new RegExp(`^${name}:\\s*(.+)$`, 'm').exec(parts[1] as string)?.[1]?.trim()
  const body = /^# system\n([\s\S]*?)\n# user\n([\s\S]*)$/.exec(parts[2].trim())
  const id = header('id')
  const version = Number(header('version'))
  if (!id || !/^[a-z][a-z_]*$/.test(id)) throw fault('id 要是小写字母和下划线')
  if (!Number.isInteger(version) || version < 1) throw fault('version 要是正整数')
  if (!body?.[1] || !body[2]) throw fault('正文要有「# system」和「# user」两段')
  return { id, version, schema: schemaOf(header('schema') ?? '', fault), system: body[1].trim(), user: body[2].trim() }
}

function schemaOf(text: string, fault: (message: string) => JiesuError): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    throw fault('schema 要是一行 JSON Schema')
  }
}

const GAP = /\{\{([a-zA-Z]+)\}\}/g

/**
 * The template with `{{name}}` filled in. What is filled in is not read again, so braces in it stay braces.
 * @throws Error when a gap has no value or a value has no gap: a prompt and its caller that disagree are a bug.
 */
export function fillPrompt(template: string, values: Readonly<Record<string, string>>): string {
  const used = new Set<string>()
  const text = template.replace(GAP, (_gap, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`prompt gap {{${name}}} has no value`)
    used.add(name)
    return value
  })
  const unused = Object.keys(values).find((name) => !used.has(name))
  if (unused !== undefined) throw new Error(`prompt has no gap {{${unused}}}`)
  return text
}
