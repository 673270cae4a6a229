import type { Magic } from './magic.js';
import { MagicError } from './magic-error.js';

export const env: Magic = {
  name: 'env',
  kinds: ['line'],
  usage: '[NAME | NAME=value]',
  summary: 'Lists the environment variables, shows one, or sets one for this session.',
  complete: () => Object.keys(process.env).map((text) => ({ text, type: 'value' })),
  async run({ rest, print }) {
    if (rest === '') return { ...process.env };
    const set = /^([^\s=]+)(?:\s*=\s*|\s+)(.*)$/.exec(rest);
    if (!set) {
      if (rest in process.env) return process.env[rest];
      throw new MagicError(`%env: there is no variable ${rest}`, `%env ${rest}=value sets it.`);
    }
    const [, name = '', value = ''] = set;
    if (name.includes('\0') || value.includes('\0')) throw new MagicError('%env: a value cannot hold a NUL');
    process.env[name] = value;
    print(`${name}=${value}\n`);
    return undefined;
  },
};
