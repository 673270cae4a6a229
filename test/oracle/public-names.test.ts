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
  dtype_policies: 'weights and arithmetic are float32 in tfjs: a policy has nothing to choose',
  'preprocessing.image': 'Keras 2 names of what utils has',
  'preprocessing.sequence': 'Keras 2 names of what utils has',
  saving: 'in models and utils',
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
  get_custom_objects: 'registerKerasSerializable, getRegisteredObject',
  model_to_dot: 'charts.graph, plotModel: no Graphviz',
  save_model: 'model.save(path)',
  standardize_dtype: 'types of tfjs have one name each',
  view: 'tfjs has no view of bits',
  // Of Python: a cell's errors show its own frames, and files run no code of theirs.
  disable_traceback_filtering: 'errors show the frames of the cell',
  enable_traceback_filtering: 'errors show the frames of the cell',
  is_traceback_filtering_enabled: 'errors show the frames of the cell',
  enable_unsafe_deserialization: '`safeMode` of what loads',
  disable_flash_attention: 'of GPUs with JAX or PyTorch',
  enable_flash_attention: 'of GPUs with JAX or PyTorch',
  is_flash_attention_enabled: 'of GPUs with JAX or PyTorch',
  is_nnx_enabled: 'JAX',
  lists_to_tuples: 'there are no tuples',
  // To come.
  max_epochs: 'not there yet',
  set_max_epochs: 'not there yet',
  max_steps_per_epoch: 'not there yet',
  set_max_steps_per_epoch: 'not there yet',
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
