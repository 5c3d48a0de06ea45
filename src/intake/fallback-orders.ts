import type { TextSpan } from './fallback-personal.ts'

const machine = '指令|规则|规矩|提示词?|设定|限制|约束|设置|命令|system|prompt|instructions?|rules?'
const sentenceEnd = /[。！？；!?;]/

/** Phrases that are said to a machine and never to a person who takes calls. */
const spoken: readonly RegExp[] = [
  new RegExp(
    `(?:忽略|无视|忘记|忘掉|不要管|别管|不用管|跳过|作废|覆盖|绕过|取消|清空|抛开|撇开).{0,14}(?:${machine}|(?:以上|上面|前面)(?:的)?(?:内容|话|一切|所有|[，。！]|$))`,
    'i',
  ),
  new RegExp(`(?:新|最新|最高|以下|下面|下列)(?:的)?(?:优先级)?(?:${machine})`, 'i'),
  /(?:你|您)(?:现在|从现在起|接下来)?(?:是|扮演|变成|作为|充当|就是).{0,10}(?:AI|人工智能|机器人|大模型|模型|助手|管理员|开发者|GPT|程序)/i,
  /(?:AI|人工智能|大模型|语言模型|机器|系统|程序|算法|模型|助手)[，,：:]?(?:请|要|必须|应该|给我|听好|注意|你).{0,20}(?:输出|返回|填|写|选|归|派|设|改|标|判|分)/i,
  /(?:ignore|disregard|forget|override|bypass)\b.{0,60}\b(?:instructions?|rules?|previous|above|prior|prompt)/i,
  /\b(?:you are now|you must|act as|system prompt|jailbreak|developer mode|respond with|output only|return only|set the)\b/i,
  /(?:系统提示|提示词|开发者模式|调试模式|维护模式|越狱|管理员权限|最高权限|工具调用|函数调用|置信度|字段值|类别代码|分类编码|类别编码|单位编号|输出格式|返回格式)/,
  /(?:输出|返回|回复|写成|改成|改为|设为|设置为|判为|归为|标为|填成|填为|填).{0,12}(?:JSON|null|true|false|\d{6}|[a-z]{2,4}-[a-z]+)/i,
  /(?:category|confidence|callerName|appealType|cooperating|secondary|tool_calls?|function_call|evidence|quote|"?unit"?\s*[:：=]|code\s*[:：=])/i,
]

/** What looks like another voice or a structure of its own: from there on the turn is not the caller's talk. */
const structural: readonly RegExp[] = [
  /<\/?\s*(?:system|assistant|user|tool|think|instructions?|inst|s|im_start|im_end)\b/i,
  /<\||\|>|\[\/?INST\]|<<SYS>>|```|~~~|###/i,
  /(?:^|[，。！？\s])(?:system|assistant|user|developer|tool|系统|助手|坐席|市民|管理员)(?:消息|提示|指令)?\s*[：:]/i,
  /[{｛[]\s*["“'‘”’]?[\w\u4e00-\u9fff]{1,20}["”'’“‘]?\s*[：:]/,
  /(?:base64|\\u[0-9a-f]{4}|&#x?[0-9a-f]+|%[0-9a-f]{2}%[0-9a-f]{2})/i,
]

/**
 * Sentences of a normalised turn that give orders to the machine instead of telling a matter. A list of habits, not a
 * proof: what it misses meets the candidates and the evidence check of fallback-verify.ts.
 */
export function findOrders(text: string): TextSpan[] {
  const starts = structural.flatMap((pattern) => pattern.exec(text)?.index ?? [])
  const cut = starts.length > 0 ? Math.min(...starts) : text.length
  const spans = sentences(text.slice(0, cut)).filter(({ start, end }) => gives(text.slice(start, end)))
  if (cut < text.length) spans.push({ start: cut, end: text.length })
  return spans
}

/** Blanks between characters hide nothing. */
const gives = (sentence: string) =>
  [sentence, sentence.replace(/\s/g, '')].some((text) => spoken.some((pattern) => pattern.test(text)))

function sentences(text: string): TextSpan[] {
  const spans: TextSpan[] = []
  let start = 0
  for (let at = 0; at < text.length; at++)
    if (sentenceEnd.test(text.charAt(at))) {
      spans.push({ start, end: at + 1 })
      start = at + 1
    }
  if (start < text.length) spans.push({ start, end: text.length })
  return spans
}

export const ORDERS_LEFT_OUT = '〔略〕'

/** The text with its orders left out, and marked when asked for. */
export function withoutOrders(text: string, mark = ''): string {
  let result = ''
  let at = 0
  for (const { start, end } of findOrders(text).toSorted((a, b) => a.start - b.start)) {
    result += text.slice(at, start) + mark
    at = end
  }
  return result + text.slice(at)
}
