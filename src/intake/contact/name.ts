import type { NormalisedTurn } from '../../text/normalise.ts'
import type { SyllableIndex } from '../../text/pinyin.ts'
import { findSpelledCharacters, type SpelledCharacter } from '../../text/spelled-character.ts'
import { surnameOf } from '../../text/surnames.ts'
import { affirms, denies } from '../assent.ts'
import type { Mention } from '../evidence.ts'

export interface NameReading {
  /** As it is to be recorded: 王建国, 王女士, 王某; null when none was given. */
  value: string | null
  confidence: number
  evidence: Mention[]
  alternatives: string[]
  refused: boolean
  /** The caller explained its characters. */
  spelled?: boolean
}

type Title = '女士' | '先生'

interface Candidate {
  name: string
  mention: Mention
  /** How the caller said it: the whole name, or a surname alone. */
  full: boolean
  spelled: boolean
  strength: number
  /** 王师傅, 小王: what the caller called himself with the surname. */
  ownTitle: Title | '某' | null
}

const asksName =
  /怎么登记|[Nn]ame|联系人|怎么联系|贵姓|称呼|登记谁|姓氏|怎么记|留.{0,4}名|怎么称呼|如何称呼|怎么称乎|称呼您|姓名|您(?:叫|姓)|叫什么|名字|尊姓|哪位|姓什么|什么名|怎么叫|全名|大名|称谓/
const asksCharacters = /哪个|哪一个|哪几个|怎么写|什么字|是.{1,6}的.{1,2}吗|哪俩/
const women = '女士|小姐|阿姨|大妈|大姐|大娘|大婶|奶奶|姐|妹子|太太|姑娘|美女|嫂子'
const men = '先生|大爷|大叔|大哥|叔叔|叔|伯伯|爷爷|哥|兄弟|小伙子|大伯'
const otherTitles =
  '师傅|老师|会计|经理|主任|医生|大夫|工|总|老板|同学|老汉|老太太|书记|律师|教授|同志|队长|班长|校长|护士|司机|部长|科长|站长|店长|主管|助理|秘书'
const titlePattern = `(?:${women}|${men}|${otherTitles})`
const han = '[\\u4e00-\\u9fff]'
const notInNames =
  '我你您他她它们的了是在就这那不没有和跟也都还电话手机号吧呢啊吗嘛哦呀住叫姓什么怎哪个儿哎嗯想要问说反映打投诉去给对把被让请谢拨免贵先女士区楼岁号点钟，。'
const notGiven = new Set([...notInNames])
/** Surnames that begin a sentence as words more often than as names. */
const wordLike = new Set([...'都路名氏来时党但闭平直连支应查管单常向明满成解计全关干习开通强'])
const notGivenWords = new Set(
  '家住 家里 家在 和我 小区 月份 来电 年轻 生气 单元 来自 家的 一个 一下 没有 因为 现在'.split(' '),
)

const refusal =
  /没名没姓|不留姓|匿名|不(?:想|愿意?|方便|便|用|必|需要|肯)?(?:透露|留名|留姓名|说名字|说姓名|留名字|登记姓名|告诉你?们?(?:我)?(?:姓|名)|提供姓名|报名字|说姓|实名)|(?:名字|姓名|名儿|贵姓|姓)[^，。]{0,5}(?:就)?(?:不(?:说|留|报|写|提|告诉|登记|透露|用|必|方便|想)|免了|算了|保密吧)|不留名|别(?:问|记|写)(?:我)?(?:的)?(?:名|姓)|不(?:想|方便|愿意?)说|名就不留|您(?:就)?别问我(?:姓|叫)|甭(?:管|问)我(?:姓|叫)|不告诉你|什么都不(?:想)?留|(?:都|啥也|什么也)不留/
const thirdParty =
  /(?:他|她|它|他们|老板|房东|司机|中介|经理|店长|包工头|工头|负责人|医生|大夫|老师|教练|顾问|业务员|对方|那人|那个人|人家|邻居|保安|物业|主任|书记|队长|客服|销售|师傅|我(?:的)?(?:爸|妈|父亲|母亲|爱人|老公|老婆|媳妇|丈夫|妻子|儿子|女儿|闺女|孩子|公公|婆婆|岳父|岳母|奶奶|爷爷|姥姥|姥爷|哥|姐|弟|妹|朋友|同事|邻居)|孩子|老人|老太太|老头|学生|同学|名字|法人|户主|业主|房主|当事人)(?:的名字)?(?:是|就|也|他|她|好像|大概|都|全名|名)?$/

const calledByName = new RegExp(`${han}(?:${women}|${men})`)

/** 「颜颜色的颜」: what follows the surname explains it. */
const spelledAfter = (rest: string, surname: string) =>
  new RegExp(`^${surname}${han}{1,4}的${surname}`).test(rest.slice(surname.length))

const womanPattern = new RegExp(`^(?:${women})$`)
const manPattern = new RegExp(`^(?:${men})$`)
const callPattern = new RegExp(
  `(?:^|[，。！？、\\s好是的])(${han}{1,4}?)(${women}|${men}|师傅|老师|律师)(?=[，。！？、\\s您]|$|已|电话|回访|来电|对)`,
)

