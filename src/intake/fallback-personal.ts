import type { SyllableIndex } from '../text/pinyin.ts'
import { findSpelledCharacters } from '../text/spelled-character.ts'
import { compoundSurnames, singleSurnames, surnameOf } from '../text/surnames.ts'
import { findBareNames } from './fallback-bare-names.ts'
import { findNameLike } from './name-like.ts'

/** UTF-16 offsets into one normalised text. */
export interface TextSpan {
  start: number
  end: number
}

const han = '[\\u4e00-\\u9fff]'
const surname = `(?:${[...compoundSurnames].join('|')}|[${[...singleSurnames].join('')}])`
/** Surnames that are heard mostly as surnames: after 小 and 老 the rare ones are other words (小区, 老马路 aside). */
const commonSurname =
  '[王李张刘陈杨赵吴周徐孙朱胡郭林罗郑梁谢宋唐许韩冯邓曹彭曾肖董袁潘蒋蔡余杜叶苏魏吕丁沈姚卢姜崔钟谭陆汪范贾韦邹孟熊秦邱尹薛阎段雷侯郝龚邵]'
const titles =
  '先生|女士|小姐|师傅|老师|大爷|大妈|阿姨|大姐|大哥|大叔|大娘|大婶|奶奶|爷爷|叔叔|医生|大夫|会计|律师|教授|队长|班长|警官|书记|主任|经理|老板'
/** What stands between a surname-like character and a title when it is no name: 和物业经理, 高级老师. */
const noName =
  '物业保安维修公司程项目店供热水电气小区楼栋的了是在就那这不没有和跟也都还我你您他她们说找给打问客服售后值班现场一个两位'
const given = `(?:(?![${noName}])${han})`
const end = '(?=[，。！？；：、,.\\s|〔）（]|$)'
const roles =
  '包工头|工头|老板|老板娘|法人|法人代表|负责人|经理|店长|司机|房东|中介|户主|业主|房主|媳妇|老婆|老公|丈夫|妻子|爱人|儿子|女儿|闺女|孩子|父亲|母亲|爸|妈|哥|姐|弟|妹|同事|邻居|朋友|老师|医生|大夫|教练|顾问|业务员|联系人|学生|患者|病人|当事人|网格员|书记|主任'

const fillers = '(?:嗯|啊|哎|哦|额|呃|那个|就是|您好|你好|我|免贵|姓|是|叫|名字|您记|您写|记|写|登记|，|。|、| )*'

/** Where a name may stand; group 1 is the name. Each errs on the side of hiding. */
const cues: readonly RegExp[] = [
  new RegExp(`姓(?!名|什么|氏|啥|甚|哪|个|儿)(${han}(?:${given}{1,2}${end})?)`, 'g'),
  new RegExp(
    `(?:叫|名叫|名字是|名字叫|姓名[是：:]?|全名[是叫]?|大名[是叫]?|我是|本人|署名)(${surname}${given}{1,2})${end}`,
    'g',
  ),
  new RegExp(`(?:我叫|我的名字叫)(${surname}${han}{1,2})`, 'g'),
  // Surnames that no list has, and names given without a question: 我叫常立，… / 留言人：项南 / 姓陈耳东陈陈大勇这号.
  new RegExp(`(?:我叫|名字叫|我名叫)(${han}{2,4})${end}`, 'g'),
  new RegExp(
    `(?:留言人|反映人|投诉人|举报人|来信人|诉求人|申请人|联系人|署名|姓名|落款)[：:是为叫]\\s*(${han}{2,4})${end}`,
    'g',
  ),
  new RegExp(`姓(?<own>${han})${han}{0,6}?(?<whole>\\k<own>${han}{1,2})(?=这|就|电话|手机|号|${end})`, 'g'),
  new RegExp(`(?:写|留|登记|记)(?:个|上)?(${han}{2,4})(?:吧|就行|就成)`, 'g'),
  new RegExp(`您(?:记|写|叫|称呼)(${surname}${han}{1,2})`, 'g'),
  new RegExp(`(${surname}${given}{1,2})(?=就行|就成|吧$|别写错)`, 'g'),
  new RegExp(`名[字子](?:就)?(?:是|使|叫|：)(${han}{1,3})${end}`, 'g'),
  new RegExp(`(${surname}${given}{0,2})(?=${titles})`, 'g'),
  // 女士 and 先生 follow rare surnames and misheard ones as well.
  new RegExp(`((?![位个的那这名些男女多老好])${han})(?=先生|女士|小姐)`, 'g'),
  new RegExp(`(?<![大])[小老](${commonSurname})`, 'g'),
  new RegExp(
    `(?:${roles})(?:的名字)?(?:是|叫|就是|就叫|名叫|：)?(${surname}${given}{1,2})(?:${end}|(?=[跑说把让拿收欠来去又他她打骂不没也就还从在给对叫要有被教住家这那]))`,
    'g',
  ),
  // What a turn begins with, what stands beside a name, or a clause that a number follows.
  new RegExp(`^${fillers}(${surname}${given}{1,2})(?=[，。！？、]|$)`, 'g'),
  new RegExp(`(${surname}${given}{1,2})(?=〔姓名)`, 'g'),
  new RegExp(`〔姓名\\d+〕(${surname}${given}{1,2})`, 'g'),
  new RegExp(`〔姓名\\d+〕((?!先生|女士|小姐|大爷|大妈|阿姨)${han}{2,4})${end}`, 'g'),
  new RegExp(`(?<=^|[，。、\\s])(${surname}${given}{1,2})(?=[，。、\\s].{0,6}(?:手机|电话|联系|[〔|]))`, 'g'),
]
/** After 您贵姓 a turn begins with the name, whatever characters it has. */
const answer = new RegExp(
  `^${fillers}((?![嗯啊哎哦额呃那就您你我免姓是叫名不没对可好行匿保还电来成])(?:${han}{2,3}${end}|${surname}${han}{1,2}|${han}))`,
)
/** The clauses of that turn which may be the name as well: 免贵姓汪，汪伟。名字是振华。 */
const answerClauses: readonly RegExp[] = [
  new RegExp(`(?<=^|[，。！？、\\s〕])(?:就写|写|叫|是|就是)?(${surname}${han}{1,3})${end}`, 'g'),
  new RegExp(`〕[，。、\\s](${han}{2,4})${end}`, 'g'),
  new RegExp(`[名冥].?(?:就)?(?:是|使|叫)(${han}{1,3})${end}`, 'g'),
]
export const asksName = /[姓名]|称呼|您叫|哪位|联系人|是谁/

