import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as custom from '../../../src/support/custom-objects.js';

describe('custom objects', () => {
  it('are known inside the scope alone, the innermost first, in any spelling and without the package', () => {
    const [one, two] = [() => 1, () => 2];
    custom.withCustomObjects({ myLoss: one }, () => {
      assert.equal(custom.scopedObject('Shop>my_loss'), one);
      custom.withCustomObjects({ myLoss: two }, () => assert.equal(custom.customObject('myLoss'), two));
      assert.equal(custom.customObject('myLoss'), one);
    });
    assert.equal(custom.customObject('myLoss'), undefined);
    assert.throws(() => custom.withCustomObjects({}, () => assert.fail('x')), /x/);
  });

  it('say whether code in a file may run', () => {
    assert.equal(custom.inSafeMode(), true);
    custom.withCustomObjects({}, () => assert.equal(custom.inSafeMode(), false), { safeMode: false });
    assert.equal(custom.inSafeMode(), true);
  });

  it('limit the weights that a file may ask for', () => {
    custom.spendWeights('x', 1e12);
    custom.withCustomObjects({}, () => custom.spendWeights('x', 5), { weights: 5 });
    assert.throws(
      () => custom.withCustomObjects({}, () => custom.spendWeights('Dense d', 6), { weights: 5 }),
      /Dense d: expected as many weights as the file has/,
    );
  });

  it('are registered by package and name; the same name again replaces', () => {
    const [one, two] = [() => 1, () => 2];
    custom.registerCustomObject(one, 'Shop', 'ThingForTest');
    custom.registerCustomObject(two, 'Shop', 'ThingForTest');
    assert.equal(custom.registeredObject('Shop>ThingForTest'), two);
    assert.equal(custom.registeredName(two), 'Shop>ThingForTest');
    custom.markBuiltIn([one, null, 'text']);
    assert.deepEqual([custom.isBuiltIn(one), custom.isBuiltIn(two)], [true, false]);
  });
});

describe('utils.customObjectScope', () => {
  it('lasts as long as its body, also an asynchronous one', async () => {
    const { customObject, customObjectScope } = custom;
    const [one, two] = [() => 1, () => 2];
    assert.equal(
      customObjectScope({ one }, () => customObject('one')),
      one,
    );
    let end = () => {};
    const later = customObjectScope(
      { one },
      () =>
        new Promise<void>((resolve) => {
          end = resolve;
        }),
    );
    customObjectScope({ two }, () => assert.equal(customObject('two'), two));
    assert.equal(customObject('one'), one);
    end();
    await later;
    assert.equal(customObject('one'), undefined);
    assert.throws(() => customObjectScope({ one }, () => assert.fail('x')), /x/);
    assert.equal(customObject('one'), undefined);
  });
});
