import { expect, it } from 'vitest'
import { writeDetails } from './detail-list.ts'
import { parseDetails } from './parse-details.ts'

const read = (text: string) => writeDetails(parseDetails(text, 0, { afterPlace: true }).details)

it.each([
  ['十二号楼三单元五零二', '12号楼3单元502室'],
  ['，十一号楼，哦不对不对，十二号楼三单元，五零二。', '12号楼3单元502室'],
  ['六号院甲二楼', '6号院甲2号楼'],
  ['，五号楼，三单元那电梯，卡在四五层中间', '5号楼3单元电梯'],
  ['塔二，地下一层。', '塔2地下1层'],
  ['B口外边那便道上', 'B口外便道'],
  ['旁边的工地，扎钢筋的', '旁工地'],
  ['旁边那写字楼', '旁写字楼'],
  ['东南角辅路', '东南角辅路'],
  ['3-2-501', '3号楼2单元501室'],
  ['一百二十三号', '123号'],
  ['三号楼和五号楼', '3号楼和5号楼'],
  ['，十五号开始停水', ''],
  ['的人都知道', ''],
  ['8号楼1102', '8号楼1102室'],
])('writes %j as %j', (text, written) => {
  expect(read(text)).toBe(written)
})
