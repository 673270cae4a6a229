import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withSession } from './harness.js';

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
    assert.deepEqual(bench.comms.at(-1)?.message.data, {
      method: 'update',
      state: { value: 3 },
      buffer_paths: [],
    });
  }));
