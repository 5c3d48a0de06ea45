import { expect, it } from 'vitest'
import { SyllableIndex } from './pinyin.ts'
import { findSpelledCharacters } from './spelled-character.ts'

const syllables = new SyllableIndex()
const spelled = (text: string) =>
  findSpelledCharacters(text, syllables)
    .map((found) => found.character)
    .join('')

it.each([
  ['我姓张，弓长张', '张'],
  ['立早章', '章'],
  ['三横王，建设的建，国家的国', '王建国'],
  ['建设的建国家的国', '建国'],
  ['王字旁的玲', '玲'],
  ['草字头一个方便的方', '芳'],
  ['三点水的江', '江'],
  ['余额的余', '余'],
  ['师傅的傅', '傅'],
  ['付钱的付', '付'],
  ['虞姬的虞，小雨的雨', '虞雨'],
  ['大小的晓', '小'],
  ['双口吕', '吕'],
  ['美女姜', '姜'],
  ['干勾于', '于'],
  ['我们小区的人都知道', ''],
])('reads %s as %s', (text, characters) => {
  expect(spelled(text)).toBe(characters)
})
