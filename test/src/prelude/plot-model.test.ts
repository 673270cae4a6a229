import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Input, layers, Model, Sequential, utils } from '../../../src/index.js';

test('writes what Keras can choose', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plot-'));
  try {
    const inner = new Sequential(
      [Input({ shape: [4] }), new layers.Dense({ units: 3, activation: 'relu', name: 'hidden' })],
      { name: 'inner' },
    );
    inner.trainable = false;
    const [a, b] = [Input({ shape: [4], name: 'left' }), Input({ shape: [3], name: 'right' })];
    const added = new layers.Add({ name: 'sum' })([inner(a), b]);
    const model = new Model({ inputs: [a, b], outputs: new layers.Dense({ units: 2, name: 'end' })(added) });
    const words = async (options: utils.PlotModelOptions = {}) => {
      const toFile = join(folder, 'model.svg');
      await utils.plotModel(model, { ...options, toFile });
      return [...readFileSync(toFile, 'utf8').matchAll(/<text[^>]*>([^<]+)</g)].map(([, text]) => text);
    };
    assert.deepEqual((await words()).slice(0, -1).sort(), [
      'Add',
      'Dense 2 units',
      'Input',
      'Input',
      'Sequential',
    ]);
    const all = (
      await words({
        showShapes: true,
        showDtype: true,
        showLayerNames: true,
        showLayerActivations: true,
        showTrainable: true,
        expandNested: true,
        rankdir: 'LR',
      })
    ).join('|');
    for (const wanted of [
      'left: 4',
      'Dense 3 units, relu',
      'hidden: 3',
      'float32, frozen',
      'float32, trainable',
    ])
      assert.ok(all.includes(wanted), `${wanted} in ${all}`);
    assert.ok(!all.includes('Sequential'), all);

    const png = join(folder, 'model.png');
    const widths = [];
    for (const dpi of [96, 288]) {
      await utils.plotModel(model, { toFile: png, dpi });
      widths.push(readFileSync(png).readUInt32BE(16));
    }
    assert.ok(Math.abs(widths[1]! - 3 * widths[0]!) <= 3, String(widths));
    await assert.rejects(utils.plotModel(new Sequential([new layers.Dense({ units: 1 })])), /is not built/);
    await assert.rejects(utils.plotModel(model, { rankdir: 'up' as never }), /rankdir must be 'TB'/);
    await assert.rejects(utils.plotModel(model, { splines: 'ortho' } as never), /unknown option splines/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
