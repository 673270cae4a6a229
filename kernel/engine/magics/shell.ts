import { runChild } from './child.js';
import type { MagicContext } from './magic.js';

/** Runs a command in a shell. As in IPython, one that fails does not end the cell; its exit code is printed. */
export async function runCommand(context: MagicContext): Promise<undefined> {
  const [shell, ...flags] =
    process.platform === 'win32'
      ? ([process.env['ComSpec'] ?? 'cmd.exe', '/d', '/s', '/c'] as const)
      : (['sh', '-c'] as const);
  const { code, signal } = await runChild(context, shell, [...flags, context.rest]);
  if (signal) context.printError(`!${context.rest}: ended by ${signal}\n`);
  else if (code !== 0) context.printError(`!${context.rest}: ended with exit code ${code}\n`);
  return undefined;
}
