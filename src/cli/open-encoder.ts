import { type Config, loadConfig } from '../config.ts'
import { JiesuError } from '../domain/errors.ts'
import { createTextRedactor } from '../intake/fallback-text.ts'
import { createEncoder } from '../model/create-encoder.ts'
import type { Encoder } from '../model/encoder.ts'
import { SyllableIndex } from '../text/pinyin.ts'

/**
 * The encoder that a setting names; `openai:MODEL` is asked of the language model's endpoint, which sees redacted text.
 * @throws JiesuError `invalid_input` when that endpoint is not configured, and as {@link createEncoder}.
 */
export async function openEncoder(
  spec: string,
  { llmBaseUrl, llmApiKey }: Pick<Config, 'llmBaseUrl' | 'llmApiKey'> = loadConfig({ env: process.env }),
): Promise<Encoder> {
  if (!spec.startsWith('openai:')) return createEncoder({ spec })
  if (llmBaseUrl === '')
    throw new JiesuError('invalid_input', `编码器 ${spec} 要问接口：请设 JIESU_LLM_BASE_URL（--llm-base-url）`)
  const endpoint = {
    baseUrl: llmBaseUrl,
    hide: createTextRedactor(new SyllableIndex()),
    ...(llmApiKey !== '' && { apiKey: llmApiKey }),
  }
  return createEncoder({ spec, endpoint })
}
