/** The talk is about how to reach the caller. */
export const phoneWords =
  /电话|手机|号码|联系方式|怎么联系|联系(?:到|上)?您|回访|回电|座机|打(?:我|您|这|他|她|给|家里|单位)|联系我|尾号|来电|这个号|短信通知|微信同号|后[面边头]?[一二两三四五六]位|前[面边头]?[一二两三四五六]位|中间[一二两三四五六]位/

/** A question for a number of another kind, which has a tail of four digits as well: 「快递单号后四位」. */
export const asksOtherNumber = /^(?!.*(?:电话|手机|联系)).*(?:单号|订单|运单|卡号|编号|户号|票号|证号|车牌|验证码)/

/** Something said before is taken back. */
export const correction =
  /不对|错了|说错|不是|哦不|噢不|更正|纠正|应该是|重(?:新)?(?:说|报|来)|记错|手滑|打错|换(?:了|成)|少(?:了)?(?:一|个)|多(?:了)?(?:一|个)/

/** Digits whose place in the number is named. */
export const correctedPlace =
  /(?:倒数)?第[一二三四五六七八九十0-9]+(?:位|个)|(?:前|头|后|末|尾|最后|中间)(?:面|边|头)?(?:那)?[一二两三四五六1-6](?:个|位)/