const nickname = new RegExp(`^(?:小|老|大)(${han})(?=[，。！、？\\s]|就|吧|啊|呀|$)`)
const startsTitle = new RegExp(`^(${titlePattern})`)
const beginsTitle = new RegExp(`^(?:${titlePattern})`)
const anyTitle = new RegExp(`(?:${han})?(${women}|${men}|${otherTitles})`, 'g')
const titledClause = new RegExp(`^${han}{1,2}(?:${women}|${men}|${otherTitles})$`)
const readsName = new RegExp(
  `(?:您是|是|叫|姓名|名字是?)(${han}{2,4}?)(?:女士|先生)?(?:，)?(?:对吗|对吧|对不对|是吗|是吧|吗|吧|？)`,
)
const asksTitled = new RegExp(
  `(?:^|[，。！、\\s好是])(${han}{1,2})(${women}|${men})(?:，)?(?:对吗|对吧|是吗|是吧|吗|吧|？)`,
)

/** The caller's own name, out of what he says of himself, spells out, is called by the agent and lets stand. */
export function readName(turns: readonly NormalisedTurn[], syllables: SyllableIndex): NameReading {
  return new NameReader(turns, syllables).read()
}

class NameReader {
  readonly #candidates: Candidate[] = []
  readonly #spelled: { turn: number; found: SpelledCharacter[] }[] = []
  #company: Mention | null = null
  #refusal: Mention | null = null

  constructor(
    readonly turns: readonly NormalisedTurn[],
    readonly syllables: SyllableIndex,
  ) {}

  read(): NameReading {
    this.turns.forEach((turn, index) => {
      if (turn.role === 'caller') this.#hear(index)
    })
    const chosen = this.#candidates.filter((candidate) => candidate.strength >= 0.5).at(-1) ?? this.#candidates.at(-1)
    if (this.#refusal && (!chosen || this.#refusal.turn > chosen.mention.turn)) return this.#none()
    const called = this.#lastCalled()
    if (!chosen) return called ? this.#asCalled(called) : this.#none()
    return this.#settle(this.#conclude(chosen), called)
  }

  /** How the agent last called the caller by name without being contradicted: 「范秀兰女士，不好意思」. */
  #lastCalled(): { name: string; title: Title | '某'; turn: number } | null {
    for (let turn = this.turns.length - 1; turn >= 0; turn--) {
      const { role, text } = this.turns[turn]!
      if (role !== 'agent') continue
      const answer = this.turns[turn + 1]
      if (
        answer?.role === 'caller' &&
        (denies(answer.text) || findSpelledCharacters(answer.text, this.syllables).length > 0)
      )
        continue
      const match = callPattern.exec(text)
      const name = match?.[1] ?? ''
      const surname = surnameOf(name)
      if (!match || !surname || [...name.slice(surname.length)].some((character) => notGiven.has(character))) continue
      const word = match[2]!
      const title = womanPattern.test(word) ? '女士' : manPattern.test(word) ? '先生' : '某'
      return { name, title, turn }
    }
    return null
  }

