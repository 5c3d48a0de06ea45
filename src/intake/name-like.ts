import { compoundSurnames, singleSurnames } from '../text/surnames.ts'

/** Characters that two thirds of given names are made of, without those that running talk is full of (一, 有, 家, 生, 海). */
const givenCharacters =
  '伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞刚桂建国华文辉志玉红梅春燕萍玲珍琴云莲凤雪荣香莺媛瑞凡佳嘉琼勤贞莉娣璐娅琦晶妍茜秋珊莎锦黛青倩婷姣婉娴瑾颖瑶怡婵雁蓓君琛希宁欣雨育滢筠柔凝晓枫芸菲亚舒思毅俊峰永健世义兴良仁波贵福龙祥武彬富顺昌成康岩茂坚彪博诚敬震振豪邦绍松善厚庆裕哲江浩亮谦亨翰朗宏鸣斌梁栋维伦翔旭鹏泽晨辰树炎德泰雄钧冠腾楠榕航弘梓轩涵宇诗琪萱桐远靖淑慧巧美惠珠翠雅芝'
/** Given names hold them too, beside one of the others. */
const alsoGiven = '生然子新一立天家海文学平才金光东鸣冬少小心可多林成'
const pattern = new RegExp(
  `(?:${[...compoundSurnames].join('|')}|[${[...singleSurnames].join('')}])(?:[${givenCharacters}][${givenCharacters}${alsoGiven}]|[${alsoGiven}][${givenCharacters}]|立[新成]|成[林立]|([多乐圆甜豆莹笑萌妞])\\1)(?![区县镇乡村街路桥庄里园苑城门站河楼寺口院校厂店社大小东南西北中号花])`,
  'g',
)

/** What looks like a whole name wherever it stands: a surname and two characters that names are made of. UTF-16 offsets. */
export function findNameLike(text: string): { start: number; end: number }[] {
  return [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }))
}
