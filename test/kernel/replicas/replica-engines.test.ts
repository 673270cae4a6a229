import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { CellOutcome } from '../../../kernel/link.js';
import { ReplicaEngines } from '../../../kernel/replicas/replica-engines.js';
import { MISSING, OPENMPI } from '../../distribute/jobs.js';

/** The limit within which a failure of one replica has ended the cell on all, in ms. */
const LIMIT = 5000;

describe('ReplicaEngines', { skip: OPENMPI === undefined && MISSING }, () => {
  let engines: ReplicaEngines;
  let text = '';
  let cell = 0;
  before(async () => {
    process.env['CELLGRAD_MPIRUN'] = OPENMPI!.launcher;
    process.env['CELLGRAD_BACKEND'] = 'cpu';
    engines = start();
    await engines.ready();
  });
  after(() => engines.shutdown());

  function start(): ReplicaEngines {
    return new ReplicaEngines({
      replicas: 2,
      folder: process.cwd(),
      onMessage(message) {
        if (message.type === 'stream') text += message.text;
      },
    });
  }

  async function run(
    code: string,
    allOutput = false,
  ): Promise<{ outcome: CellOutcome; text: string; ms: number }> {
    text = '';
    const began = performance.now();
    const outcome = await engines.execute({ cell: ++cell, count: cell, code }, { allOutput });
    return { outcome, text, ms: performance.now() - began };
  }

  const errorOf = ({ outcome }: { outcome: CellOutcome }) =>
    outcome.status === 'error' ? `${outcome.error.ename}: ${outcome.error.evalue}` : 'none';

  it("keeps variables, and shows replica 0's output", async () => {
    await run(
      'const strategy = new distribute.MirroredStrategy(); const sum = () => strategy.reduce("SUM", strategy.replicaId + 1).dataSync()[0];',
    );
    const ran = await run('console.log("sum", sum());');
    assert.deepEqual([errorOf(ran), ran.text], ['none', 'sum 3\n']);
  });

  it("shows the others' lines with their numbers where that is asked for", async () => {
    const code = 'if (strategy.replicaId === 1) { process.stdout.write("a"); console.log("b\\nc"); } sum();';
    assert.deepEqual([(await run(code, true)).text, (await run(code)).text], ['[1] ab\n[1] c\n', '']);
  });

  it('ends a cell in which one replica throws while another waits for it, with its number', async () => {
    const ran = await run('if (strategy.replicaId === 1) throw new RangeError("boom"); sum();');
    assert.equal(errorOf(ran), 'RangeError: Replica 1 of 2: boom');
    assert.ok(ran.ms < LIMIT, `${ran.ms} ms`);
    assert.equal((await run('console.log(sum());')).text, '3\n');
  });

  it('ends a cell in which one replica goes on for ever after another has thrown', async () => {
    const ran = await run('if (strategy.replicaId === 0) throw new Error("boom"); for (;;);');
    assert.equal(errorOf(ran), 'Error: Replica 0 of 2: boom');
    assert.ok(ran.ms < LIMIT, `${ran.ms} ms`);
    assert.equal((await run('console.log(sum());')).text, '3\n');
  });

  it('interrupts all, also one that waits for the others and one that computes', async () => {
    const running = run('if (strategy.replicaId === 0) for (;;); sum();');
    setTimeout(() => engines.interrupt(), 500);
    const ran = await running;
    assert.match(errorOf(ran), /^KeyboardInterrupt/);
    assert.ok(ran.ms < LIMIT, `${ran.ms} ms`);
    assert.equal((await run('console.log(sum());')).text, '3\n');
  });

  it('names a replica that was killed', async () => {
    const ran = await run('if (strategy.replicaId === 1) process.kill(process.pid, "SIGKILL"); sum();');
    assert.match(errorOf(ran), /^ReplicaDied: replica 1 of 2 \(process \d+ on .*\) died/);
    assert.ok(ran.ms < LIMIT, `${ran.ms} ms`);
    assert.equal(engines.over, true);
  });
});
