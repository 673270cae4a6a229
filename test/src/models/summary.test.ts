import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import type { Tensor } from '../../../src/backends/tensor.js';
import { modelGraph } from '../../../src/display/charts/graph-data.js';
import { setSink } from '../../../src/display/sink.js';
import { Add, Dense, Input } from '../../../src/layers/index.js';
import type { SymbolicTensor } from '../../../src/layers/symbolic-tensor.js';
import { Model, Sequential } from '../../../src/models/index.js';
import { type SummaryOptions, summaryOf } from '../../../src/models/summary.js';
import { smallModel } from './small-model.js';

describe('the summary', () => {
  before(ensureReady);

  it('counts weights and their memory', () => {
    const data = summaryOf(smallModel());
    assert.deepEqual(data.inputShapes, [[null, 4]]);
    assert.deepEqual(data.total, { parameters: 43, bytes: 172 });
    assert.deepEqual(data.notTrainable, { parameters: 0, bytes: 0 });
    assert.deepEqual(
      data.layers.map(({ className, outputShapes, parameters, inputs }) => [
        className,
        outputShapes,
        parameters,
        inputs,
      ]),
      [
        ['Dense', [[null, 5]], 25, undefined],
        ['Dense', [[null, 3]], 18, undefined],
      ],
    );
    assert.deepEqual(data.memory?.parts, [
      { label: 'weights', bytes: 172 },
      { label: 'gradients', bytes: 172 },
      { label: 'Adam', bytes: 172 * 2 + 8 },
      { label: 'activations', bytes: 32 * 8 * 4 },
      { label: 'batch', bytes: 32 * 4 * 4 },
    ]);
  });

  it('shows frozen layers, nested models and what feeds a layer', () => {
    const [a, b] = [Input({ shape: [4], name: 'a' }), Input({ shape: [4], name: 'b' })];
    const inner = smallModel();
    inner.layers[0]!.trainable = false;
    const first = inner(a);
    const second = new Dense({ units: 2, name: 'second' })(b);
    const data = summaryOf(new Model({ inputs: [a, b], outputs: [first, second] }));
    const nested = data.layers.find(({ className }) => className === 'Sequential');
    assert.deepEqual(
      nested?.layers?.map(({ trainableParameters }) => trainableParameters),
      [0, 18],
    );
    assert.equal(nested?.trainableParameters, 18);
    const closed = summaryOf(new Model({ inputs: a, outputs: first }), { expandNested: false });
    assert.equal(closed.layers.find(({ className }) => className === 'Sequential')?.layers, undefined);
    assert.deepEqual(data.layers.find(({ name }) => name === 'second')?.inputs, ['b']);
    assert.equal(data.memory, null);
  });

  it('says all that feeds a layer that is called twice, also where another model calls it', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => Input({ shape: [4], name })) as [
      SymbolicTensor,
      SymbolicTensor,
      SymbolicTensor,
    ];
    const twice = new Dense({ units: 2, name: 'twice' });
    new Model({ inputs: c, outputs: twice(c) });
    const sum = new Add({ name: 'sum' })([twice(a), twice(b)]);
    const data = summaryOf(new Model({ inputs: [a, b], outputs: sum }));
    assert.deepEqual(
      data.layers.map(({ name, inputs }) => [name, inputs]),
      [
        ['twice', ['a', 'b']],
        ['sum', ['twice', 'twice']],
      ],
    );
  });

  it('does not say that the layers of a subclass feed each other', () => {
    class Mine extends Model {
      last = new Dense({ units: 1 });
      first = new Sequential([new Dense({ units: 2 }), new Dense({ units: 3 })]);
      override call(x: Tensor): Tensor {
        return this.last(this.first(x)) as Tensor;
      }
    }
    const model = new Mine();
    model.build([null, 4]);
    const { layers } = summaryOf(model);
    assert.deepEqual(
      layers.map(({ inputs }) => inputs),
      [[], []],
    );
    // Those of a Sequential do.
    assert.deepEqual(
      layers[1]!.layers?.map(({ inputs }) => inputs),
      [undefined, undefined],
    );
    assert.deepEqual(modelGraph({ data: summaryOf(model) }).edges, []);
  });

  it('of an unbuilt model says so', () => {
    const data = summaryOf(new Sequential([new Dense({ units: 2 })]));
    assert.deepEqual([data.total, data.layers[0]?.parameters, data.inputShapes], [null, null, []]);
  });

  it('is shown, or given line by line', () => {
    const shown: unknown[] = [];
    const before = setSink({ kind: 'notebook', columns: 80, send: (message) => shown.push(message) });
    try {
      smallModel().summary();
    } finally {
      setSink(before);
    }
    assert.match(JSON.stringify(shown), /text\/html/);
    const lines: string[] = [];
    smallModel().summary({ printFn: (line) => lines.push(line), lineLength: 60 });
    assert.match(lines.join('\n'), /Total/);
    for (const lineLength of [32, 50]) {
      lines.length = 0;
      smallModel().summary({ printFn: (line) => lines.push(line), lineLength });
      assert.ok(
        lines.every((line) => line.length <= lineLength),
        lines.join('\n'),
      );
    }
    assert.throws(() => smallModel().summary({ lines: 3 } as never), /summary: unknown option lines/);
  });

  it('has what Keras can choose: trainable or not, a range of layers, positions', () => {
    const model = new Sequential(
      ['one', 'two', 'three'].map(
        (name) => new Dense({ units: 2, name, ...(name === 'one' && { inputShape: [3] }) }),
      ),
      { name: 'chosen' },
    );
    const printed = (options: SummaryOptions): string => {
      const lines: string[] = [];
      model.summary({ ...options, printFn: (line) => lines.push(line) });
      return lines.join('\n');
    };
    assert.match(printed({}), /Trainable\n/);
    assert.doesNotMatch(printed({ showTrainable: false }), /Share {2,}Trainable| yes/);
    assert.match(printed({ showTrainable: true, lineLength: 50 }), / yes\n/);
    const range = printed({ layerRange: ['tw', /thr.*/] });
    assert.match(range, /2 of 3 layers/);
    assert.match(range, / two .*\n.* three /);
    assert.doesNotMatch(range, / one /);
    const placed = printed({ positions: [0.5, 0.75, 1], lineLength: 60 }).split('\n');
    assert.equal(placed[2]!.indexOf('Output shape'), 30);
    assert.equal(placed[1]!.length, 60);
    assert.match(
      printed({ positions: [20, 35, 50, 60], showTrainable: true }),
      /two \(Dense\) .* one .* yes/,
    );
    for (const [options, message] of [
      [{ positions: [0.5, 1] }, /positions must be 3 or 4 rising numbers/],
      [{ positions: [0.01, 0.5, 1] }, /less than 4 characters/],
      [{ layerRange: ['nobody', 'two'] }, /layerRange must be two names of layers \(one, two, three\)/],
      [{ lineLength: 3 }, /lineLength must be a whole number/],
    ] as const)
      assert.throws(() => model.summary(options as SummaryOptions), message);
  });
});
