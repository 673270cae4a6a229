import { serialization } from '@tensorflow/tfjs-core';
import { registerKerasSerializable } from './register-keras-serializable.js';

export const { Serializable, SerializationMap } = serialization;

/** tfjs's name of `utils.registerKerasSerializable(type, { package, name })`. */
export function registerClass<T extends new (...args: never[]) => object>(
  type: T,
  packageName?: string,
  name?: string,
): void {
  registerKerasSerializable(type, {
    ...(packageName !== undefined && { package: packageName }),
    ...(name !== undefined && { name }),
  });
}
