const kin: Readonly<Record<string, string>> = {
  妈妈: '母亲',
  爸爸: '父亲',
  妈: '母亲',
  爸: '父亲',
  娘: '母亲',
  爹: '父亲',
  老公: '丈夫',
  媳妇: '妻子',
  老婆: '妻子',
  闺女: '女儿',
}
const ownKin = new RegExp(`(?:我们?|俺们?|咱们?)(${Object.keys(kin).join('|')})(?:儿)?`, 'g')
const spoken: readonly (readonly [RegExp, string])[] = [
  [
    /(?:你们|您|你)(?:那儿|那边|这边)?(?:得)?(?:给|帮|帮忙)?(?:我们?|俺们?)?(?=管|查|看|瞅|瞧|找|修|派|来|把|拆|处理|解决|协调|让|催)/g,
    '',
  ],
  [/(?:麻烦|劳驾)(?:您|你们|你)?/g, ''],
  [/(?:我们|咱们|俺们)(?:那|这)?(?=小区|物业|单元|楼|村|院|胡同|街|片|边|社区|居委会|学校|公司|单位|店)/g, ''],
  [/退(?:还)?给?(?:我们?|俺们?)(?!家)/g, '退还'],
  [/我们|咱们|俺们|我|俺|咱/g, '其'],
  [/^(?:您|你们|你)(?=说|得|给)/g, ''],
  [/特别特别|忒|挺(?![进住])/g, ''],
]

/** A caller's clause as the hotline would write it of him: 我妈 → 其母亲, 我们小区 → 小区, 我 → 其. */
export function toThirdPerson(clause: string): string {
  const withKin = clause.replace(ownKin, (_, name: string) => `其${kin[name] ?? name}`)
  return spoken.reduce((text, [pattern, plain]) => text.replace(pattern, plain), withKin)
}

const asks = /^(?:其|就|那|反正|最好)*(?:能不能|能否|可不可以|可以不可以)(?:给|帮)?(?:其)?/
const wants = /^(?:其|就|那|反正|最好)*(?=要求|希望|请求|想)/

/** A demand without the turn of phrase that makes it polite: 能不能给剪剪 → 希望剪剪. */
export function toDemand(clause: string): string {
  const plain = toThirdPerson(clause).replace(wants, '')
  return asks.test(plain) ? plain.replace(asks, '希望') : plain
}
