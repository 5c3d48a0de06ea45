/** Who may come to harm, as alternatives of a pattern. */
export const children = '孩子|小孩儿?|娃儿?|娃娃|宝宝|婴儿|闺女|儿子|孙子|孙女|外孙|小朋友|学生|小姑娘|小男孩|小女孩'
export const elders =
  '老人|老太太?|老头儿?|老爷子|老汉|老奶奶|大爷|大妈|大娘|奶奶|爷爷|姥姥|姥爷|姥娘|老两口|老伴儿?|婆婆|公公|我妈|我爸|我娘|我爹|老妈|老爸|老爹|老娘'
export const others =
  '邻居|工友|工人|司机|乘客|媳妇儿?|老婆|老公|爱人|对象|朋友|同事|我弟|我哥|我姐|我妹|孕妇|小伙子|姑娘|女的|男的|保安|保洁'
export const someone = `${children}|${elders}|${others}`
