import type { Command } from 'commander'
import { describeConfig, type SettingName, settings } from '../config.ts'
import { configOf, withSettings } from './options.ts'

export function registerConfig(program: Command): void {
  const command = program.command('config').description('打印生效的设置，密钥打码').option('--json', '输出 JSON')
  withSettings(command, Object.keys(settings) as SettingName[])
  command.action(() => {
    const rows = describeConfig(configOf(command))
    if (command.opts().json === true) return void process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`)
    for (const { variable, flag, value, help } of rows)
      process.stdout.write(`${variable.padEnd(24)} ${flag.padEnd(18)} ${value.padEnd(20)} ${help}\n`)
  })
}
