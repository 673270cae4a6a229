import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { type Ask, askForPassword, askForText } from './question.js';

/** In a kernel the front end asks: the kernel puts how under this symbol. */
const INPUT = Symbol.for('cellgrad.input');

/**
 * Asks for a line of text: the front end in a notebook, the terminal in a script. Lines that are piped into a script are
 * answers, too. `initial` is shown behind the text, and is the answer when none is typed. It gives a promise: `await` it. See https://jupyter-client.readthedocs.io/en/latest/messaging.html#messages-on-the-stdin-router-dealer-channel.
 *
 * @throws Error when standard input has ended
 * @example
 * const ask = async () => Number(await prompt('Epochs? '));
 */
export function prompt(text: unknown = '', initial: unknown = ''): Promise<string> {
  return askForText(ask, text, initial);
}

/**
 * Asks as {@link prompt} does, and what is typed is not shown.
 *
 * @throws Error when standard input has ended
 * @example
 * const ask = async () => (await password('Key: ')).trim();
 */
export function password(text: unknown = ''): Promise<string> {
  return askForPassword(ask, text);
}

async function ask(text: string, { password }: { readonly password: boolean }): Promise<string> {
  const kernel = (globalThis as { [INPUT]?: Ask })[INPUT];
  if (kernel) return kernel(text, { password });
  return process.stdin.isTTY ? askTerminal(text, password) : nextLine(text);
}

async function askTerminal(text: string, hidden: boolean): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({
    input: process.stdin,
    output: hidden ? nowhere : process.stdout,
    terminal: true,
  });
  // In raw mode Ctrl-C is a key like any other.
  reader.on('SIGINT', () => {
    reader.close();
    process.kill(process.pid, 'SIGINT');
  });
  if (hidden) process.stdout.write(text);
  try {
    return await reader.question(hidden ? '' : text);
  } finally {
    reader.close();
    if (hidden) process.stdout.write('\n');
  }
}

let lines: AsyncIterator<string> | undefined;

/** A reader takes more than one line from a pipe, so all questions share it. */
async function nextLine(text: string): Promise<string> {
  process.stdout.write(text);
  lines ??= createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  process.stdin.ref?.();
  const { value, done } = await lines.next();
  // A pipe that stays open must not keep the script from ending.
  process.stdin.unref?.();
  if (done) throw new Error('prompt: expected a line on standard input; received its end.');
  return value;
}
