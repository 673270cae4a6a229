import assert from 'node:assert/strict';
import { test } from 'node:test';
import { follow, isClass, kindOf, membersOf } from '../../../../kernel/engine/assist/runtime-values.js';
import { Names } from '../../../../kernel/engine/names/names.js';

test('a chain is followed through data, never through getters and proxies', () => {
  const names = new Names();
  let touched = 0;
  const touch = () => {
    touched += 1;
    return undefined;
  };
  Object.defineProperty(globalThis, 'followTest', {
    configurable: true,
    value: {
      a: [{ b: 1 }],
      get c() {
        touched += 1;
        return {};
      },
      p: new Proxy({}, { get: touch, getOwnPropertyDescriptor: touch }),
      barrel: Object.defineProperty({ __esModule: true }, 'x', { get: () => 7 }),
    },
  });
  const at = (path: string) => follow(path.split('.'), names);
  assert.deepEqual(at('followTest.a.0.b'), { value: 1 });
  assert.deepEqual(at('globalThis.followTest.a.length'), { value: 1 });
  assert.deepEqual(at('followTest.barrel.x'), { value: 7 });
  assert.deepEqual(at('followTest.a.length.toFixed'), { value: Number.prototype.toFixed });
  for (const path of ['followTest.c', 'followTest.p.x', 'followTest.none.x', 'nowhere', '1a'])
    assert.equal(at(path), undefined);
  assert.equal(touched, 0);
  Reflect.deleteProperty(globalThis, 'followTest');
});

test('members: own ones first, by prefix, without what cannot be written after a dot', () => {
  class Base {
    inherited() {}
  }
  class Derived extends Base {
    own = 1;
    'a-b' = 2;
    _private = 3;
  }
  const names = membersOf(new Derived(), '').map((one) => one.name);
  assert.deepEqual(
    names.slice(0, 4),
    ['own', 'constructor', 'inherited', 'hasOwnProperty'].slice(0, 3).concat(names[3] ?? ''),
  );
  assert.deepEqual(membersOf(new Derived(), '_'), [
    { name: '_private', kind: 'property' },
    ...membersOf({}, '_'),
  ]);
  assert.deepEqual(membersOf(undefined, ''), []);
  assert.deepEqual(
    [kindOf(Base), kindOf(() => 1), kindOf(1), isClass(Map)],
    ['class', 'function', 'property', false],
  );
});

test('a function that is an instance of a class is no function', () => {
  class Layer {}
  class Dense extends Layer {}
  const instance = (of: object | null) => Object.setPrototypeOf(() => {}, of) as unknown;
  assert.equal(kindOf(instance(Dense.prototype)), 'property');
  assert.equal(kindOf(Dense), 'class');
  let touched = 0;
  const trap = () => {
    touched += 1;
    return Dense.prototype;
  };
  const proxy = new Proxy(() => {}, { get: trap, getPrototypeOf: trap });
  const getter = instance(Object.defineProperty({}, 'constructor', { get: trap }));
  const bare = [instance(null), instance({}), instance(new Proxy({}, { get: trap }))];
  for (const value of [() => {}, async () => {}, ...bare, proxy, getter])
    assert.equal(kindOf(value), 'function');
  assert.equal(touched, 0);
});
