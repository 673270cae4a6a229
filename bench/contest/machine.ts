import { cpus, totalmem } from 'node:os';

/** One line that says what the figures were taken on. */
export function machine(): string {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} x ${first?.model.trim() ?? process.arch}, ${memory} GiB, Node ${process.versions.node}, ${process.platform}`;
}
