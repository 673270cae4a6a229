import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';

/**
 * For `sh`, with the number of a session of the system's. Each line asks whether any of its programs still run; when the input
 * closes, it ends them: those of the first group at once, and, where `/proc` tells of them, those that have made another
 * group (`timeout` does). The second time is for those that were started meanwhile.
 */
const PROGRAM = `
members() {
  for stat in /proc/[0-9]*/stat; do
    read -r line < "$stat" && set -- \${line##*) } || continue
    [ "$4" = "$0" ] && [ "$1" != Z ] && stat=\${stat#/proc/} && echo "\${stat%/stat}"
  done
}
while read -r _; do kill -0 "-$0" || [ "$(members)" ] || exit; done
kill -KILL "-$0"
for time in 1 2; do kill -KILL $(members); done`;

/** How often a program that has ended is asked for what it has left running, in ms. */
const STEP = 10_000;

/**
 * Sees to it that a program that leads a session of its own, and all that it has started, ends with this process at the
 * latest: the system closes the guard's input, however this process ends. In this process's group a program would end so
 * anyway, but a script's `kill 0` would end the engine.
 */
export function guardOrphans(leader: ChildProcess): void {
  if (leader.pid === undefined || process.platform === 'win32') return;
  const guard = spawn('sh', ['-c', PROGRAM, String(leader.pid)], {
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  for (const part of [guard, guard.stdin]) {
    part.on('error', () => undefined);
    (part as unknown as Socket).unref();
  }
  leader.once('exit', () => {
    // The number of a session that is gone may become another's.
    const ask = () => guard.stdin.write('\n');
    const timer = setInterval(ask, STEP).unref();
    guard.once('exit', () => clearInterval(timer));
    ask();
  });
}
