import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Input, layers, Model, models, Sequential, tf, utils, type Variable } from '../../../src/index.js';
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
    class Unwritten extends Table {
      override saveAssets(): void {
        assert.fail('a look must not write');
      }
    }
    await assert.rejects(
      modelWith(new Unwritten()).save(join(folder, 'c.h5')),
      /only a .keras file can hold what saveAssets of Unwritten \w+ writes, what saveOwnVariables of Unwritten \w+ saves beside/,
    );
  });

  it('that fail say whose they are, and where', async () => {
    class Wrong extends Table {
      override saveOwnVariables(): void {
        throw 'nothing to save';
      }
    }
    await assert.rejects(
      modelWith(new Wrong()).save(join(folder, 'wrong.keras')),
      /^ValueError: .*: save: .*wrong.keras: Wrong \w+: saveOwnVariables: threw "nothing to save"/,
    );
    class Half extends layers.Dense {
      override saveOwnVariables(store: Record<string, tf.Tensor>): void {
        store['weights'] = this.kernel;
        store['1'] = tf.zeros([1]);
      }
    }
    const path = join(folder, 'half.keras');
    const model = new Sequential([new Half({ units: 1, inputShape: [2] })]);
    await model.save(path);
    await assert.rejects(
      models.loadModel(path, { customObjects: { Half } }),
      /half.keras: Half \w+: loadOwnVariables: Half \w+: expected 2 variables .* named from 0 on; received 1, weights[\s\S]*Fix: override loadOwnVariables/,
    );
  });

  it('save what adapt learnt, and LoRA’s sum, as other layers do', async () => {
    class Own extends layers.TextVectorization {
      more: tf.Tensor = tf.scalar(0);
      override saveOwnVariables(store: Record<string, tf.Tensor>): void {
        store['more'] = this.more;
      }
      override loadOwnVariables(store: Readonly<Record<string, tf.Tensor>>): void {
        assert.deepEqual(Object.keys(store), ['more']);
        this.more = store['more']!;
      }
      override saveAssets(path: string): void {
        writeFileSync(join(path, 'bytes.bin'), Uint8Array.of(0xff, 0xfe));
      }
    }
    const texts = new Own({ outputMode: 'tfIdf' });
    await texts.adapt(['a b', 'a']);
    texts.more = tf.scalar(7);
    const text = new Sequential([texts]);
    const before = (texts.call(tf.tensor(['a a b'])) as tf.Tensor).arraySync();
    await text.save(join(folder, 'texts.keras'));
    const again = await models.loadModel(join(folder, 'texts.keras'), { customObjects: { Own } });
    const found = again.layers[0] as Own;
    assert.deepEqual((found.call(tf.tensor(['a a b'])) as tf.Tensor).arraySync(), before);
    assert.equal(found.more.arraySync(), 7);

    class Named extends layers.Dense {
      override saveOwnVariables(store: Record<string, tf.Tensor>): void {
        super.saveOwnVariables(store);
        store['more'] = tf.scalar(1);
      }
      override loadOwnVariables({ more, ...store }: Readonly<Record<string, tf.Tensor>>): void {
        assert.equal(more!.arraySync(), 1);
        super.loadOwnVariables(store);
      }
    }
    const layer = new Named({ units: 2, inputShape: [3] });
    const model = new Sequential([layer]);
    layer.enableLora(1, { bInitializer: 'ones' });
    const x = tf.ones([1, 3]);
    const y = (model.predict(x) as tf.Tensor).arraySync();
    await model.save(join(folder, 'lora.keras'));
    const lora = await models.loadModel(join(folder, 'lora.keras'), { customObjects: { Named } });
    assert.deepEqual((lora.predict(x) as tf.Tensor).arraySync(), y);
  });
});
