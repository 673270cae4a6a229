/**
 * Loaded first in a replica that `cellgrad launch` started: replica 0's output is the job's, the others' is left out or
 * carries their number, and the launcher is told how the process ended.
 */
import { fstatSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { isMainThread } from 'node:worker_threads';

/** The file descriptor of the connection to the launcher. */
const control = Number(process.env['CELLGRAD_CONTROL']);

if (isMainThread && process.env['CELLGRAD_ROSTER'] !== undefined) begin();

function begin(): void {
  // Programs that the script starts are no replicas.
  delete process.env['CELLGRAD_ROSTER'];
  delete process.env['CELLGRAD_CONTROL'];
  const tell = (line: string) => {
    try {
      writeSync(control, `${line}\n`);
    } catch {
      // The launcher is gone.
    }
  };
  process.on('uncaughtExceptionMonitor', (error) => tell(`threw ${JSON.stringify(headOf(error))}`));
  process.on('exit', (code) => tell(`exit ${code}`));
  if (fstatSync(control).isSocket()) endWithLauncher();
  // Open MPI gives replica 0 a terminal of its own, also where the job's output goes to a file.
  if (process.env['CELLGRAD_TERMINAL'] !== '1')
    for (const stream of [process.stdout, process.stderr]) stream.isTTY = false;
  const rank = process.env['CELLGRAD_REPLICA'] ?? '0';
  if (rank === '0') return;
  const all = process.env['CELLGRAD_ALL_OUTPUT'] === '1';
  label(process.stdout, all ? rank : null);
  label(process.stderr, rank);
}

/** Nobody watches over a job whose launcher was killed. */
function endWithLauncher(): void {
  new Socket({ fd: control, readable: true, writable: false })
    .on('error', () => undefined)
    .on('close', () => process.exit(1))
    .resume()
    .unref();
}

function headOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message.split('\n')[0]}` : String(error);
}

/** Puts the replica's number before each line of a stream; null: the stream leads nowhere. */
function label(stream: NodeJS.WriteStream, rank: string | null): void {
  const write = stream.write.bind(stream) as (text: string) => boolean;
  let atStart = true;
  stream.write = ((chunk: string | Uint8Array, ...rest: unknown[]) => {
    const done = rest.find((one) => typeof one === 'function') as (() => void) | undefined;
    if (done) queueMicrotask(done);
    if (rank === null) return true;
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    const lines = text.replace(/\n(?!$)/g, `\n[${rank}] `);
    const shown = atStart && text !== '' ? `[${rank}] ${lines}` : lines;
    atStart = text.endsWith('\n');
    return write(shown);
  }) as typeof stream.write;
}
