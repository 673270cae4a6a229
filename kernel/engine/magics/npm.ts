import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runChild } from './child.js';
import type { Magic } from './magic.js';
import { MagicError } from './magic-error.js';
import { words } from './script.js';

/** Between two updates of the progress line, in ms. */
const STEP = 250;

export const npm: Magic = {
  name: 'npm',
  kinds: ['line'],
  usage: 'install package ... | any other command of npm',
  summary: "Runs npm in the notebook's folder: installs packages for its cells.",
  async run(context) {
    const parameters = words(context.rest);
    if (parameters.length === 0)
      throw new MagicError('%npm: expected a command; received nothing', '%npm install package');
    const [command, ...first] = npmCommand();
    // Without a prefix npm would go up to a folder that has a package.json.
    const all = [
      ...first,
      ...parameters,
      '--prefix',
      context.folder,
      '--no-fund',
      '--no-audit',
      '--loglevel=http',
    ];
    const progress = new Progress(context, `npm ${context.rest}`);
    let errors = '';
    try {
      const { code, signal } = await runChild(context, command, all, {
        folder: context.folder,
        onError: (text) => {
          for (const line of text.split('\n')) {
            const fetched = /^npm http fetch GET \d+ (https?:\S+)/.exec(line)?.[1];
            if (fetched) progress.fetched(fetched);
            else if (line && !/^npm http/.test(line)) errors += `${line}\n`;
          }
        },
      });
      if (errors) context.printError(errors);
      if (code !== 0) throw new MagicError(`%npm: npm ended with ${signal ?? `exit code ${code}`}`);
      progress.end('done');
    } catch (error) {
      progress.end('failed');
      throw error;
    }
    return undefined;
  },
};

/** The npm that came with this Node, else the one on the path. */
function npmCommand(): [string, ...string[]] {
  const folder = dirname(process.execPath);
  for (const script of ['../lib/node_modules/npm/bin/npm-cli.js', 'node_modules/npm/bin/npm-cli.js']) {
    const path = join(folder, script);
    if (existsSync(path)) return [process.execPath, path];
  }
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

/** One line that is updated in place: how long, how many, what now. */
class Progress {
  readonly #id = randomUUID();
  readonly #start = performance.now();
  readonly #show: (text: string, again: boolean) => void;
  readonly #title: string;
  readonly #timer: NodeJS.Timeout;
  #count = 0;
  #last = '';

  constructor(
    context: { display: (data: { 'text/plain': string }, update: { id: string; again: boolean }) => void },
    title: string,
  ) {
    this.#title = title;
    this.#show = (text, again) => context.display({ 'text/plain': text }, { id: this.#id, again });
    this.#show(this.#text(), false);
    this.#timer = setInterval(() => this.#show(this.#text(), true), STEP);
  }

  fetched(address: string): void {
    this.#count += 1;
    this.#last = decodeURIComponent(new URL(address).pathname.slice(1)).split('/-/')[0] ?? '';
  }

  end(how: string): void {
    clearInterval(this.#timer);
    this.#last = how;
    this.#show(this.#text(), true);
  }

  #text(): string {
    const seconds = ((performance.now() - this.#start) / 1000).toFixed(1);
    const fetched = this.#count > 0 ? `, ${this.#count} fetched` : '';
    return `${this.#title}: ${seconds} s${fetched}${this.#last ? `, ${this.#last}` : ''}`;
  }
}
