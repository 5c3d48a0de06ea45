const lead = /^(?:[，。！、\s]|嗯+呐?|啊|哎|唉|诶|哦(?!不)|噢(?!不)|呃|那|那个|就|您好|你好)+/
const yes =
  /^(?:这(?:回|下|就|次)*(?:就)?对|可算对|对|是(?!不是|谁|哪|什么|[0-9零一二三四五六七八九幺两])|没错|不错|可以|行|好|成|能|中|嗯|没问题|就是|正确|确定|可不|ok|OK|要得|一点没错|同意|当然|得嘞|是的|对的|对对)/
const no =
  /^(?:可别|千万别|不对|不是|错|不行|没有|不能|不可以|不好|不用|不要|别|甭|换|哦不|噢不|不，|不$|不方便|不成|没呢|不太|哪儿啊|算了)/

/** The caller agrees with what the agent just said: 对, 没错儿, 可以… at the head of his turn. */
export function affirms(text: string): boolean {
  const head = text.replace(lead, '')
  // A bare 嗯 is all there was.
  return head === ''
    ? /嗯|啊|哎|诶/.test(text)
    : yes.test(head) && !no.test(head) && !/^(?:可以不|好像|是不|行不|好多|好几|成天|能不能)/.test(head)
}

/** The caller contradicts it: 不对, 错了, 不是三是八. */
export function denies(text: string): boolean {
  return no.test(text.replace(lead, '')) || /^.{0,6}(?:不对|错了|记错|听错)/.test(text)
}
