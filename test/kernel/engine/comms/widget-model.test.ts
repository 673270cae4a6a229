import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Comm } from '../../../../kernel/engine/comms/comm.js';
import { WidgetModel } from '../../../../kernel/engine/comms/widget-model.js';

test('opens with what it is and its state, and sends what is set', () => {
  const sent: unknown[] = [];
  const opened: unknown[] = [];
  const widget = new WidgetModel({ _model_name: 'ButtonModel' }, { value: 1 }, (data, extras) => {
    opened.push(data, extras.metadata);
    return new Comm('c', 'jupyter.widget', (action, { data: content }) => sent.push([action, content]));
  });
  assert.deepEqual(opened, [
    { state: { _model_name: 'ButtonModel', value: 1 }, buffer_paths: [] },
    { version: '2.1.0' },
  ]);
  widget.set({ value: 2 });
  assert.deepEqual(widget.fullState, { _model_name: 'ButtonModel', value: 2 });
  assert.throws(() => widget.set('value' as never), /expected an object of values; received 'value'/);
  widget.close();
  assert.deepEqual(sent, [
    ['msg', { method: 'update', state: { value: 2 }, buffer_paths: [] }],
    ['close', {}],
  ]);
});