  #asCalled(called: { name: string; title: Title | '某'; turn: number }): NameReading {
    const surname = surnameOf(called.name)!
    const value = called.name.length > surname.length ? called.name : `${surname}${called.title}`
    return { value, confidence: 0.8, evidence: [], alternatives: [], refused: false }
  }

  /** The agent's last spelling of the name, let stand, decides between what sounds alike. */
  #settle(reading: NameReading, called: { name: string; title: Title | '某'; turn: number } | null): NameReading {
    const { value } = reading
    if (!called || value === null) return reading
    const surname = surnameOf(called.name)!
    const whole = called.name.length > surname.length
    const given = whole ? called.name.slice(surname.length) : ''
    const said = value.replace(/(?:女士|先生|某)$/, '')
    if (whole && reading.spelled && said.length === called.name.length && this.#soundsAlike(said, called.name))
      return reading
    if (whole && (this.#soundsAlike(said, called.name) || said.endsWith(given) || said.length < called.name.length)) {
      return { ...reading, value: called.name, confidence: Math.max(reading.confidence, 0.9) }
    }
    if (!whole && said.length === surname.length && said !== surname)
      return { ...reading, value: `${surname}${called.title}`, confidence: 0.85 }
    if (
      !whole &&
      said.length > surname.length &&
      !said.startsWith(surname) &&
      this.#soundsAlike(said.slice(0, surname.length), surname)
    ) {
      return { ...reading, value: surname + said.slice(surname.length), confidence: 0.88 }
    }
    return reading
  }

  #hear(index: number): void {
    const { text } = this.turns[index]!
    const agent = this.turns[index - 1]?.role === 'agent' ? this.turns[index - 1]!.text : ''
    const asked = asksName.test(agent)
    if (!/[\u4e00-\u9fffA-Za-z]{2}|^[\u4e00-\u9fff]/.test(text)) return
    const found = findSpelledCharacters(text, this.syllables).filter(
      (spelled) =>
        !/(?:不是(?:那个)?|别(?:给)?写成?|写成|当成|弄成|不念).{0,2}$/.test(
          text.slice(Math.max(0, spelled.start - 6), spelled.start + 2),
        ),
    )
    const before = this.#candidates.length
    this.#introductions(index)
    if (this.#candidates.length === before) this.#selfTitled(index, asked)
    if (this.#candidates.length === before) this.#besideNumber(index)
    if (this.#candidates.length === 0) this.#signature(index)
    if (this.#candidates.length === before && asked) this.#answer(index, found)
    if (this.#candidates.length === before) this.#confirmed(index, agent)
    this.#wholeName(index, found, asked || this.#candidates.length > before)
    const relevant =
      asked ||
      asksCharacters.test(agent) ||
      this.#candidates.length > before ||
      (denies(text) && this.#candidates.length > 0)
    if (found.length > 0 && relevant) this.#spelled.push({ turn: index, found })
    const [first] = found
    const headSpelled =
      first !== undefined && first.start <= 2 && surnameOf(first.character) !== null && this.#candidates.length === 0
    const spelledName = first ? new RegExp(`(${han})(?:${women}|${men})`).exec(agent)?.[1] : undefined
    const heardAlike =
      spelledName !== undefined && first !== undefined && this.#soundsAlike(first.character, spelledName)
    const calledWrongly = (denies(text) || heardAlike) && calledByName.test(agent) && this.#candidates.length === 0
    if (this.#candidates.length === before && found.length > 0 && (asked || calledWrongly || headSpelled))
      this.#fromSpelling(index, found)
    const refused = refusal.exec(text)
    if (refused && this.#candidates.length === before && (asked || /匿名|姓|名/.test(refused[0]))) {
      this.#refusal = { turn: index, start: refused.index, end: refused.index + refused[0].length }
    }
    if (asked && this.#candidates.length === before) {
      for (let at = index; at >= 0 && !this.#company; at--) if (this.turns[at]!.role === 'caller') this.#fromCompany(at)
    }
  }

  /** 我姓王, 免贵姓王, 我叫王建国, 本人王建国, 姓名：王建国, 叫我王姐. */
  #introductions(index: number): void {
    const { text } = this.turns[index]!
    const patterns: [RegExp, number][] = [
      [/(?:免贵|敝)(?:姓)?(?=[^姓])/g, 0.95],
      [/(?:我|本人|鄙人|咱|俺)(?:呢|啊|也|就|是)?姓(?!名|氏)/g, 0.95],
      [/(?:^|[，。！？、\s0-9]|您好|你好)(?:嗯|啊|哎|哦|那个|就|复|我复|称呼)*姓(?!名|什么|氏)/g, 0.9],
      [/(?:我|本人|俺)(?:的)?(?:名字|全名|大名|姓名)?(?:就)?(?:是|叫|名叫|叫做)(?:做)?/g, 0.9],
      [/(?:^|[，。！？、\s])(?:嗯|啊|哎|哦|那个|就)*(?:您|你)?(?:就)?(?:叫|喊|称呼)我(?:做|一声)?/g, 0.9],
      [/(?:^|[，。！？、\s])(?:算了)?(?:就|您就|你就|您|你)?(?:写|记)(?:我|个|成)?(?=小|老)/g, 0.85],
      [/(?:您|你)(?:就)?(?:叫|喊|称呼)我/g, 0.9],
      [
        /(?:姓名|联系人|发件人|署名|留名|反映人|名字|诉求人|投诉人|举报人|来电人|申请人|全名|大名)(?:：|:|是|叫|为|，)?(?:我)?/g,
        0.85,
      ],
      [/本人(?=[^，。姓叫是])/g, 0.8],
      [/(?:[Mm]y )?[Nn]ame(?: is|：|:)? ?/g, 0.9],
      [/(?:^|[，。！？、\s])我(?=[老小][\u4e00-\u9fff](?:啊|呀|呗|，|。|$))/g, 0.8],
      [
        /(?:^|[，。！？、\s])(?:嗯|啊|哎|哦|那个|就)*叫(?!我|他|她|了|来|什么|做|人|一|你|您|个|不|物业|保安|车|救护|啥|起|停|110|119|120)/g,
        0.75,
      ],
      [/我(?=[^，。的是叫姓们])/g, 0.55],
    ]
    for (const [pattern, strength] of patterns) {
      for (const match of text.matchAll(pattern)) {
        const head = text.slice(Math.max(0, match.index - 6), match.index)
        if (thirdParty.test(head) || /(?:我们?|咱们?|他|她)(?:的)?(?:单位|公司|小区|楼|村)$/.test(head)) continue
        if (strength < 0.6 && !this.#isGreetingName(text, match.index + match[0].length)) continue
        const strict = /(?:是|叫|叫做|名叫|本人|我)$/.test(match[0])
        this.#take(index, match.index + match[0].length, {
          strength,
          strict,
          bareSurname: /姓|免贵|敝/.test(match[0]),
          explicit: /姓$|免贵$|敝$/.test(match[0]),
          named: /叫|名|人|本人/.test(match[0]),
          asked: false,
        })
      }
    }
  }

  /** 「易女士，158…」, 「业委会的舒女士」, 「就写羿女士」: a clause of its own that is a surname and a title. */
  #selfTitled(index: number, asked: boolean): void {
    const { text } = this.turns[index]!
    const titles = asked ? titlePattern : `(?:${women}|${men})`
    const pattern = new RegExp(
      `(?:^|[，。！、\\s0-9]|的|就?写|就?记|就?叫|是)(${han}{1,2}?)(${titles})(?=[，。！、？\\s0-9]|吧|就|得了|来电|电话|手机|打|$)`,
      'g',
    )
    for (const match of text.matchAll(pattern)) {
      const at = match.index + match[0].lastIndexOf(match[1]! + match[2]!)
      const head = text.slice(Math.max(0, at - 6), at).replace(/[，。\s]+$/, '')
      const known = surnameOf(match[1]!) === match[1] || (asked && match[1]!.length === 1 && !notGiven.has(match[1]!))
      if (
        !known ||
        thirdParty.test(head) ||
        /(?:客服|经理|工作人员|接线员|接电话的|办事员|民警|医生)[^，。]{0,3}$/.test(head)
      )
        continue
      this.#take(index, at, { strength: asked ? 0.9 : 0.75, strict: false, bareSurname: false, asked, explicit: true })
      return
    }
  }

  /** 「王芳 138…」, 「138…，王芳」: a name beside the number, as people type it. */
  #besideNumber(index: number): void {
    const { text } = this.turns[index]!
    for (const match of text.matchAll(
      /(?:^|[，。！、\s0-9])([\u4e00-\u9fff]{2,4})(?:[，。、：\s]|电话|手机)*(?=1[3-9][0-9]{9})|(?<=1[3-9][0-9]{9})[，。、\s]*([\u4e00-\u9fff]{2,4})(?=[，。！\s]|$)/g,
    )) {
      const name = match[1] ?? match[2] ?? ''
      const surname = surnameOf(name)
      const given = surname ? name.slice(surname.length) : ''
      if (!surname || given === '' || given.length > 2 || [...given].some((character) => notGiven.has(character)))
        continue
      const at = match.index + match[0].lastIndexOf(name)
      this.#push({ name, turn: index, at, length: name.length, full: true, strength: 0.8, ownTitle: null })
      return
    }
  }

  /** A written appeal that ends with its writer's name. */
  #signature(index: number): void {
    const { text } = this.turns[index]!
    const match = /[，。！\s]([\u4e00-\u9fff]{2,4})[。]?$/.exec(text)
    const surname = match && text.length > 30 ? surnameOf(match[1]!) : null
    if (!match || !surname) return
    const given = match[1]!.slice(surname.length)
    if (
      given === '' ||
      given.length > 2 ||
      [...given].some((character) => notGiven.has(character)) ||
      wordLike.has(surname)
    )
      return
    const at = match.index + 1
    this.#push({
      name: match[1]!,
      turn: index,
      at,
      length: match[1]!.length,
      full: true,
      strength: 0.6,
      ownTitle: null,
    })
  }

  /** 「你好，我王建国」 only at the head of a turn, with a whole name and an end after it. */
  #isGreetingName(text: string, at: number): boolean {
    if (at > 8) return false
    const name = text.slice(at, at + 4)
    return (
      surnameOf(name) !== null &&
      new RegExp(`^${han}{2,4}[，。！\\s]`).test(text.slice(at, at + 5)) &&
      [...name.slice(1, 3)].every((character) => /[，。！\s]/.test(character) || !notGiven.has(character))
    )
  }

  /** The head of an answer to 您贵姓: 「王建国」, 「王，三横王」, 「林女士」. */
  #answer(index: number, found: readonly SpelledCharacter[]): void {
    const { text } = this.turns[index]!
    const lead =
      /^(?:[，。！、\s]|嗯+|啊|哎|唉|哦|噢|呃|那个|那|我|就|是|叫|哈|行|好的?|对|您好|你好|这样啊?|免贵)*/.exec(
        text,
      )![0].length
    this.#take(index, lead, { strength: 0.85, strict: true, bareSurname: true, asked: true, explicit: false })
    if (this.#candidates.at(-1)?.mention.turn === index) return
    // The name may come after another answer: 「可以啊，李秀英」.
    const clauses = [...text.matchAll(/[，。！、\s]/g)].map((match) => match.index + 1).filter((at) => at > lead)
    for (const at of clauses) {
      if (found.some((spelled) => spelled.start <= at && at < spelled.end)) continue
      const clause = /^[^，。！、？\s]*/.exec(text.slice(at))![0]
      const titled = titledClause.test(clause)
      if (
        /^[\u4e00-\u9fff]{2,4}$/.test(clause) &&
        surnameOf(clause) &&
        (titled || ![...clause.slice(1)].some((character) => notGiven.has(character)))
      ) {
        this.#take(index, at, { strength: 0.6, strict: true, bareSurname: false, asked: true, explicit: false })
        if (this.#candidates.at(-1)?.mention.turn === index) return
      }
    }
  }

  /** 「姓章，立早章，章慧敏」: the whole name comes after the surname, here or in a later turn about the name. */
  #wholeName(index: number, found: readonly SpelledCharacter[], aboutName: boolean): void {
    const last = this.#candidates.at(-1)
    if (!last || last.full || !aboutName) return
    const { text } = this.turns[index]!
    const from = last.mention.turn === index && !asksName.test(this.turns[index - 1]?.text ?? '') ? last.mention.end : 0
    for (const match of text.matchAll(/(?:^|[，。！、\s是叫])([\u4e00-\u9fff]{2,4})(?=[，。！、\s的]|$)/g)) {
      const name = match[1]!.replace(/^(?:叫|我叫|全名|名字叫|是|就叫)+/, '')
      const at = match.index + match[0].length - name.length
      const surname = surnameOf(name) ?? (name.startsWith(last.name) ? last.name : null)
      const rest = surname ? name.slice(surname.length) : ''
      if (at < from || !surname || rest === '' || rest.length > 2 || !this.#soundsAlike(surname, last.name)) continue
      if (found.some((spelled) => spelled.start < at + name.length && at < spelled.end)) continue
      if ([...rest].some((character) => notGiven.has(character)) || beginsTitle.test(rest)) continue
      this.#candidates.push({ ...last, name, full: true, mention: { turn: index, start: at, end: at + name.length } })
      return
    }
    const given = found.filter((spelled) => spelled.start >= from && !this.#soundsAlike(spelled.character, last.name))
    const spelledName = last.name + given.map((spelled) => spelled.character).join('')
    const written = given.length > 0 && given.length < 3 ? this.#indexBySound(text, spelledName, from) : -1
    if (written >= 0) {
      this.#candidates.push({
        ...last,
        name: spelledName,
        full: true,
        mention: { turn: index, start: written, end: written + spelledName.length },
      })
      return
    }
  }

  #take(
    index: number,
    at: number,
    how: {
      strength: number
      strict: boolean
      bareSurname: boolean
      asked: boolean
      explicit: boolean
      named?: boolean
    },
  ): void {
    const { text } = this.turns[index]!
    const minority = /^([\u4e00-\u9fff]{2,6})(?:，|、)?点(?:，|、)?([\u4e00-\u9fff]{2,6})(?=[，。！\s]|$)/.exec(
      text.slice(at),
    )
    if (minority) {
      this.#push({
        name: `${minority[1]}·${minority[2]}`,
        turn: index,
        at,
        length: minority[0].length,
        full: true,
        strength: how.strength,
        ownTitle: null,
      })
      return
    }
    if (/^[\s，：、]/.test(text.slice(at))) {
      this.#take(index, at + 1, how)
      return
    }
    const rest = text.slice(at)
    const foreign = /^[A-Za-z][A-Za-z.'-]*(?: [A-Za-z][A-Za-z.'-]*){0,3}/.exec(rest)
    if (foreign && foreign[0].length > 2 && (how.asked || how.strength >= 0.75)) {
      this.#push({
        name: foreign[0],
        turn: index,
        at,
        length: foreign[0].length,
        full: true,
        strength: how.strength * 0.9,
        ownTitle: null,
      })
      return
    }
    const dotted = /^[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,8}){1,3}/.exec(rest)
    if (dotted) {
      this.#push({
        name: dotted[0],
        turn: index,
        at,
        length: dotted[0].length,
        full: true,
        strength: how.strength,
        ownTitle: null,
      })
      return
    }
    const spelledFirst = how.bareSurname ? findSpelledCharacters(rest.slice(0, 8), this.syllables)[0] : undefined
    const repeated = spelledFirst !== undefined && spelledFirst.start < 3 && rest.startsWith(spelledFirst.character)
    if (spelledFirst && (spelledFirst.start === 0 || repeated) && surnameOf(spelledFirst.character)) {
      this.#push({
        name: spelledFirst.character,
        turn: index,
        at,
        length: spelledFirst.end,
        full: false,
        strength: how.strength,
        ownTitle: null,
      })
      return
    }
    const nick = nickname.exec(rest)
    if (nick && surnameOf(nick[1]!) && !/^(?:小区|老板|老人|大家|大妈|大爷|小时|老是|大概)/.test(rest)) {
      this.#push({
        name: nick[1]!,
        turn: index,
        at: at + 1,
        length: 1,
        full: false,
        strength: how.strength,
        ownTitle: '某',
      })
      return
    }
    const surname =
      surnameOf(rest) ?? (how.explicit && /^[\u4e00-\u9fff]/.test(rest) && !notGiven.has(rest[0]!) ? rest[0]! : null)
    const unlisted = !surname && how.named ? /^[\u4e00-\u9fff]{3,6}(?=[，。！\s]|$)/.exec(rest)?.[0] : undefined
    if (unlisted && ![...unlisted].some((character) => notGiven.has(character))) {
      this.#push({
        name: unlisted,
        turn: index,
        at,
        length: unlisted.length,
        full: true,
        strength: 0.75,
        ownTitle: null,
      })
      return
    }
    if (!surname) return
    const isWord = wordLike.has(surname) && !how.explicit && !how.named
    if (
      isWord &&
      (how.asked ? !/^(?:[，。！、\s]|$)/.test(rest.slice(1)) : how.strict) &&
      !findSpelledCharacters(rest.slice(0, 8), this.syllables)[0]
    )
      return
    // 「姓魏魏庆年」: the surname, then the name.
    if (how.explicit && rest.startsWith(surname + surname) && !spelledAfter(rest, surname)) {
      this.#take(index, at + surname.length, { ...how, bareSurname: false, strict: false })
      if (this.#candidates.at(-1)?.mention.turn === index) return
    }
    const after = rest.slice(surname.length)
    const titled = startsTitle.exec(after)
    if (
      titled &&
      !(titled[1] === '工' && /^工(?:地|作|资|厂|人|程)/.test(after)) &&
      !(titled[1] === '总' && !/^总(?:[，。！、？\s]|吧|就|$)/.test(after))
    ) {
      const own = womanPattern.test(titled[1]!) ? '女士' : manPattern.test(titled[1]!) ? '先生' : '某'
      this.#push({
        name: surname,
        turn: index,
        at,
        length: surname.length + titled[1]!.length,
        full: false,
        strength: how.strength,
        ownTitle: own,
      })
      return
    }
    const spelledNext = findSpelledCharacters(after.slice(0, 8), this.syllables)[0]?.start === 0
    const doubled = /^[\u4e00-\u9fff]{3}(?=[，。！\s]|$)/.exec(after)?.[0] ?? ''
    const given = spelledNext
      ? ''
      : how.asked && doubled !== '' && surnameOf(doubled) && ![...doubled].some((character) => notGiven.has(character))
        ? doubled
        : this.#given(after)
    if (given !== '' && !(how.bareSurname && this.#isSpellingStart(rest))) {
      // 「我是…」 begins many sentences: without an end after it, a name is a guess.
      const closed = /^(?:[，。！？、\s（]|$|儿|电话|手机|女士|先生|啊|呀|哈|吧|住|我)/.test(after.slice(given.length))
      const echoed = how.asked && after.slice(given.length).includes(given.at(-1)!)
      if (!closed && !echoed && how.strict && how.strength < 0.95) return
      this.#push({
        name: surname + given,
        turn: index,
        at,
        length: surname.length + given.length,
        full: true,
        strength: closed ? how.strength : how.strength * 0.8,
        ownTitle: null,
      })
      return
    }
    const ends =
      /^(?:[，。！？、\s（]|$|女|男|电话|手机|我|住|就|啊|呀|哈|吧|的|哦|是|三|木|立|双|弓|耳|[\u4e00-\u9fff]{1,4}的)/.test(
        after,
      )
    if (how.bareSurname && ends)
      this.#push({
        name: surname,
        turn: index,
        at,
        length: surname.length,
        full: false,
        strength: how.strength,
        ownTitle: null,
      })
  }

  /** 「姓三横王」, 「双木林」: the name is in the spelling, not in front of it. */
  #isSpellingStart(rest: string): boolean {
    const [first] = findSpelledCharacters(rest.slice(0, 12), this.syllables)
    return first !== undefined && first.start === 0
  }

  /** One or two characters of a given name. */
  #given(after: string): string {
    const run = /^[\u4e00-\u9fff]{1,3}/.exec(after)?.[0] ?? ''
    let given = ''
    for (const [index, character] of [...run.slice(0, 2)].entries()) {
      if (notGiven.has(character) || notGivenWords.has(run.slice(index, index + 2))) break
      given += character
    }
    // 「王建国家的国」: the second explanation has begun; 「李明女士」 ends by its title.
    if (given.length === 2 && /^(?:女|先)$/.test(given[1]!)) return given[0]!
    return given
  }

  #push(found: {
    name: string
    turn: number
    at: number
    length: number
    full: boolean
    strength: number
    ownTitle: Candidate['ownTitle']
  }): void {
    const mention = { turn: found.turn, start: found.at, end: found.at + found.length }
    const last = this.#candidates.at(-1)
    // A bare surname after the whole name is the same person being called by it.
    if (last?.full && !found.full && last.name.startsWith(found.name)) return
    if (last && last.strength > found.strength + 0.2) return
    if (
      last &&
      last.mention.turn === found.turn &&
      last.mention.start === mention.start &&
      last.name.length >= found.name.length
    )
      return
    this.#candidates.push({
      name: found.name,
      mention,
      full: found.full,
      spelled: false,
      strength: found.strength,
      ownTitle: found.ownTitle ?? last?.ownTitle ?? null,
    })
  }

  /** The agent names the caller and he agrees: 「是王建国女士吗」「对」. */
  #confirmed(index: number, agent: string): void {
    const { text } = this.turns[index]!
    if (!affirms(text) || denies(text)) return
    const named = readsName.exec(agent)
    const titled = asksTitled.exec(agent)
    if (titled && surnameOf(titled[1]!) === titled[1] && this.#candidates.length === 0) {
      this.#candidates.push({
        name: titled[1]!,
        mention: { turn: index, start: 0, end: Math.min(text.length, 2) },
        full: false,
        spelled: false,
        strength: 0.85,
        ownTitle: null,
      })
      return
    }
    const name = named?.[1]?.replace(/(?:女士|先生|女|先)$/, '')
    const surname = name ? surnameOf(name) : null
    const last = this.#candidates.at(-1)
    if (!name || !surname || [...name.slice(surname.length)].some((character) => notGiven.has(character))) return
    if (last && !this.#soundsAlike(last.name, name)) return
    this.#candidates.push({
      name,
      mention: { turn: index, start: 0, end: Math.min(text.length, 2) },
      full: name.length > surname.length,
      spelled: false,
      strength: 0.9,
      ownTitle: last?.ownTitle ?? null,
    })
  }

  #soundsAlike(a: string, b: string): boolean {
    return [...a.slice(0, Math.min(a.length, b.length))].every((character, at) =>
      this.syllables.sameSound(character, b[at]!),
    )
  }

  #indexBySound(text: string, name: string, from: number): number {
    for (let at = from; at + name.length <= text.length; at++) {
      if ([...name].every((character, index) => this.syllables.sameSound(character, text[at + index]!))) return at
    }
    return -1
  }

  #fromSpelling(index: number, found: readonly SpelledCharacter[]): void {
    const first = found[0]!
    const name = found
      .map((spelled) => spelled.character)
      .join('')
      .slice(0, 4)
    const surname = surnameOf(name)
    if (!surname) return
    this.#candidates.push({
      name,
      mention: { turn: index, start: first.start, end: found.at(-1)!.end },
      full: name.length > surname.length,
      spelled: true,
      strength: 0.85,
      ownTitle: null,
    })
  }

  #fromCompany(index: number): void {
    const { text } = this.turns[index]!
    const match =
      /(?:我们?(?:这边)?是|这边是|代表|这里是|我是)?([\u4e00-\u9fffA-Za-z0-9（）]{2,16}?(?:公司|集团|厂|酒店|超市|事务所|工作室|商贸|科技|物流|餐饮|贸易|传媒|文化|食品|医药|建材|装饰|设计|中心|合作社|饭店|餐厅|店))(?:的|啊|呀|[，。！]|$)/.exec(
        text,
      )
    if (!match) return
    const name = match[1]!.replace(/^(?:我们?(?:这边)?是|这边是|我们?|代表|就|是|写|记|您就写|就写|就记|一家)+/, '')
    if (name.length < 4) return
    const start = match.index + match[0].indexOf(name)
    this.#company = { turn: index, start, end: start + name.length }
  }

  #conclude(chosen: Candidate): NameReading {
    const spelledName = this.#applySpelling(chosen)
    const { spelled } = spelledName
    // 「于，于海涛」 heard as one.
    const name = spelledName.name.replace(/^(.)\1(?=.)/, '$1')
    const evidence = [chosen.mention, ...spelledName.evidence]
    const others = [
      ...new Set(
        this.#candidates.filter((other) => other !== chosen && other.strength >= 0.5).map((other) => other.name),
      ),
    ]
    const alternatives = others.filter(
      (other) => other !== name && !name.startsWith(other) && !this.#soundsAlike(other, name),
    )
    const surname = surnameOf(name) ?? name
    if (chosen.full || name.length > surname.length) {
      const confidence =
        (spelled ? 0.96 : 0.92) * Math.min(1, chosen.strength / 0.85) - (alternatives.length > 0 ? 0.2 : 0)
      return { value: name, confidence, evidence, alternatives, refused: false, spelled }
    }
    const title = this.#title(surname, chosen)
    const sure = title.from === 'agent' || title.from === 'caller' ? 0.94 : title.from === 'address' ? 0.85 : 0.75
    return {
      value: `${surname}${title.value}`,
      confidence: sure * Math.min(1, chosen.strength / 0.85) - (alternatives.length > 0 ? 0.2 : 0),
      evidence,
      alternatives: [
        ...(['女士', '先生', '某'] as const).filter((other) => other !== title.value).map((other) => surname + other),
        ...alternatives,
      ],
      refused: false,
    }
  }

  /** Each explained character takes the place in the name where its sound is; a surname alone grows into the name. */
  #applySpelling(chosen: Candidate): { name: string; spelled: boolean; evidence: Mention[] } {
    const characters = [...chosen.name]
    let spelled = chosen.spelled
    const evidence: Mention[] = []
    for (const { turn, found } of this.#spelled) {
      if (turn < chosen.mention.turn - 2) continue
      let from = 0
      for (const item of found) {
        const at = characters.findIndex(
          (character, index) => index >= from && this.syllables.sameSound(character, item.character),
        )
        const place =
          at >= 0 ? at : characters.findIndex((character) => this.syllables.sameSound(character, item.character))
        if (place >= 0) {
          characters[place] = item.character
          from = place + 1
        } else if (!chosen.full && turn >= chosen.mention.turn && characters.length < 3 && this.#asksGiven(turn))
          characters.push(item.character)
        else if (
          denies(this.turns[turn]!.text) &&
          found.length === 1 &&
          surnameOf(item.character) &&
          turn > chosen.mention.turn
        )
          characters[0] = item.character
        else continue
        spelled = true
        evidence.push({ turn, start: item.start, end: item.end })
      }
    }
    return { name: characters.join(''), spelled, evidence }
  }

  #asksGiven(turn: number): boolean {
    const agent = this.turns[turn - 1]
    return agent?.role === 'agent' && /名|全|哪|怎么写/.test(agent.text)
  }

  /** How the caller calls himself, then how the agent calls him and is let, then 某. */
  #title(surname: string, chosen: Candidate): { value: Title | '某'; from: 'caller' | 'agent' | 'address' | 'none' } {
    const callers = this.turns.filter((turn) => turn.role === 'caller').map((turn) => turn.text)
    const all = callers.join('\n')
    if (
      /我(?:是|一)(?:个)?男(?:的|士|同志)|(?<!管我|还)叫(?:我)?先生|不是女士|我(?:可)?(?:是)?(?:一)?大老爷们/.test(all)
    )
      return { value: '先生', from: 'caller' }
    if (
      /我(?:是|一)(?:个)?女(?:的|士|同志)|(?<!管我|还)叫(?:我)?女士|不是先生|我(?:是)?(?:一)?(?:个)?(?:女的|妇女)/.test(
        all,
      )
    )
      return { value: '女士', from: 'caller' }
    const own = this.#ownSex(surname, chosen)
    if (own) return { value: own, from: 'caller' }
    if (chosen.ownTitle === '女士' || chosen.ownTitle === '先生') return { value: chosen.ownTitle, from: 'caller' }
    const called = this.#calledByAgent(surname)
    if (called) return called
    if (chosen.ownTitle) return { value: chosen.ownTitle, from: 'caller' }
    return { value: '某', from: 'none' }
  }

  /** 「姓康，女的」, 「…的麦，麦先生」, 「先生。」 in the turn of the name or the next. */
  #ownSex(surname: string, chosen: Candidate): Title | null {
    const callers = this.turns.filter((turn) => turn.role === 'caller').map((turn) => turn.text)
    if (
      callers.some((text) =>
        /我(?:一个|是|可是|这|这个|也是)?(?:个)?(?:退休)?(?:大妈|阿姨|大姐|大娘|老太太|老太婆|奶奶)(?=[，。！、\s了]|$)/.test(
          text,
        ),
      )
    )
      return '女士'
    if (
      callers.some((text) =>
        /我(?:一个|是|可是|这|这个|也是)?(?:个)?(?:退休)?(?:大叔|大爷|大哥|老头儿?|老汉|爷们儿?)(?=[，。！、\s了]|$)/.test(
          text,
        ),
      )
    )
      return '先生'
    for (const turn of this.turns.slice(chosen.mention.turn, chosen.mention.turn + 3)) {
      if (turn.role !== 'caller') continue
      const sex = new RegExp(`${surname}(男|女)(?:的|士|$|[，。\\s])`).exec(turn.text)
      if (sex) return sex[1] === '女' ? '女士' : '先生'
      const titled = new RegExp(`${surname}(${women}|${men})`).exec(turn.text)
      if (titled) return womanPattern.test(titled[1]!) ? '女士' : '先生'
      if (
        /(?:^|[，。！、\s]|我|是|姓.)(?:个)?(?:女的|女士|女同志|女性|女|一?个?女的|退休老太太|老太太)(?=[，。！、\s]|就|吧|的?电话|手机|$)/.test(
          turn.text,
        )
      )
        return '女士'
      if (
        /(?:^|[，。！、\s]|我|是|姓.)(?:个)?(?:男的|先生|男同志|男性|男|老爷们儿?|退休老头儿?|老头儿?)(?=[，。！、\s]|一个|就|吧|的?电话|手机|$)/.test(
          turn.text,
        )
      )
        return '先生'
    }
    return null
  }

  #calledByAgent(surname: string): { value: Title | '某'; from: 'agent' | 'address' } | null {
    const named = anyTitle
    let address: Title | null = null
    let byName: Title | '某' | null = null
    this.turns.forEach((turn, index) => {
      if (turn.role !== 'agent') return
      const answer = this.turns[index + 1]?.text ?? ''
      if (/先生还是|女士还是/.test(turn.text)) {
        if (/先生|男/.test(answer)) byName = '先生'
        else if (/女/.test(answer)) byName = '女士'
        return
      }
      for (const match of turn.text.matchAll(named)) {
        const word = match[1]!
        const title = womanPattern.test(word) ? '女士' : manPattern.test(word) ? '先生' : '某'
        const start = match.index + match[0].length - word.length
        const before = turn.text.slice(Math.max(0, start - surname.length), start)
        const contradicted =
          denies(this.turns[index + 1]?.text ?? '') && /男|女|先生|女士/.test(this.turns[index + 1]?.text ?? '')
        if (contradicted) continue
        if (before === surname || (before.length === surname.length && this.#soundsAlike(before, surname)))
          byName = title
        else if (
          title !== '某' &&
          /^(?:女士|先生|大爷|阿姨|大妈|大姐|大哥|小姐|叔叔)$/.test(word) &&
          (start === 0 || /[，。！？的\s好您下问]/.test(turn.text[start - 1]!))
        )
          address = title
      }
    })
    if (byName) return { value: byName, from: 'agent' }
    return address ? { value: address, from: 'address' } : null
  }

  #none(): NameReading {
    if (this.#company && !this.#refusal) {
      const { turn, start, end } = this.#company
      return {
        value: this.turns[turn]!.text.slice(start, end),
        confidence: 0.7,
        evidence: [this.#company],
        alternatives: [],
        refused: false,
      }
    }
    return {
      value: null,
      confidence: 0.9,
      evidence: this.#refusal ? [this.#refusal] : [],
      alternatives: [],
      refused: this.#refusal !== null,
    }
  }
}
