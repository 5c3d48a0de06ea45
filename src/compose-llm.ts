import { join } from 'node:path'
import type { LlmSetup } from './compose.ts'
import type { Config } from './config.ts'
import { JiesuError } from './domain/errors.ts'
import { versionsOf } from './intake/fallback.ts'
import { createCalibration } from './intake/fallback-calibration.ts'
import { defaultPolicy } from './intake/fallback-policy.ts'
import { loadCalibration, loadPrompts } from './load-prompts.ts'
import { createAnswerCache, type LlmAnswers } from './model/llm-answers.ts'
import { createBreaker } from './model/llm-breaker.ts'
import { createBudget } from './model/llm-budget.ts'
import { createLlmClient } from './model/llm-client.ts'
import { root } from './root.ts'

export const PROMPTS_FOLDER = join(root, 'prompts')

export interface LlmOptions {
  config: Config
  /** Recorded answers; without it answers are kept in memory. */
  answers?: LlmAnswers
  /** Answers come from the recording alone. */
  replayOnly?: boolean
  clock?: () => Date
}

/**
 * What asking a language model takes; null when none is configured. LangChain is loaded here and nowhere else, so that
 * nothing is slower without it.
 * @throws JiesuError `invalid_input` when only half of it is configured.
 */
export async function composeLlm({
  config,
  answers = createAnswerCache(),
  replayOnly = false,
  clock = () => new Date(),
}: LlmOptions): Promise<LlmSetup | null> {
  const { llmBaseUrl: baseUrl, llmModel: model } = config
  if (model === '' && baseUrl === '') return null
  if (model === '' || (baseUrl === '' && !replayOnly))
    throw new JiesuError(
      'invalid_input',
      '要用大模型，JIESU_LLM_BASE_URL（--llm-base-url）和 JIESU_LLM_MODEL（--llm-model）都要写；不用就都不写',
    )
  const prompts = loadPrompts(PROMPTS_FOLDER)
  const llm = replayOnly
    ? null
    : (await import('./model/llm-openai.ts')).createOpenAiLlm({
        baseUrl,
        model,
        apiKey: config.llmApiKey || null,
        method: config.llmMethod,
      })
  const limits = {
    callsPerMinute: config.llmCallsPerMinute,
    tokensPerDay: config.llmTokensPerDay,
    concurrency: config.llmConcurrency,
  }
  return {
    client: createLlmClient({
      llm,
      model,
      breaker: createBreaker({ clock }),
      budget: createBudget({ limits, clock }),
      answers,
      now: () => performance.now(),
    }),
    prompts,
    policy: { ...defaultPolicy, askBelow: config.llmAskBelow, sendAddress: config.llmSendAddress },
    calibration: createCalibration(loadCalibration(PROMPTS_FOLDER), { model, prompts: versionsOf(prompts) }),
    timeoutMs: config.llmTimeoutMs,
    prices: { input: config.llmInputPrice, output: config.llmOutputPrice },
  }
}
