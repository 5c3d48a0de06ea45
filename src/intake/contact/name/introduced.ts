import { surnameOf } from '../../../text/surnames.ts'
import type { Candidates } from './candidate.ts'
import { couldBeGiven } from './given-name.ts'
import type { HeardTurn, Hearing } from './heard-turn.ts'
import { nameAt } from './name-at.ts'
import { speaksOfAnother } from './third-party.ts'

/** Words with which callers introduce themselves; the name begins where the pattern ends. */
const introductions: readonly { pattern: RegExp; strength: number; needs: RegExp }[] = [
  { pattern: /(?:免贵|敝)(?:姓)?(?=[^姓])/g, strength: 0.95, needs: /贵|敝/ },
  { pattern: /(?:我|本人|鄙人|咱|俺)(?:呢|啊|也|就|是)?(?:复)?姓(?!名|氏|啥|什么)/g, strength: 0.95, needs: /姓/ },
  {
    pattern: /(?:^|[，。！？、\s0-9]|您好|你好)(?:嗯|啊|哎|哦|那个|就|说|写|记|登记|单|复|我复|称呼)*姓(?!名|什么|氏)/g,
    strength: 0.9,
    needs: /姓/,
  },
  {
    pattern:
      /(?:我|本人|俺)(?:的)?(?:名字|全名|大名|姓名)?(?:就)?(?:是|叫|名叫|叫做)(?:做)?(?!老师|老板|老乡|老兵|老人|男|女|法人)/g,
    strength: 0.9,
    needs: /[是叫]/,
  },
  {
    pattern: /(?:^|[，。！？、\s])(?:嗯|啊|哎|哦|那个|就)*(?:您|你)?(?:就)?(?:叫|喊|称呼)我(?:做|一声)?/g,
    strength: 0.9,
    needs: /[叫喊呼]我/,
  },
  {
    pattern: /(?:^|[，。！？、\s])(?:算了)?(?:就|您就|你就|您|你)?(?:写|记)(?:我|个|成)?(?=小|老)/g,
    strength: 0.85,
    needs: /[写记]/,
  },
  { pattern: /(?:您|你)(?:就)?(?:叫|喊|称呼)我/g, strength: 0.9, needs: /[叫喊呼]我/ },
  {
    pattern:
      /(?:姓名|联系人|发件人|署名|留名|反映人|名字|诉求人|投诉人|举报人|来电人|申请人|全名|大名)(?:：|:|是|叫|为|，)?(?:我)?(?!满意|同意|反映|要求|认为|表示)/g,
    strength: 0.85,
    needs: /[名人]/,
  },
  { pattern: /本人(?=[^，。姓叫是])/g, strength: 0.8, needs: /本人/ },
  { pattern: /(?:[Mm]y )?[Nn]ame(?: is|'s|：|:)? ?/g, strength: 0.9, needs: /ame/ },
  { pattern: /(?:I'?m|I am|[Tt]his is) (?=[A-Z])/g, strength: 0.8, needs: /[A-Z]/ },
  { pattern: /(?:^|[，。！？、\s])我(?=[老小][\u4e00-\u9fff](?:啊|呀|呗|，|。|$))/g, strength: 0.8, needs: /我[老小]/ },
  {
    pattern:
      /(?:^|[，。！？、\s])(?:嗯|啊|哎|哦|那个|就)*叫(?!我|他|她|了|来|什么|做|人|一|你|您|个|不|物业|保安|车|救护|啥|起|停|110|119|120)/g,
    strength: 0.75,
    needs: /叫/,
  },
]

/** 我姓王, 免贵姓王, 我叫王建国, 本人王建国, 姓名：王建国, 叫我王姐. */
export function readIntroductions(heard: HeardTurn, names: Candidates, { syllables }: Hearing): void {
  const { text, index, asked } = heard
  for (const { pattern, strength, needs } of introductions) {
    if (!needs.test(text)) continue
    for (const match of text.matchAll(pattern)) {
      const [words] = match
      if (!/^[。！？]/.test(words) && speaksOfAnother(text.slice(0, match.index))) continue
      const cue = {
        strength,
        strict: /(?:是|叫|叫做|名叫|本人|我)$/.test(words),
        bareSurname: /姓|免贵|敝/.test(words),
        explicit: /姓$|免贵$|敝$/.test(words),
        // 「叫动力火车健身」: what is called so may be a shop.
        named: /[我你您]叫|叫我|名|人|ame/.test(words) || (asked && /叫/.test(words)),
        asked: false,
      }
      const found = nameAt({ turn: index, text, at: match.index + words.length, cue, syllables })
      if (found) names.offer(found)
    }
  }
}

/** 「你好，我王建国，…」: at the head of a turn only, with a whole name and an end after it. */
export function readGreeting({ text, index }: HeardTurn, names: Candidates, { syllables }: Hearing): void {
  const at = text.indexOf('我') + 1
  if (at === 0 || at > 8 || !/^[\u4e00-\u9fff]{2,4}[，。！\s]/.test(text.slice(at, at + 5))) return
  const name = /^[\u4e00-\u9fff]{2,3}/.exec(text.slice(at))![0]
  if (/^[的是叫姓们]/.test(name) || surnameOf(name) === null || !couldBeGiven(name.slice(1))) return
  if (speaksOfAnother(text.slice(0, at - 1))) return
  const cue = { strength: 0.55, strict: true, bareSurname: false, asked: false, explicit: false }
  const found = nameAt({ turn: index, text, at, cue, syllables })
  if (found) names.offer(found)
}
