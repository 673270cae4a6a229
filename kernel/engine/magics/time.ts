import { duration } from './duration.js';
import type { Magic } from './magic.js';
import { MagicError } from './magic-error.js';

export const time: Magic = {
  name: 'time',
  kinds: ['line', 'cell'],
  usage: 'code',
  summary: 'Runs code once and says how long it took.',
  async run({ rest, body, evaluate, print }) {
    const code = body ?? rest;
    if (!code.trim()) throw new MagicError('%time: expected code; received nothing');
    const before = process.cpuUsage();
    const start = performance.now();
    try {
      return await evaluate(code);
    } finally {
      const wall = performance.now() - start;
      const { user, system } = process.cpuUsage(before);
      print(`CPU ${duration((user + system) / 1000)}, wall ${duration(wall)}\n`);
    }
  },
};
