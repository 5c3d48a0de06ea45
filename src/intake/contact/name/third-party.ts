const kin =
  '爸|妈|父亲|母亲|爱人|老公|老婆|媳妇|丈夫|妻子|儿子|女儿|闺女|孩子|公公|婆婆|岳父|岳母|奶奶|爷爷|姥姥|姥爷|哥|姐|弟|妹|朋友|同事|邻居'
const others =
  '他|她|它|他们|老板|房东|司机|中介|经理|店长|包工头|工头|负责人|医生|大夫|老师|教练|顾问|业务员|对方|那人|那个人|人家|邻居|保安|物业|主任|书记|队长|客服|销售|师傅|孩子|老人|老太太|老头|学生|同学|名字|法人|户主|业主|房主|当事人'
const leadsToAnother = new RegExp(`(?:${others}|我的?(?:${kin}))(?:的名字)?(?:是|就|也|他|她|好像|大概|都|全名|名)?$`)
const ourPlace = /(?:我们?|咱们?|他|她)(?:的)?(?:单位|公司|小区|楼|村)$/
/** 「房东姓史，叫…」: a surname was given to somebody else, and the clause goes on about him. */
const anotherNamed = new RegExp(`(?:${others}|我的?(?:${kin}))(?:的名字)?(?:也|是)?姓[\\u4e00-\\u9fff]，?(?:名字)?$`)

/** The words before a name speak of somebody else: 包工头叫…, 我爱人叫…, 房东姓史，叫…. */
export function speaksOfAnother(before: string): boolean {
  const near = before.slice(-6)
  return leadsToAnother.test(near) || ourPlace.test(near) || anotherNamed.test(before.slice(-14))
}
