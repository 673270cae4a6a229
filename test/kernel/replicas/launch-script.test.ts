import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import { Watch } from '../../../kernel/replicas/launch-script.js';

/** A replica's connection: writes what it says, then closes. */
async function say(watch: Watch, rank: number, text: string): Promise<void> {
  const socket = new PassThrough();
  watch.take({ socket: socket as never, rank, pid: 40 + rank, host: 'here' });
  socket.end(text);
  await new Promise((resolve) => socket.once('close', resolve));
}

// What it does in a job: test/distribute.
describe('Watch', () => {
  it('is content when all came to their end, whatever the launcher says', async () => {
    const watch = new Watch(2);
    await say(watch, 0, 'exit 0\n');
    await say(watch, 1, 'exit 0\n');
    assert.deepEqual(watch.end(1), { how: 'done' });
  });

  it('names the first that died, also where the launcher gives 0', async () => {
    const watch = new Watch(2);
    await say(watch, 1, '');
    await say(watch, 0, 'exit 1\n');
    await watch.broken;
    const end = watch.end(0);
    assert.equal(end.how, 'died');
    assert.match(JSON.stringify(end), /replica 1 of 2 \(process 41 on here\) died/);
  });

  it("has a program's own failure with what it threw", async () => {
    const watch = new Watch(1);
    await say(watch, 0, `threw ${JSON.stringify('Error: boom')}\nexit 3\n`);
    assert.deepEqual(watch.end(3), {
      how: 'failed',
      what: 'replica 0 of 1 (process 40 on here) ended with exit code 3: Error: boom',
      code: 3,
    });
  });

  it('is not content with a job that nobody heard of', () => {
    assert.deepEqual(new Watch(2).end(0), {
      how: 'failed',
      what: '0 of 2 replicas came to their end; the launcher gave exit code 0',
      code: 1,
    });
  });
});
