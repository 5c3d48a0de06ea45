import type { Command } from 'commander'
import { type Config, loadConfig, type SettingName, settings } from '../config.ts'

/** All that the language model is set up by. */
export const llmSettings = (Object.keys(settings) as SettingName[]).filter((name) => name.startsWith('llm'))

/** Offers settings as flags of a command; what is not given comes from the environment or the default. */
export function withSettings(command: Command, names: readonly SettingName[]): Command {
  for (const name of names) {
    const { flag, variable, help } = settings[name]
    command.option(`--${flag} <value>`, `${help}（${variable}）`)
  }
  return command
}

export const configOf = (command: Command): Config => loadConfig({ env: process.env, flags: command.opts() })
