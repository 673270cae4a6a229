import { SHELL } from '../engine/magics/command.js';
import { words } from '../engine/magics/script.js';
import type { Part } from '../engine/magics/split.js';
import { withoutQuotes } from '../engine/magics/typed-path.js';
import { fileToWrite } from '../engine/magics/writefile.js';

type MagicPart = Extract<Part, { kind: 'magic' }>;

/**
 * The statement that does in a script what a magic does in the kernel, on one line. Nothing for magics that only look at
 * the session (`%who`), measure (`%time`) or are no part of a program (`%npm`).
 */
export function scriptCall(magic: MagicPart): string | undefined {
  if (magic.name === SHELL) {
    const how = "{ shell: true, stdio: ['ignore', 'inherit', 'inherit'] }";
    return `process.getBuiltinModule('node:child_process').spawnSync(${quote(magic.rest)}, ${how});`;
  }
  return CALLS[`${magic.body === undefined ? '%' : '%%'}${magic.name}`]?.(magic.rest, magic.body ?? '');
}

const CALLS: Readonly<Record<string, (rest: string, body: string) => string | undefined>> = {
  '%backend': (rest) =>
    rest === '' ? 'display(await backends.status());' : `display(await backends.use(${quote(rest)}));`,
  '%env': (rest) => {
    const [, name = rest, value] = /^([^\s=]+)(?:\s*=\s*|\s+)(.*)$/.exec(rest) ?? [];
    // All of them would be more than a script should print.
    if (name === '') return undefined;
    const variable = `process.env[${quote(name)}]`;
    return value === undefined ? `display(${variable});` : `${variable} = ${quote(value)};`;
  },
  '%cd': (rest) => `process.chdir(${path(withoutQuotes(rest || '~'))});`,
  '%%html': (_, body) => `display.html(${quote(body)});`,
  '%%markdown': (_, body) => `display.markdown(${quote(body)});`,
  '%%writefile': (rest, body) => {
    const { append, name } = fileToWrite(rest);
    const text = body.endsWith('\n') || body === '' ? body : `${body}\n`;
    return `process.getBuiltinModule('node:fs').${append ? 'append' : 'write'}FileSync(${path(name)}, ${quote(text)});`;
  },
  '%%script': (rest, body) => {
    const [program = 'sh', ...parameters] = words(rest);
    const options = `{ input: ${quote(body)}, stdio: ['pipe', 'inherit', 'inherit'] }`;
    const all = [quote(program), `[${parameters.map(quote).join(', ')}]`, options].join(', ');
    return `process.getBuiltinModule('node:child_process').execFileSync(${all});`;
  },
};

function path(typed: string): string {
  const home = "process.getBuiltinModule('node:os').homedir()";
  const [, rest] = /^~(?:[\\/](.*))?$/.exec(typed) ?? [];
  if (typed === '~') return home;
  return rest === undefined ? quote(typed) : `${home} + ${quote(`/${rest}`)}`;
}

function quote(text: string): string {
  // JSON, but for the signs that end a line of JavaScript.
  return JSON.stringify(text).replace(/[\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`);
}
