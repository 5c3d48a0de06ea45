import type { TextSpan } from './fallback-personal.ts'

/** The commonest surnames, without those that running talk is full of (高, 方, 于, 任, 安, 常, 成, 全, 平). */
const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付邹孟熊秦邱江尹薛闫段雷侯史陶贺顾毛郝龚邵钱严覃戴莫孔汤'
/** Characters that names of two characters end in; without those that follow these surnames in other words. */
const given =
  '伟芳娜秀英敏静丽强磊军勇艳杰娟涛超兰霞刚桂辉志红燕萍玲珍琴莲凤莺瑞凡佳嘉琼勤莉娣璐娅琦晶妍茜莎黛倩婷姣婉娴瑾颖瑶怡婵蓓琛希欣滢筠枫芸菲舒思毅俊健义仁彬茂坚彪诚敬震绍哲浩谦翰斌维伦旭鹏泽晨炎雄钧腾楠榕弘梓轩涵琪萱桐淑慧惠翠雅芝洋明宁雪云梅磊鑫宇帆凯峰波亮博毅飞龙虎'
/** Also common, but beginnings and ends of too many words to be believed on one side alone. */
const weakGiven = '平文玉香春永建国华兴中成林海江山东庆光荣福贵祥顺才全金根德威力达星月冬秋阳康'
const words =
  '马云石英石雄石龙金刚金明金宁金龙金鑫黄龙黄梅黄莺江宁江波江云余波余震杨梅罗兰唐诗许诚林涛林泽林梅陆军汪洋雷云丁静叶茂程思史诗何静何思何敬何欣夏云夏梅何宁马虎马龙马波毛毅钱志胡思胡志顾思顾惠莫怡贺龙严静严明严敬严惠严雅严思苏宁沈阳史志胡琴王国韩国魏国秦国赵国宋国吴国许国金山黄山唐山梁山江山周中周全马达马力金星黄海江海林海江东余力余光余庆顾全石景马场金银许可'
/** Of 被张伟打了: what a person follows, and what he does or suffers. */
const before = '(?<=^|[，。！？；：、,.!?;:\\s|〕（]|[和跟与同被让叫找给是把向替帮骂打告约姓问请查抓管有对])'
const after =
  '(?=[，。！？；：、,.!?;:\\s|〔）]|$|[打骂说把让拿收欠踹踢推砸偷抢占借租卖拖赖跑逃又没也就还从给跟和与对叫要被教住是不那这干做搞弄老总一拉在用开养扔堵拆倒骗坑讹诈殴撞辱赶躲吵闹])'
const noPlace = '(?![区县镇乡村街路桥庄里园苑城门站河楼寺口院校厂店社]|物业|颐养|老年|家园|公司|小学|中学|大厦|广场)'
const surname = `([${surnames}])(?!\\1)`
/** Of a longer name, any character that is not soon part of other words. */
const rest = '(?![的了是不在有一镇村庄街路区县乡口店站各八法园苑庭府说])[\\u4e00-\\u9fff]'
/** Surnames that begin hardly any other word. */
const plainSurnames =
  '王李刘陈杨赵吴徐朱郭罗郑谢宋许韩冯邓曹彭曾肖董袁潘蒋蔡杜苏魏吕沈姚卢姜崔钟谭陆汪范贾韦邹孟熊秦邱尹薛段雷侯郝龚邵廖'
const titles = '先生|女士|小姐|师傅|老师|大爷|大妈|阿姨|大姐|大哥|大叔|大娘|奶奶|爷爷|医生|大夫|律师|老板|主任|经理'
const patterns = [
  new RegExp(`${before}${surname}[${given}]${noPlace}`, 'g'),
  new RegExp(`${surname}[${given}]${after}`, 'g'),
  new RegExp(`${before}${surname}[${weakGiven}]${after}`, 'g'),
  new RegExp(`${before}${surname}(?:[${given}${weakGiven}]${rest}|${rest}[${given}${weakGiven}])${after}`, 'g'),
  new RegExp(`${before}([${plainSurnames}])(?!\\1|${titles})(?:${rest}){2}${after}`, 'g'),
]
/** 「…请尽快处理。于红 13800000000」: how a written message is signed. */
const signature =
  /(?<=[，。！？；、\s])(?!联系|电话|手机|微信|号码)[\u4e00-\u9fff]{2,4}(?=[\s，,：:]{0,2}(?:1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8}|〔电话))/g
const notNames = new Set(words.match(/../g))

/**
 * Names that nothing announces: 张伟打了我. What stands beside them must look as around a person, for two or three
 * characters alone are soon another word. UTF-16 offsets.
 */
export function findBareNames(text: string): TextSpan[] {
  const bare = patterns
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .filter(([name]) => !notNames.has(name.slice(0, 2)))
  return [...bare, ...text.matchAll(signature)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
}