/** What stands where a name would: 邢露 电话…, 称呼大姐就行. Hidden as a name it would be hidden everywhere. */
const noNames = new Set(
  (
    '电话 手机 座机 号码 手机号 手机号码 电话号码 联系 联系电话 联系方式 微信 邮箱 尾号 地址 住址 身份证 位置 门牌 时间 合同 房产证 ' +
    '打我 打我手机 打座机 就行 就成 就得 就这号 号就这个 电话这个 女的 男的 大姐 大哥 大爷 大妈 大叔 阿姨 叔叔 师傅 司机 老师 主任 经理 警官 ' +
    '老板 房东 房东姓 房主姓 业主 住户 物业 居委会 我 我姓 我叫 我是 是 别 不是 一下 个姓 谢谢 知道 明白 满意 表示满意 普通 公示 给业主 ' +
    '解封 路过 爱听 房子 楼上 楼下 全市 高中 初三 匿名 保密'
  ).split(' '),
)

export interface NameContext {
  /** Finds characters that are spelled out (弓长张). */
  syllables: SyllableIndex
  /** The turn before asked for a name. */
  asked: boolean
}

/** Names of persons and spelled-out characters of names, hidden rather too often than too seldom. */
export function findNames(text: string, { syllables, asked }: NameContext): TextSpan[] {
  const span = (match: RegExpMatchArray): TextSpan[] => {
    const found = match.groups?.whole ?? match[1] ?? ''
    const name = found.replace(/[吧啊呀呢嘛哦啦]+$/, '')
    const start = (match.index ?? 0) + (match[0] ?? '').lastIndexOf(found)
    return name === '' || noNames.has(name) ? [] : [{ start, end: start + name.length }]
  }
  const named = cues.flatMap((cue) => [...text.matchAll(cue)].flatMap(span))
  const answered = asked
    ? [answer.exec(text) ?? [], ...answerClauses.flatMap((clause) => [...text.matchAll(clause)])]
    : []
  const mayspell = asked || /[姓名]|字|写|称呼|叫我/.test(text)
  const spelled = mayspell ? findSpelledCharacters(text, syllables) : []
  return [
    ...named,
    ...findNameLike(text),
    ...findBareNames(text),
    ...answered.flatMap((match) => span(match as RegExpMatchArray)),
    ...spelled.map(({ start, end: stop }) => ({ start, end: stop })),
  ]
}

const accounts =
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<=(?:微信|微信号|邮箱|抖音|快手|淘宝|闲鱼|QQ|qq|账号|用户名)(?:号|名)?[是：:为叫]?\s*)[A-Za-z][\w-]{4,19}/g

/** Mail addresses, and names of accounts after what they are accounts of. */
export const findAccounts = (text: string): TextSpan[] =>
  [...text.matchAll(accounts)].map((match) => ({ start: match.index, end: match.index + match[0].length }))

const number = '(?:[0-9]{1,5}|[零〇一二三四五六七八九十百两幺]{1,6})'
const doors = new RegExp(
  `(?:[甲乙丙丁A-Za-z东西南北]?${number}(?:号院|号楼|号公寓|号房|号(?!线|码|称|召|口|出口|院|楼)|栋|幢|座|单元|门(?!口)|层|楼|室|户|弄|排|#)[的，、\\s]{0,2})+(?:[A-Za-z]?${number}(?![0-9零一二三四五六七八九十百千万块元度年月天个次点岁米平分]))?`,
  'g',
)

/** House numbers, from the yard to the door. 十一月十五号 is a day. */
export function findHouseNumbers(text: string): TextSpan[] {
  return [...text.matchAll(doors)]
    .filter(
      (match) =>
        !/月$/.test(text.slice(0, match.index)) &&
        !/^[一二三四五六七八九十两0-9]{1,2}(?:户|层|楼|门)[的，、\s]*$/.test(match[0]),
    )
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
}

/** 建国 of 王建国; null when it is too short to be told from other words. */
export function givenNameOf(name: string): string | null {
  const given = name.slice(surnameOf(name)?.length ?? 0)
  return given.length >= 2 && given !== name ? given : null
}
