import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Input, layers, Model, models, tf, utils, type Variable } from '../../../src/index.js';
import { liveTensors } from '../../live-tensors.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-hooks-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** test/oracle/saving_hooks.py has the same class. */
class Table extends layers.Layer {
  scale!: Variable;
  rows = tf.tensor([0, 0]);
  note = '';

  override build(): void {
    this.scale = this.addWeight({ name: 'scale', shape: [2], initializer: 'ones' });
  }

  override call(x: tf.Tensor): tf.Tensor {
    return tf.add(tf.mul(x, this.scale), this.rows);
  }

  override saveOwnVariables(store: Record<string, tf.Tensor>): void {
    Object.assign(store, { scale: this.scale, rows: this.rows });
  }

  override loadOwnVariables(store: Readonly<Record<string, tf.Tensor>>): void {
    this.scale.assign(store['scale']!);
    this.rows = store['rows']!;
  }

  override saveAssets(path: string): void {
    writeFileSync(join(path, 'note.txt'), this.note);
  }

  override loadAssets(path: string): void {
    this.note = readFileSync(join(path, 'note.txt'), 'utf8');
  }
}
utils.registerKerasSerializable(Table, { package: 'hooks' });

function modelWith(table: Table): Model {
  const x = Input({ shape: [2] });
  return new Model({
    inputs: x,
    outputs: new layers.Dense({ units: 1, kernelInitializer: 'ones' })(table(x)),
  });
}

const tableOf = (model: Model) => model.layers.find((layer) => layer instanceof Table) as Table;

describe('saving hooks of classes of one’s own', () => {
  it('are called as Keras calls them, and files open in both directions', async () => {
    const table = new Table();
    const model = modelWith(table);
    table.scale.assign(tf.tensor([2, 3]));
    table.rows = tf.tensor([5, 7]);
    table.note = 'größe';
    const [here, there] = [join(folder, 'here.keras'), join(folder, 'there.keras')];
    await model.save(here);
    const again = await models.loadModel(here);
    assert.equal(tableOf(again).note, 'größe');
    assert.equal((again.predict(tf.ones([1, 2])) as tf.Tensor).arraySync().toString(), '17');

    const root = fileURLToPath(new URL('../../../', import.meta.url));
    const program = join(root, 'test/oracle/saving_hooks.py');
    const printed = execFileSync(join(root, '.venv/bin/python'), [program, here, there], {
      encoding: 'utf8',
    });
    assert.deepEqual(JSON.parse(printed.trim().split('\n').at(-1)!), { predicted: [[17]], note: 'größe' });
    const keras = await models.loadModel(there);
    assert.equal(tableOf(keras).note, 'from Keras');
    assert.equal((keras.predict(tf.ones([1, 2])) as tf.Tensor).arraySync().toString(), '37');

    const weights = join(folder, 'm.weights.h5');
    await keras.saveWeights(weights);
    await again.loadWeights(weights);
    assert.equal((again.predict(tf.ones([1, 2])) as tf.Tensor).arraySync().toString(), '37');
    assert.equal(tableOf(again).note, 'größe');
    const before = await liveTensors();
    await model.save(here);
    assert.equal(await liveTensors(), before);
  });

  it('that save texts as numbers, or are async, are told', async () => {
    class Texts extends Table {
      override saveOwnVariables(store: Record<string, tf.Tensor>): void {
        store['names'] = tf.tensor(['a']);
      }
    }
    await assert.rejects(modelWith(new Texts()).save(join(folder, 'a.keras')), /expected numbers in 'names'/);
    class Late extends Table {
      override async saveAssets(): Promise<void> {}
    }
    await assert.rejects(modelWith(new Late()).save(join(folder, 'b.keras')), /saveAssets: .* async/);
    await assert.rejects(modelWith(new Table()).save(join(folder, 'c.h5')), /only a .keras file can hold/);
  });
});
