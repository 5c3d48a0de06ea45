import { Command } from 'commander'
import { z } from 'zod'
import { JiesuError } from '../domain/errors.ts'
import { registerBench } from './bench.ts'
import { registerCheck } from './check.ts'
import { registerConfig } from './config.ts'
import { registerEval } from './eval.ts'
import { registerEvalRuns } from './eval-runs.ts'
import { registerIntake } from './intake.ts'
import { registerPredict } from './predict.ts'
import { registerServe } from './serve.ts'

import { registerTrain } from './train.ts'
import { registerTrainEncoder } from './train-encoder.ts'

z.config(z.locales.zhCN())

const program = new Command('jiesu')
  .description('接诉：来电转写进，受理单出，承办单位有理由')
  .version('0.1.0')
  .showHelpAfterError('（jiesu --help 看用法）')
for (const register of [
  registerServe,
  registerIntake,
  registerEval,
  registerEvalRuns,
  registerTrain,
  registerTrainEncoder,
  registerPredict,
  registerCheck,
  registerBench,
  registerConfig,
])
  register(program)

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof JiesuError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
