/** Where a sentence ends; recognisers drop commas, seldom full stops. */
const sentenceEnd = /[。！？；]/

const supposed =
  /万一|要是|假如|如果|假使|倘若|哪怕|一旦|早晚|迟早|总有一天|保不齐|保不准|哪天|别等|等着?出|等到|就怕|生怕|怕(?!是|得|了)|担心|会不会|容易|可能会|难保|真要|这要|要真(?=[塌倒砸出着])|真(?:的)?(?=着火|有个|出)|再不|不然|否则|该怎么办|怎么预防|打听|想知道|请问.{0,8}(?:怎么|该|归|找)|新闻|听说|电视[里上]|网上|演习|演练|预防|防止|以免|省得|免得|严禁|禁止/
const ending = /^[^，。]{0,3}(?:怎么办|咋办|谁负责|那可|就完了|就晚了)/
const earlier =
  /上(?:个)?(?:月|周|礼拜|星期|学期|回|次)|大?前(?:天|儿|年)|去年|昨(?:天|儿|日|晚)|那(?:天|次|回|年|阵)|以前|之前|曾经|当时|[几两三四五六七八九十]天前|[一二三四五六七八九十0-9]+月(?:[一二三四五六七八九十0-9]+[号日]|底|初|份|中旬)|经常|老是|时不时|隔三差五|每(?:天|次|回|年)|动不动|三天两头|出过|有过|[^，。]过(?:好?几|一|两|三|很多|不少)(?:次|回|起)|(?:一|两|三|好几)(?:次|回)了|有一(?:回|次)/
const atPresent =
  /现在|这会儿|这阵儿|眼下|此刻|正在|正(?=[往从冒流喷淌掉在打砸哭滴浇烧])|还在|仍在|又(?!说)|一直|还没|刚(?:才|刚)?|今(?:天|儿|早|晚)|到现在|越来越|呢[，。！]|呢$|直(?=[冒流喷淌掉哭抖叫])/
const thisMoment =
  /现在|这会儿|眼下|此刻|正(?=[往从冒流喷淌掉在打砸哭])|还在|刚(?:才|刚)|快(?=[不没断])|怎么(?:也)?(?:叫|喊)|[呢了]$|呢[，。！]/

/** The sentence around `[start, end)`, and how far into it the words begin. */
function sentenceAround(text: string, start: number, end: number): { sentence: string; at: number } {
  let from = start
  while (from > 0 && !sentenceEnd.test(text[from - 1]!)) from--
  let to = end
  while (to < text.length && !sentenceEnd.test(text[to]!)) to++
  return { sentence: text.slice(from, to), at: start - from }
}

const CLOSE = 14

/** Feared, asked about, heard of or threatened with, not told: 万一着火, 早晚砸着人, 再不管就塌了. */
export function isSupposed(text: string, start: number, end: number): boolean {
  const { sentence, at } = sentenceAround(text, start, end)
  return supposed.test(sentence.slice(Math.max(0, at - CLOSE), at + 4)) || ending.test(text.slice(end))
}

/** It belongs to an earlier day or happens now and then, and nothing says that it goes on. */
export function isEarlier(text: string, start: number, end: number): boolean {
  const { sentence } = sentenceAround(text, start, end)
  return earlier.test(sentence) && !atPresent.test(sentence)
}

/** The sentence says that it is so while the caller speaks. */
export function isNow(text: string, start: number, end: number): boolean {
  return thisMoment.test(sentenceAround(text, start, end).sentence)
}

const refused = /(?:没有?|不是|不算|未|别|不会|没见|并没|不至于|也没)(?:什么|谁|人|看见|闻见|闻到|出现|发生|到|再|真)?$/

const refusedAfter = /^(?:倒|是|的话)?(?:没有|没见|不是)(?=[，。！]|$)/

/** 没着火, 不是漏气, 冒火花没有. */
export function isDenied(text: string, start: number, end: number): boolean {
  return refused.test(text.slice(Math.max(0, start - 6), start)) || refusedAfter.test(text.slice(end))
}
