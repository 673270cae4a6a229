import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { type RunningServer, startServer } from '../../../kernel/serve/server.js';
import { Input, layers, Model, Sequential, tf } from '../../../src/index.js';
import { liveTensors } from '../../live-tensors.js';

describe('a model behind HTTP', () => {
  const model = new Sequential([new layers.Dense({ units: 2, inputShape: [3] })], { name: 'small' });
  let server: RunningServer;
  const post = async (body: string, path = '/predict') => {
    const response = await fetch(`${server.url}${path}`, { method: 'POST', body });
    return [response.status, await response.json()] as const;
  };
  before(async () => {
    server = await startServer({ model, tf, bodyLimit: 2000 });
  });
  after(() => server.close());

  it('listens on this machine alone, and tells its signature', async () => {
    assert.match(server.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    const health = (await (await fetch(`${server.url}/health`)).json()) as Record<string, unknown>;
    assert.deepEqual(
      [health['status'], health['model'], (health['inputs'] as { shape: unknown }[])[0]!.shape],
      ['ok', 'small', [null, 3]],
    );
    assert.deepEqual((health['outputs'] as { shape: unknown }[])[0]!.shape, [null, 2]);
  });

  it('answers many clients at once, each with its own', async () => {
    const before = await liveTensors();
    const asked = Array.from({ length: 200 }, (_, i) => i);
    const answers = await Promise.all(asked.map((i) => post(JSON.stringify({ inputs: [[i, 0, 1]] }))));
    const predictions = model.predict(tf.tensor(asked.map((i) => [i, 0, 1]))) as tf.Tensor2D;
    const wanted = predictions.arraySync();
    predictions.dispose();
    answers.forEach(([status, content], i) => {
      assert.equal(status, 200);
      const [row] = (content as { outputs: number[][] }).outputs;
      for (const [k, value] of row!.entries())
        assert.ok(Math.abs(value - wanted[i]![k]!) <= 1e-4 * Math.max(1, Math.abs(value)));
    });
    assert.equal(await liveTensors(), before);
    const [, content] = await post('{"instances": [[1, 2, 3]]}');
    assert.deepEqual(Object.keys(content as object), ['predictions']);
  });

  it('says why it cannot answer', async () => {
    const cases: [string, number, RegExp][] = [
      ['{', 400, /expected JSON/],
      ['{}', 400, /neither inputs nor instances/],
      ['[[1, 2]]', 400, /expected numbers of shape \[null, 3\]; received \[1, 2\]/],
      ['[]', 400, /received \[0\]/],
      ['[[1, 2, 3], [1, 2]]', 400, /\[1\]: expected 3 values; received 2/],
      ['[[1, 2, "x"]]', 400, /\[0\]\[2\]: expected a number of 32 bits; received "x"/],
      [`[${'[1,2,3],'.repeat(400)}[1,2,3]]`, 413, /at most 2000 bytes/],
    ];
    for (const [body, status, reason] of cases) {
      const [found, content] = await post(body);
      assert.equal(found, status, body);
      assert.match((content as { error: string }).error, reason);
    }
    assert.equal((await post('[]', '/other'))[0], 404);
    const wrong = await fetch(`${server.url}/predict`);
    assert.deepEqual([wrong.status, wrong.headers.get('allow')], [405, 'POST, OPTIONS']);
    assert.equal((await fetch(`${server.url}//`)).status, 404);
    assert.equal((await fetch(`${server.url}/health`, { method: 'HEAD' })).status, 200);
    assert.equal((await fetch(`${server.url}/predict`, { method: 'OPTIONS' })).status, 204);
    assert.equal((await post('[[1, 2, 3]]'))[0], 200);
  });

  it('ends although a client has not finished its question, and says nothing of one that has gone', async (t) => {
    const printed = t.mock.method(console, 'error', () => {});
    const other = await startServer({ model, tf });
    const begin = async () => {
      const socket = connect(Number(new URL(other.url).port), '127.0.0.1');
      socket.write('POST /predict HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n[[1,');
      await new Promise((resolve) => setTimeout(resolve, 50));
      return socket;
    };
    (await begin()).destroy();
    const ended = once(await begin(), 'close');
    await other.close();
    await ended;
    assert.equal(printed.mock.callCount(), 0);
  });

  it('takes several inputs by name', async () => {
    const [a, b] = [Input({ shape: [2], name: 'a' }), Input({ shape: [1], name: 'b' })];
    const joined = new layers.Concatenate()([a, b]);
    const outputs = [
      new layers.Dense({ units: 1, name: 'x' })(joined),
      new layers.Dense({ units: 2, name: 'y' })(joined),
    ];
    const several = await startServer({ model: new Model({ inputs: [a, b], outputs }) as Model, tf });
    const ask = async (inputs: object) => {
      const response = await fetch(`${several.url}/predict`, {
        method: 'POST',
        body: JSON.stringify({ inputs }),
      });
      return response.json() as Promise<{ outputs?: Record<string, number[][]>; error?: string }>;
    };
    assert.deepEqual(Object.keys((await ask({ a: [[1, 2]], b: [[3]] })).outputs!), ['x', 'y']);
    assert.match((await ask({ a: [[1, 2]] })).error!, /expected the input b; it is missing/);
    assert.match((await ask({ a: [[1, 2]], b: [[3]], c: 1 })).error!, /received c/);
    assert.match(
      (await ask({ a: [[1, 2]], b: [[3], [4]] })).error!,
      /b: expected as many samples as a, 1; received 2/,
    );
    await several.close();
  });
});
