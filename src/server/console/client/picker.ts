import { h } from './dom.ts'
import { t } from './page.ts'

export interface Option {
  value: string
  label: string
  /** Where it belongs, or why it is offered. */
  detail?: string
}

/** A level of a tree shown side by side with the levels below it. */
export interface Tree {
  children(parent: string | null): Option[]
  /** Leaves end the choice. */
  isLeaf(value: string): boolean
}

export interface PickerOptions {
  title: string
  placeholder?: string
  suggested: readonly Option[]
  search: (query: string) => Promise<readonly Option[]> | readonly Option[]
  tree?: Tree
  current?: string | null
  clearable?: boolean
}

const SEARCH_PAUSE_MS = 120
let count = 0

/** Asks for one of many. Resolves with the choice, null when the field is to be emptied, undefined when dismissed. */
export function pick(options: PickerOptions): Promise<string | null | undefined> {
  return new Promise((resolve) => {
    const id = `picker-${++count}`
    const input = h('input', {
      type: 'text',
      role: 'combobox',
      'aria-expanded': 'true',
      'aria-controls': `${id}-list`,
      'aria-autocomplete': 'list',
      'aria-label': options.placeholder ?? t('pick.search'),
      placeholder: options.placeholder ?? t('pick.search'),
      autocomplete: 'off',
      spellcheck: 'false',
    })
    const list = h('ul', { id: `${id}-list`, role: 'listbox', class: 'options', 'aria-label': options.title })
    const columns = h('div', { class: 'columns', hidden: !options.tree })
    const close = h('button', { type: 'button', class: 'quiet small' }, t('common.close'))
    const clear = h('button', { type: 'button', class: 'quiet small' }, t('pick.clear'))
    const dialog = h(
      'dialog',
      { class: options.tree ? 'picker-dialog with-tree' : 'picker-dialog', 'aria-labelledby': `${id}-title` },
      h(
        'header',
        { class: 'pane-head' },
        h('h2', { id: `${id}-title` }, options.title),
        h('span', { class: 'spring' }),
        options.clearable && clear,
        close,
      ),
      input,
      list,
      columns,
      h('p', { class: 'muted hint' }, t(options.tree ? 'pick.hintTree' : 'pick.hint')),
    )
    let answer: string | null | undefined
    let shown: readonly Option[] = []
    let active = 0

    const done = (value: string | null | undefined) => {
      answer = value
      dialog.close()
    }
    const mark = () => {
      for (const [index, item] of [...list.querySelectorAll('[role=option]')].entries()) {
        item.setAttribute('aria-selected', String(index === active))
        if (index === active) {
          input.setAttribute('aria-activedescendant', item.id)
          item.scrollIntoView({ block: 'nearest' })
        }
      }
    }
    const draw = (found: readonly Option[], empty: string) => {
      shown = found
      active = 0
      input.removeAttribute('aria-activedescendant')
      list.replaceChildren(
        ...found.map((option, index) => {
          const item = h(
            'li',
            { id: `${id}-${index}`, role: 'option', 'aria-selected': 'false' },
            h(
              'span',
              { class: 'option-label' },
              option.label,
              option.value === options.current && ` · ${t('pick.current')}`,
            ),
            option.detail ? h('span', { class: 'option-detail' }, option.detail) : null,
          )
          item.addEventListener('click', () => done(option.value))
          return item
        }),
      )
      if (found.length === 0 && empty)
        list.append(h('li', { role: 'option', 'aria-disabled': 'true', class: 'muted' }, empty))
      else mark()
    }

    const drawSuggested = () => draw(options.suggested, options.tree ? '' : t('pick.begin'))

    let timer: ReturnType<typeof setTimeout> | undefined
    let asked = 0
    const find = async () => {
      const query = input.value.trim()
      const turn = ++asked
      columns.hidden = !options.tree || query !== ''
      if (query === '') return drawSuggested()
      const found = await options.search(query)
      if (turn === asked && dialog.open) draw(found, t('pick.noResults', { query }))
    }
    input.addEventListener('input', () => {
      clearTimeout(timer)
      timer = setTimeout(find, SEARCH_PAUSE_MS)
    })
    input.addEventListener('keydown', (event) => {
      if (event.isComposing) return
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault()
        if (event.key === 'ArrowDown' && active >= shown.length - 1 && !columns.hidden)
          return columns.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
        active = Math.max(0, Math.min(shown.length - 1, active + (event.key === 'ArrowDown' ? 1 : -1)))
        mark()
      }
      if (event.key === 'Enter') {
        event.preventDefault()
        clearTimeout(timer)
        void find.call(null).then(() => {
          const choice = shown[active]
          if (choice && asked) done(choice.value)
        })
      }
    })
    if (options.tree) growTree({ columns, tree: options.tree, current: options.current ?? null, done, input })
    clear.addEventListener('click', () => done(null))
    close.addEventListener('click', () => done(undefined))
    dialog.addEventListener('click', (event) => event.target === dialog && done(undefined))
    const before = document.activeElement
    dialog.addEventListener('close', () => {
      dialog.remove()
      if (before instanceof HTMLElement) before.focus()
      resolve(answer)
    })
    document.body.append(dialog)
    dialog.showModal()
    input.focus()
    drawSuggested()
  })
}

