/**
 * What to write where a function of tfjs, which computes at once, was given a tensor of a model that is being described. Nothing
 * for other errors.
 */
export function fixForSymbolicTensor(message: string): string | undefined {
  const [, name] =
    /^Argument '.*' passed to '(\w+)' must be .* but got 'SymbolicTensor'$/.exec(message) ?? [];
  return (
    name &&
    `a layer, or what ops has for it: tf.${name} needs values, which the tensors of a model do not have yet`
  );
}
