import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type CompileOptions, checkCompileOptions } from '../../../src/models/compile-options.js';

const check = (options: object) => checkCompileOptions(options as CompileOptions);

it('compile takes Keras’s options and no others', () => {
  check({});
  check({ runEagerly: true, stepsPerExecution: 'auto', jitCompile: 'auto', autoScaleLoss: true });
  assert.throws(() => check({ metric: [] }), /unknown option metric; did you mean metrics/);
  assert.throws(() => check({ runEagerly: 'yes' }), /runEagerly must be true or false; received "yes"/);
  assert.throws(
    () => check({ stepsPerExecution: 0 }),
    /stepsPerExecution must be a positive integer; received 0/,
  );
  assert.throws(() => check({ jitCompile: 'always' }), /jitCompile/);
});
