/** Surnames of Chinese persons, commonest first within their groups; rare ones that are everyday words are left out. */
const single =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常傅' +
  '温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭'
const rare =
  '苌仉眭钭矫揭阎荀宓茆冒糜佴钮贯濮羿甫贡郏酆昌萧贝粱经洪诸弓牧隗蓬郗仰暴韶蓟怀鄂咸籍赖苍莘逄扶堵璩寿充习宦鱼慎庾暨禄殳沃蔚夔厍融毋乜巢蒯竺桓火萨仉缑琴佴赏墨谯笪爱言郅郄藏闪撒尢佀仵麴虎牙汝钦粘冉汲庹焉舍佘訾滑单丘敖於明'
const compound =
  '欧阳 上官 司马 诸葛 司徒 东方 独孤 南宫 夏侯 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司空 端木 百里 呼延 东郭 南门 轩辕 钟离 濮阳 澹台 公冶 太史 申屠 淳于 单于 完颜 拓跋 纳兰 爱新觉罗 叶赫那拉 闻人 西门 第五 赫连 万俟'

export const singleSurnames: ReadonlySet<string> = new Set(single + rare)
export const compoundSurnames: ReadonlySet<string> = new Set(compound.split(' '))

/** The surname at the head of a name, or null. */
export function surnameOf(name: string): string | null {
  if (name.startsWith('爱新觉罗') || name.startsWith('叶赫那拉')) return name.slice(0, 4)
  const two = name.slice(0, 2)
  if (compoundSurnames.has(two)) return two
  const [one] = name
  return one && singleSurnames.has(one) ? one : null
}
