import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Comms } from '../../../../kernel/engine/comms/comms.js';
import { StopControls } from '../../../../kernel/engine/comms/stop-control.js';
import type { CommMessage } from '../../../../kernel/link.js';

const MIME = 'application/vnd.jupyter.widget-view+json';
const EMPTY = { metadata: {}, buffers: [] };

function bench() {
  const sent: CommMessage[] = [];
  const comms = new Comms((message) => sent.push(message));
  let pages = 0;
  /** A page with widgets is opened. */
  const open = async () => {
    const comm = `page-${pages++}`;
    await comms.receive({ action: 'open', comm, target: 'jupyter.widget.control', data: {}, ...EMPTY });
    await comms.receive({ action: 'msg', comm, data: { method: 'request_states' }, ...EMPTY });
  };
  const opened = (name: string) => sent.find(({ data }) => stateOf(data)?.['_model_name'] === name)!;
  const updates = (comm: string) =>
    sent.filter((one) => one.action === 'msg' && one.comm === comm).map(({ data }) => stateOf(data));
  const closed = () => sent.filter(({ action }) => action === 'close').map(({ comm }) => comm);
  return { comms, controls: new StopControls(comms), open, sent, opened, updates, closed };
}

function stateOf(data: CommMessage['data']): Record<string, unknown> | undefined {
  return data['state'] as Record<string, unknown> | undefined;
}

test('where no page has widgets there is no button', () => {
  const { controls, sent } = bench();
  assert.equal(
    controls.create('Stop', () => {}),
    undefined,
  );
  assert.deepEqual(sent, []);
});

test('a press calls, once, and the button says so; at the end all is gone', async () => {
  const { comms, controls, open, opened, updates, closed, sent } = bench();
  await open();
  let pressed = 0;
  const control = controls.create('Stop', () => pressed++)!;
  const [button, box] = [opened('ButtonModel'), opened('VBoxModel')];
  assert.equal(stateOf(button.data)?.['description'], 'Stop');
  assert.deepEqual(control.data[MIME], { version_major: 2, version_minor: 0, model_id: box.comm });
  const click = { method: 'custom', content: { event: 'click' } };
  await comms.receive({ action: 'msg', comm: button.comm, data: click, ...EMPTY });
  assert.equal(pressed, 1);
  assert.deepEqual(updates(button.comm), [{ disabled: true, description: 'Stopping' }]);
  control.show('<p>seen by nobody</p>');
  control.close();
  assert.deepEqual(control.over, { 'text/html': '', 'text/plain': '' });
  assert.equal(closed().length, sent.filter(({ action }) => action === 'open').length);
});

test('a page that is opened anew sees what is shown, until the next training', async () => {
  const { controls, open, opened, updates, closed } = bench();
  await open();
  const control = controls.create('Stop', () => {})!;
  await open();
  control.show('<p>epoch 1</p>');
  control.close();
  const [button, place, box] = ['ButtonModel', 'HTMLModel', 'VBoxModel'].map(opened);
  assert.deepEqual(updates(place!.comm), [{ value: '<p>epoch 1</p>' }]);
  assert.deepEqual(updates(box!.comm), [{ children: [`IPY_MODEL_${place!.comm}`] }]);
  assert.deepEqual(closed(), [button!.comm]);
  controls.create('Stop', () => {});
  assert.deepEqual(
    closed(),
    [button, place, box].map((one) => one!.comm),
  );
});
