import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as keras from '../../src/prelude/keras.js';
import { camelCase } from '../../src/support/names.js';
import { oracleCases } from './oracle.js';

interface Names {
  readonly name: string;
  readonly classes: string[];
  readonly functions: string[];
}

/** Groups of Keras's that are not there, and why. */
const ABSENT_GROUPS: Readonly<Record<string, string>> = {
  config: 'not there yet',
  dtype_policies: 'weights and arithmetic are float32 in tfjs: a policy has nothing to choose',
  'preprocessing.image': 'Keras 2 names of what utils has',
  'preprocessing.sequence': 'Keras 2 names of what utils has',
  saving: 'in models and utils',
  tree: 'not there yet',
  visualization: 'charts and display show images, curves and models',
};

/** What is not there, and why. */
const ABSENT: Readonly<Record<string, string>> = {
  // Old names that `get` takes.
  IdentityInitializer: 'Identity',
  OrthogonalInitializer: 'Orthogonal',
  STFTInitializer: 'STFT',
  deserialize: '`get` takes saved configurations',
  serialize: 'utils.serializeKerasObject',
  // Of other frameworks.
  FlaxLayer: 'JAX',
  JaxLayer: 'JAX',
  OrbaxCheckpoint: 'JAX; BackupAndRestore and ModelCheckpoint are there',
  TFSMLayer: 'SavedModel of TensorFlow',
  TorchModuleWrapper: 'PyTorch',
  // Of Keras's insides.
  CallbackList: '`callbacks: [...]`',
  Config: 'an object',
  CustomObjectScope: 'customObjectScope(objects, body): there is no `with`',
  InputSpec: 'a type here',
  MaxNumBoundingBoxes: 'boxes are not augmented',
  disable_interactive_logging: '`verbose` says it',
  enable_interactive_logging: '`verbose` says it',
  get_custom_objects: 'registerKerasSerializable, getRegisteredObject',
  is_interactive_logging_enabled: '`verbose` says it',
  model_to_dot: 'charts.graph, plotModel: no Graphviz',
  save_model: 'model.save(path)',
  standardize_dtype: 'types of tfjs have one name each',
  view: 'tfjs has no view of bits',
  // To come.
  FeatureSpace: 'not there yet',
  MultiOptimizer: 'not there yet',
  OptimizerMap: 'not there yet',
  eig: 'complex numbers; eigh is there',
};

/** Names that differ from Keras's in more than the case. */
const RENAMED: Readonly<Record<string, string>> = {
  l1_l2: 'l1l2',
  pack_x_y_sample_weight: 'packXYSampleWeight',
  unpack_x_y_sample_weight: 'unpackXYSampleWeight',
};

/** The group 'optimizers.schedules' of ours. */
function groupOf(path: string): Readonly<Record<string, unknown>> | undefined {
  let part: unknown = keras;
  for (const name of path.split('.')) part = (part as Record<string, unknown> | undefined)?.[name];
  return part as Record<string, unknown> | undefined;
}

for (const { name: group, classes, functions } of oracleCases<Names>('public_names'))
  test(`${group}: everything public of Keras is there`, () => {
    const ours = groupOf(group);
    assert.equal(ours === undefined, group in ABSENT_GROUPS, group);
    if (ours === undefined) return;
    // Keras's lower-case names of classes are our factories.
    const own = (name: string) => RENAMED[name] ?? (/^[a-z]/.test(name) ? camelCase(name) : name);
    const missing = [...classes, ...functions].filter((name) => ours[own(name)] === undefined);
    assert.deepEqual(
      missing.filter((name) => !(name in ABSENT)),
      [],
    );
  });
