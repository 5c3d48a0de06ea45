import { z } from 'zod'
import { type Fault, JiesuError } from './domain/errors.ts'
import { llmMethods } from './model/llm.ts'

/** One setting: the variable and flag that set it, what it means, and whether it must not be printed. */
interface Setting<T extends z.ZodType> {
  variable: string
  flag: string
  schema: T
  help: string
  secret?: boolean
}

const setting = <T extends z.ZodType>(definition: Setting<T>) => definition
const port = z.coerce.number().int().min(0).max(65535)
const count = z.coerce.number().int().positive()
const price = z.coerce.number().nonnegative()
const flag = z.enum(['0', '1', 'true', 'false', '']).transform((value) => value === '1' || value === 'true')

export const settings = {
  host: setting({
    variable: 'JIESU_HOST',
    flag: 'host',
    schema: z.string().min(1).default('127.0.0.1'),
    help: '监听地址，对外服务写 0.0.0.0',
  }),
  port: setting({ variable: 'JIESU_PORT', flag: 'port', schema: port.default(8787), help: '监听端口，0 为任选' }),
  db: setting({
    variable: 'JIESU_DB',
    flag: 'db',
    schema: z.string().min(1).default('jiesu.db'),
    help: '数据库文件；memory 表示不落盘',
  }),
  city: setting({
    variable: 'JIESU_CITY',
    flag: 'city',
    schema: z.string().min(1).default('data/beijing'),
    help: '城市数据目录',
  }),
  model: setting({
    variable: 'JIESU_MODEL',
    flag: 'model',
    schema: z.string().min(1).default('models/beijing'),
    help: '分类头目录',
  }),
  encoder: setting({
    variable: 'JIESU_ENCODER',
    flag: 'encoder',
    schema: z.string().min(1).default('models/encoder'),
    help: '编码器：自带目录、本地目录、hub 模型名或 openai:模型名',
  }),
  logLevel: setting({
    variable: 'JIESU_LOG_LEVEL',
    flag: 'log-level',
    schema: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    help: '日志级别',
  }),
  maxBody: setting({
    variable: 'JIESU_MAX_BODY',
    flag: 'max-body',
    schema: count.default(1_048_576),
    help: '请求体上限，字节',
  }),
  maxTurns: setting({
    variable: 'JIESU_MAX_TURNS',
    flag: 'max-turns',
    schema: count.default(400),
    help: '一通来电的话轮上限',
  }),
  maxCharacters: setting({
    variable: 'JIESU_MAX_CHARACTERS',
    flag: 'max-characters',
    schema: count.default(20_000),
    help: '一通来电的字数上限',
  }),
  demo: setting({
    variable: 'JIESU_DEMO',
    flag: 'demo',
    schema: flag.default(true),
    help: '空库时是否提供演示来电，0 关闭',
  }),
  llmBaseUrl: setting({
    variable: 'JIESU_LLM_BASE_URL',
    flag: 'llm-base-url',
    schema: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
    help: '大模型接口地址，如 http://localhost:11434/v1；空则不用大模型',
  }),
  llmModel: setting({
    variable: 'JIESU_LLM_MODEL',
    flag: 'llm-model',
    schema: z.string().default(''),
    help: '大模型名；空则不用大模型',
  }),
  llmApiKey: setting({
    variable: 'JIESU_LLM_API_KEY',
    flag: 'llm-api-key',
    schema: z.string().default(''),
    help: '大模型密钥，本机服务可空',
    secret: true,
  }),
  llmMethod: setting({
    variable: 'JIESU_LLM_METHOD',
    flag: 'llm-method',
    schema: z.enum(llmMethods).default('tools'),
    help: '要求结构化回答的方式：tools、json_schema 或 json_mode',
  }),
  llmTimeoutMs: setting({
    variable: 'JIESU_LLM_TIMEOUT_MS',
    flag: 'llm-timeout-ms',
    schema: count.default(4000),
    help: '一通来电等大模型多久，毫秒；过时以本地结果为准',
  }),
  llmCallsPerMinute: setting({
    variable: 'JIESU_LLM_CALLS_PER_MINUTE',
    flag: 'llm-calls-per-minute',
    schema: count.default(60),
    help: '每分钟最多问大模型几次',
  }),
  llmTokensPerDay: setting({
    variable: 'JIESU_LLM_TOKENS_PER_DAY',
    flag: 'llm-tokens-per-day',
    schema: count.default(2_000_000),
    help: '24 小时内最多用多少 token',
  }),
  llmConcurrency: setting({
    variable: 'JIESU_LLM_CONCURRENCY',
    flag: 'llm-concurrency',
    schema: count.default(4),
    help: '同时最多问几个',
  }),
  llmAskBelow: setting({
    variable: 'JIESU_LLM_ASK_BELOW',
    flag: 'llm-ask-below',
    schema: z.coerce.number().min(0).max(1).default(0.8),
    help: '字段把握低于多少才问',
  }),
  llmSendAddress: setting({
    variable: 'JIESU_LLM_SEND_ADDRESS',
    flag: 'llm-send-address',
    schema: flag.default(false),
    help: '是否把具体地址发给大模型；姓名、电话、证件、卡号、车牌从不发',
  }),
  llmInputPrice: setting({
    variable: 'JIESU_LLM_INPUT_PRICE',
    flag: 'llm-input-price',
    schema: price.default(0),
    help: '每百万输入 token 的价格',
  }),
  llmOutputPrice: setting({
    variable: 'JIESU_LLM_OUTPUT_PRICE',
    flag: 'llm-output-price',
    schema: price.default(0),
    help: '每百万输出 token 的价格',
  }),
} as const

export type SettingName = keyof typeof settings
export type Config = { [Name in SettingName]: z.output<(typeof settings)[Name]['schema']> }

export interface ConfigSources {
  env: Readonly<Record<string, string | undefined>>
  flags?: Readonly<Partial<Record<SettingName, unknown>>>
}

/**
 * Flags win over the environment, the environment over the defaults.
 * @throws JiesuError `invalid_input` naming, for each bad setting, the flag and the variable that set it.
 */
export function loadConfig({ env, flags = {} }: ConfigSources): Config {
  const faults: Fault[] = []
  const config: Record<string, unknown> = {}
  for (const [name, { variable, flag: option, schema }] of Object.entries(settings)) {
    const given = flags[name as SettingName] ?? env[variable]
    const result = schema.safeParse(typeof given === 'number' || typeof given === 'boolean' ? String(given) : given)
    if (result.success) config[name] = result.data
    else
      faults.push({
        path: variable,
        message: `「${String(given)}」不对：${result.error.issues[0]?.message}。请改 --${option} 或环境变量 ${variable}`,
      })
  }
  if (faults.length > 0)
    throw new JiesuError('invalid_input', `设置有误：\n${faults.map((fault) => `  ${fault.message}`).join('\n')}`, {
      faults,
    })
  return config as Config
}

/** The configuration as it may be shown: secrets masked. */
export function describeConfig(
  config: Config,
): { name: string; variable: string; flag: string; value: string; help: string }[] {
  return Object.entries(settings).map(
    ([name, { variable, flag: option, help, secret }]: [string, Setting<z.ZodType>]) => {
      const value = config[name as SettingName]
      return { name, variable, flag: `--${option}`, value: secret && value ? '********' : String(value ?? ''), help }
    },
  )
}
