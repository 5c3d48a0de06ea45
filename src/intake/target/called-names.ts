import { kindAt } from './organisation-names.ts'
import type { Span } from './target-candidate.ts'

const called =
  /(?:叫|叫做|名字是|店名(?:是|叫)?|名称(?:是|叫)?|牌子上?(?:写着?|挂着)|招牌(?:就)?(?:是|写着?)|(?<!提示|显示|系统)写着|挂着|挂的是?|说是|客户名是)(?:个|什么)?[“「"『]?([\u4e00-\u9fffA-Za-z0-9·]{2,14})[”」"』]?(?=[，。！；\s的”」"』]|$)|[“「『"]([\u4e00-\u9fffA-Za-z0-9·（）]{2,12})[”」』"]/g
const closing = /[”」』"]/
const saying = /(?:念|读作?|说|回|复|回复|告诉|短信|提示|显示|写|改口|发|答|标|称|算|嫌|喊|问|成|了)[：“「]?[“「『"]?$/
const notAName =
  /[你他她们了吗呢吧啊嘛给让]|我(?!爱)|^(?:的|已|未|请|请勿|禁止|要么|基本|如果|什么|啥|不知道|不清楚|没|我|他|她|你|这|那|一|二|三|两|几|哪|看|黑|个|人|车|救护|保安|物业|来|起|停|对|是|不|都|就|有|行|好|记不|说不|姓|免贵|大概|应该)|了|在|过去|(?:吗|呢|吧|了|的|嘛|看见|没来|不管|不退|计划)$|[不没][^，]{0,2}[退管给让]/
/** Who is called so is no company: a child, a village, the caller. */
const otherBearer = /(?:小区|名字|姓|孩子|人|老师|司机|先|小区名|我|本人|得|车|现在|救护|老公|爱人|儿子|女儿|妈|爸|也)$/
/** 「叫夜航船的酒吧」, 「开鱼塘的老岳」. */
const calledBefore = /叫(?:做|个|什么)?([\u4e00-\u9fffA-Za-z0-9·]{2,10}?)的(?=[\u4e00-\u9fff]{1,4})/g
const dealt =
  /(?:在|从|跟|找)([\u4e00-\u9fffA-Za-z0-9·]{2,8}?)(?:上|里|那儿|那边)?(?:借|贷|买|办|订|报|租|充|下单|约|找的|送|干|上班|打工)(?:了|的|个|过)/g
const answer =
  /^(?:[，。\s]|嗯|啊|哦|那个|就|是|说是|叫|[\u4e00-\u9fff]{0,4}(?:写着|印着|写的是?|叫他|管它叫|名叫|是|姓)|的?名字|公司|店名|招牌就?写?|牌子|对)*([\u4e00-\u9fffA-Za-z0-9·]{2,14})(?=[，。！\s]|$)/
const lateAnswer = /(?:叫什么来着|叫啥来着|名字是|名叫)[，。…\s]*([\u4e00-\u9fffA-Za-z0-9·]{2,14})(?=[，。！\s]|$)/g

export type CalledHow = 'called' | 'quoted' | 'calledBefore' | 'answer' | 'dealt' | 'quotedKind'

export interface CalledName extends Span {
  how: CalledHow
}

/** Names that no ending tells: said to be called so, put in quotes, or given for an answer. */
export function calledNames(text: string, askedWho: boolean): CalledName[] {
  const found: CalledName[] = []
  const add = (how: CalledHow, start: number, name: string) => {
    if (name.length >= 2 && !notAName.test(name)) found.push({ how, start, end: start + name.length })
  }
  for (const match of text.matchAll(called)) {
    const quoted = match[1] === undefined
    const name = match[1] ?? match[2]!
    const start = match.index + match[0].lastIndexOf(name)
    const before = text.slice(Math.max(0, match.index - 6), match.index)
    const close = start + name.length
    const kind = closing.test(text[close] ?? '') ? kindAt(text, close + 1) : ''
    if (kind !== '') found.push({ how: 'quotedKind', start, end: close + 1 + kind.length })
    if (quoted && saying.test(before + match[0].slice(0, 1))) continue
    if (!otherBearer.test(before)) add(quoted ? 'quoted' : 'called', start, name)
  }
  for (const match of text.matchAll(calledBefore))
    add('calledBefore', match.index + match[0].indexOf(match[1]!), match[1]!)
  for (const match of text.matchAll(dealt)) add('dealt', match.index + 1, match[1]!)
  for (const match of text.matchAll(lateAnswer)) add('called', match.index + match[0].lastIndexOf(match[1]!), match[1]!)
  const given = askedWho ? answer.exec(text) : null
  if (given && !given[1]!.includes('的')) add('answer', given[0].length - given[1]!.length, given[1]!)
  return found
}
