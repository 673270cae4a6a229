import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plain, withSession } from '../harness.js';

test('a widget shares its state in both directions', () =>
  withSession(async (bench) => {
    await bench.run(
      "const slider = comms.widget({ esm: 'export default {}', css: 'a{}', state: { value: 5 } })",
    );
    const [open] = bench.comms.map((one) => one.message);
    const state = open?.data['state'] as Record<string, unknown>;
    assert.equal(open?.target, 'jupyter.widget');
    assert.deepEqual(
      [state['_model_module'], state['_view_name'], state['_esm'], state['_css'], state['value']],
      ['anywidget', 'AnyView', 'export default {}', 'a{}', 5],
    );
    const id = open?.comm ?? '';
    await bench.run('slider');
    assert.deepEqual(bench.results.get(2), {
      'application/vnd.jupyter.widget-view+json': { version_major: 2, version_minor: 1, model_id: id },
      'text/plain': 'Widget',
    });
    await bench.run('const seen: unknown[] = []; slider.onChange("value", (v) => seen.push(v))');
    const update = { method: 'update', state: { value: 9 }, buffer_paths: [] };
    await bench.session.comm(20, { action: 'msg', comm: id, data: update, metadata: {}, buffers: [] });
    assert.equal((await bench.run('[slider.state.value, seen]')).text, '[ 9, [ 9 ] ]');
    assert.deepEqual(bench.comms.at(-1)?.message.data, { ...update, method: 'echo_update' });
    await bench.run('slider.state.value = 3');
    assert.deepEqual(bench.comms.at(-1)?.message.data, {
      method: 'update',
      state: { value: 3 },
      buffer_paths: [],
    });
    const request = { method: 'request_state' };
    await bench.session.comm(21, { action: 'msg', comm: id, data: request, metadata: {}, buffers: [] });
    const answer = bench.comms.at(-1);
    assert.equal(answer?.cell, 21);
    assert.deepEqual(answer?.message.data, {
      method: 'update',
      state: { ...state, value: 3 },
      buffer_paths: [],
    });
  }));

test('binary values travel beside the state, and messages beside it', () =>
  withSession(async (bench) => {
    await bench.run(
      "const w = comms.widget({ esm: 'export default {}', state: { deep: { data: new Float32Array([1]), n: 1 }, list: [new Uint8Array([7]), 2] } })",
    );
    const open = bench.comms.at(-1)?.message;
    const { state, buffer_paths } = open!.data as {
      state: Record<string, unknown>;
      buffer_paths: unknown;
    };
    assert.deepEqual([state['deep'], state['list']], [{ n: 1 }, [null, 2]]);
    assert.deepEqual(buffer_paths, [
      ['deep', 'data'],
      ['list', 0],
    ]);
    assert.deepEqual(
      open?.buffers.map((one) => [...one]),
      [[0, 0, 128, 63], [7]],
    );
    const comm = open?.comm ?? '';
    await bench.run(
      "w.onChange('list', (v) => console.log('list', v)); w.onMessage((c, b) => console.log(c, b.length))",
    );
    await bench.session.comm(30, {
      action: 'msg',
      comm,
      data: { method: 'update', state: { list: [null, 5] }, buffer_paths: [['list', 0]] },
      metadata: {},
      buffers: [new Uint8Array([9])],
    });
    assert.equal((await bench.run('w.state.list')).text, '[ Uint8Array(1) [ 9 ], 5 ]');
    const custom = { method: 'custom', content: { a: 1 } };
    await bench.session.comm(31, {
      action: 'msg',
      comm,
      data: custom,
      metadata: {},
      buffers: [new Uint8Array(2)],
    });
    // Under the cell that gave the listeners, where front ends show it.
    assert.equal(plain(bench.streamsOf(2).stdout), 'list [ Uint8Array(1) [ 9 ], 5 ]\n{ a: 1 } 1\n');
    await bench.run('w.send({ b: 2 }, [new Uint8Array(3)])');
    assert.deepEqual(bench.comms.at(-1)?.message.data, { method: 'custom', content: { b: 2 } });
    assert.equal(bench.comms.at(-1)?.message.buffers[0]?.length, 3);
  }));

test('a front end that comes later gets the state of all widgets', () =>
  withSession(async (bench) => {
    await bench.run("const one = comms.widget({ esm: 'a', state: { v: 1, b: new Uint8Array([4]) } })");
    await bench.run("const two = comms.widget({ esm: 'b' }); two.close()");
    const id = bench.comms[0]?.message.comm ?? '';
    const message = { comm: 'control', metadata: {}, buffers: [] };
    await bench.session.comm(40, { ...message, action: 'open', target: 'jupyter.widget.control', data: {} });
    await bench.session.comm(41, { ...message, action: 'msg', data: { method: 'request_states' } });
    const reply = bench.comms.at(-1)?.message;
    assert.equal(reply?.comm, 'control');
    assert.deepEqual(reply?.data['buffer_paths'], [[id, 'state', 'b']]);
    const states = reply?.data['states'] as Record<string, Record<string, unknown>>;
    assert.deepEqual(Object.keys(states), [id]);
    assert.equal(states[id]?.['model_name'], 'AnyModel');
    assert.equal((states[id]!['state'] as Record<string, unknown>)['v'], 1);
  }));

test('what cannot be a widget or a handler is refused', () =>
  withSession(async (bench) => {
    assert.match((await bench.run('comms.widget({})')).error ?? '', /^TypeError: comms.widget: esm must be/);
    assert.match(
      (await bench.run("comms.register('t')")).error ?? '',
      /^TypeError: comms.register: expected/,
    );
  }));