interface TreeOptions {
  columns: HTMLElement
  tree: Tree
  current: string | null
  done: (value: string) => void
  input: HTMLElement
}

/** Three columns: moving in one shows its children in the next. */
function growTree({ columns, tree, current, done, input }: TreeOptions): void {
  const names = [t('pick.level1'), t('pick.level2'), t('pick.level3')]
  const lists = names.map((name) => h('ul', { class: 'column', role: 'listbox', 'aria-label': name }))
  columns.append(...lists)

  const fill = (level: number, parent: string | null, chosen: string | null) => {
    const list = lists[level]
    if (!list) return
    const options = parent === null && level > 0 ? [] : tree.children(parent)
    const selected = options.find(({ value }) => chosen?.startsWith(value)) ?? options[0]
    list.replaceChildren(
      ...options.map((option) => {
        const item = h(
          'li',
          {
            role: 'option',
            'data-value': option.value,
            'aria-selected': String(option === selected),
            tabindex: option === selected ? 0 : -1,
            title: option.detail ?? '',
          },
          option.label,
        )
        item.addEventListener('click', () => (tree.isLeaf(option.value) ? done(option.value) : select(level, item)))
        return item
      }),
    )
    fill(level + 1, selected?.value ?? null, chosen)
  }
  const select = (level: number, item: HTMLElement) => {
    for (const other of lists[level]?.children ?? []) {
      other.setAttribute('aria-selected', String(other === item))
      other.setAttribute('tabindex', other === item ? '0' : '-1')
    }
    item.focus()
    if (level < lists.length - 1) fill(level + 1, item.dataset.value ?? null, null)
  }
  columns.addEventListener('keydown', (event) => {
    const item = event.target as HTMLElement
    const level = lists.findIndex((list) => list.contains(item))
    const to = (element: Element | null | undefined, at: number) => {
      if (!(element instanceof HTMLElement)) return
      event.preventDefault()
      select(at, element)
    }
    if (event.key === 'ArrowDown') to(item.nextElementSibling, level)
    else if (event.key === 'ArrowUp') {
      if (item.previousElementSibling) to(item.previousElementSibling, level)
      else {
        event.preventDefault()
        input.focus()
      }
    } else if (event.key === 'ArrowRight') to(lists[level + 1]?.querySelector('[tabindex="0"]'), level + 1)
    else if (event.key === 'ArrowLeft') to(lists[level - 1]?.querySelector('[tabindex="0"]'), level - 1)
    else if (event.key === 'Enter') {
      event.preventDefault()
      const value = item.dataset.value ?? ''
      if (tree.isLeaf(value)) done(value)
      else to(lists[level + 1]?.querySelector('[tabindex="0"]'), level + 1)
    }
  })
  fill(0, null, current)
}
