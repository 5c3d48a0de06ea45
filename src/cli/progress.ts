export interface Progress {
  tick(): void
  done(): void
}

const QUIET_MS = 2000
const EVERY_MS = 200

/** A count on a terminal's one line, shown only for work of more than two seconds; silent elsewhere. */
export function createProgress({
  stream,
  label,
  clock = () => performance.now(),
}: {
  stream: NodeJS.WriteStream
  label: string
  clock?: () => number
}): Progress {
  const started = clock()
  let count = 0
  let shown = 0
  return {
    tick() {
      count += 1
      const now = clock()
      if (!stream.isTTY || now - started < QUIET_MS || now - shown < EVERY_MS) return
      shown = now
      stream.write(`\r${label} ${count}，每秒 ${Math.round((count / (now - started)) * 1000)}`)
    },
    done() {
      if (shown > 0) stream.write('\n')
    },
  }
}
