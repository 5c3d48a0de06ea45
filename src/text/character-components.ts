/** How surnames and some given names are told by their parts: 弓长 → 张. Several where the parts leave a choice. */
const toldByParts =
  '弓长张 立早章 耳东陈 耳朵东陈 禾呈程 禾口王程 木子李 十八子李 双木林 言午许 古月胡 口天吴 三横王 三横一竖王 三点水汪 三点水江 草头黄 草头范 草头蒋 草字头黄 草字头范 草字头蒋 大肚黄 大肚子黄 木易杨 卯金刀刘 卯金刘 文刀刘 双口吕 两口吕 干勾于 干钩于 人禾余 走肖赵 人可何 单人何 加贝贺 关耳郑 美女姜 羊女姜 西早覃 言身寸谢 言射谢 赤耳郝 双人徐 子小孙 米番潘 三点水番潘 十口叶 门三闫 门里三闫 日月明 山佳崔 竹间简 西木栗 广龙庞 三撇彭 草办苏 草头办苏 金童钟 金中钟 金戈钱 召耳邵 禾子季 羽佳翟 四马罗 四夕罗 四维罗 夕四罗 北田共冀 两点水马冯 亦木栾 非衣裴 单人冬佟 山今岑 水寿涛 火华烨 日华晔 文武斌 三石磊 三日晶 三金鑫 三水淼 三木森 三火焱 三土垚 三牛犇 双吉喆 木每梅 木公松 言成诚 青争静 立青靖 女亭婷 雨田雷 雨相霜 王文玟 王令玲 王林琳 王路璐'

export const wholesOfParts: ReadonlyMap<string, readonly string[]> = (() => {
  const wholes = new Map<string, string[]>()
  for (const entry of toldByParts.split(' ')) {
    const parts = entry.slice(0, -1)
    wholes.set(parts, [...(wholes.get(parts) ?? []), entry.at(-1)!])
  }
  return wholes
})()

/** A radical, then the other part and what they make: 草 + 方 → 芳. */
const composed: Readonly<Record<string, string>> = {
  草: '方芳平苹化花明萌分芬之芝令苓连莲名茗西茜利莉青菁将蒋重董韦苇央英办苏微薇雷蕾全荃监蓝云芸早草朱茱曼蔓田苗何荷秦蓁亭葶心芯千芊容蓉惠蕙宣萱意薏夫芙辛莘今芩如茹川芎长苌句苟',
  水: '工江王汪每海寿涛青清吉洁共洪羊洋原源胡湖告浩可河番潘少沙文汶闰润林淋永泳章漳农浓主注先洗台治函涵光洸元沅亘洹由油登澄享淳度渡莫漠朝潮又汉皮波中冲',
  冰: '马冯先冼令冷东冻妻凄京凉',
  女: '亭婷我娥弟娣月玥青婧那娜倩倩开妍子好古姑少妙宛婉眉媚原嫄乔娇朱姝亚娅且姐未妹',
  王: '令玲林琳路璐文玟月玥奇琦英瑛京琼其琪民珉分玢册珊俞瑜宣瑄韦玮朱珠里理求球光珖炎琰昆琨章璋景璟旋璇秀琇玉珏呈珵宗琮爱瑷行珩久玖白珀',
  木: '每梅同桐公松圭桂白柏风枫南楠华桦东栋兆桃易杨卯柳寸村才材对树主柱各格容榕亘桓几机羊样秦榛辛梓贞桢娄楼又权莫模乔桥',
  火: '华烨军辉韦炜丙炳宣煊登灯丁灯玄炫昱煜山灿然燃习熠皇煌奂焕',
  日: '军晖华晔月明青晴尧晓斤昕文旻天昊辰晨成晟光晃央映希晞方昉立昱升昇安晏生星',
  金: '丰锋冈钢同铜帛锦名铭令铃兑锐监鉴真镇均钧中钟艮银失铁玉钰丑钮',
  人: '韦伟圭佳建健青倩仑伦二仁木休义仪中仲可何白伯右佑左佐吉佶乔侨冬佟几仉半伴言信壬任本体耳佴',
  山: '风岚今岑佳崔冈岗石岩令岭宗崇争峥荣嵘高嵩支岐奇崎',
  心: '青情亘恒生性兑悦台怡如恕今念士志真慎尉慰田思因恩相想原愿音意中忠斤忻俞愉',
  竹: '均筠间简官管生笙由笛毛笔',
  雨: '相霜文雯路露田雷辰震非霏林霖令零肖霄齐霁',
  宝: '玉宝女安元完丁宁子字于宇由宙且宜谷容木宋必宓',
  言: '午许成诚射谢永咏平评方访若诺羊详京谅寺诗覃谭司词宜谊者诸炎谈皆谐',
  耳: '东陈日阳关郑丘邱召邵可阿良郎又邓有郁赤郝君郡',
  石: '开研页硕少砂定碇',
  走: '录逯夆逄肖赵己起召超取趣干赶',
  门: '王闰三闫文闵口问日间马闯木闲',
  车: '干轩交较专转',
  马: '奇骐俊骏也驰各骆',
  立: '青靖占站里童早章',
  米: '番潘青精',
  糸: '工红文纹屯纯肖绡吉结录绿己纪冬终召绍者绪奇绮旬绚佳维',
  贝: '才财加贺工贡分贫',
  鸟: '我鹅江鸿朋鹏',
  羽: '佳翟中翀公翁卒翠',
  三: '石磊日晶金鑫水淼木森火焱口品人众耳聂土垚牛犇',
  两: '火炎木林人从口吕土圭月朋日昌吉喆',
}

const wholes = new Map(
  Object.entries(composed).flatMap(([radical, pairs]) =>
    Array.from({ length: pairs.length / 2 }, (_, index): [string, string] => [
      radical + pairs[index * 2]!,
      pairs[index * 2 + 1]!,
    ]),
  ),
)

/** The character that a radical and another part make, or undefined. */
export const composedOf = (radical: string, part: string): string | undefined => wholes.get(radical + part)

/** How people name a radical. */
const radicalNames: readonly (readonly [RegExp, string])[] = [
  [/草(?:字)?头/, '草'],
  [/三点水/, '水'],
  [/两点水/, '冰'],
  [/女字旁/, '女'],
  [/王字旁|斜玉旁|玉字旁/, '王'],
  [/木字旁/, '木'],
  [/火字旁/, '火'],
  [/日字旁|日字头/, '日'],
  [/金字旁/, '金'],
  [/单(?:立)?人旁?|人字旁/, '人'],
  [/山字(?:旁|头)/, '山'],
  [/竖心旁|立心旁|心字底/, '心'],
  [/竹字头/, '竹'],
  [/雨字头/, '雨'],
  [/宝盖头?/, '宝'],
  [/言字旁/, '言'],
  [/耳(?:朵|刀)旁?/, '耳'],
  [/石字旁/, '石'],
  [/走字(?:底|旁)/, '走'],
  [/门字框/, '门'],
  [/车字旁/, '车'],
  [/马字旁/, '马'],
  [/立字旁/, '立'],
  [/米字旁/, '米'],
  [/绞丝旁|丝字旁/, '糸'],
  [/贝字旁/, '贝'],
  [/鸟字旁/, '鸟'],
  [/羽字(?:头|旁)/, '羽'],
  [/三个/, '三'],
  [/两个/, '两'],
]

/** Alternatives of a regular expression, without a group. */
export const radicalSource = radicalNames.map(([pattern]) => `(?:${pattern.source})`).join('|')

export function radicalNamed(words: string): string | undefined {
  return radicalNames.find(([pattern]) => pattern.test(words))?.[1]
}
