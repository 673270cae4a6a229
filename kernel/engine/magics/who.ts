import { inspect } from 'node:util';
import { typeName } from '../assist/inspect.js';
import type { Magic } from './magic.js';

const WIDTH = 80;

export const who: Magic = {
  name: 'who',
  kinds: ['line'],
  usage: '[type ...]',
  summary: 'Lists the variables of the cells, with their types and values.',
  async run({ rest, variables, print }) {
    const wanted = rest.split(/\s+/).filter(Boolean);
    const rows = variables()
      .map(({ name, value }) => ({ name, type: typeName(value), value }))
      .filter(({ type }) => wanted.length === 0 || wanted.includes(type));
    if (rows.length === 0) {
      print('No variables.\n');
      return undefined;
    }
    const names = Math.max(...rows.map((row) => row.name.length));
    const types = Math.max(...rows.map((row) => row.type.length));
    for (const { name, type, value } of rows) {
      const head = `${name.padEnd(names)}  ${type.padEnd(types)}  `;
      const text = inspect(value, {
        depth: 0,
        breakLength: Number.POSITIVE_INFINITY,
        maxArrayLength: 5,
        maxStringLength: 60,
      });
      const [line = ''] = text.split('\n');
      const room = Math.max(20, WIDTH - head.length);
      print(`${head}${line.length > room ? `${line.slice(0, room - 1)}…` : line}\n`);
    }
    return undefined;
  },
};
