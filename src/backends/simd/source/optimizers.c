// One pass over a variable for each update. Outputs may be the inputs.
#include "vector.h"

// hat: the largest velocity so far (amsgrad), or 0. alpha: the learning rate with the correction of both moments.
EXPORT(adam)(const float *variable, const float *gradient, const float *momentum, const float *velocity, const float *hat,
             float *new_variable, float *new_momentum, float *new_velocity, float *new_hat, i32 n, float alpha, float beta1,
             float beta2, float epsilon) {
  const f32x4 rate = splat(alpha), keep1 = splat(beta1), keep2 = splat(beta2), small = splat(epsilon);
  for (i32 i = 0; i < n; i += 4) {
    const i32 left = n - i;
    const f32x4 g = load_part(gradient + i, left);
    const f32x4 m0 = load_part(momentum + i, left), v0 = load_part(velocity + i, left);
    const f32x4 m = add(m0, mul(sub(g, m0), keep1));
    const f32x4 v = add(v0, mul(sub(mul(g, g), v0), keep2));
    f32x4 root = v;
    if (hat) {
      root = wasm_f32x4_max(load_part(hat + i, left), v);
      store_part(new_hat + i, root, left);
    }
    store_part(new_momentum + i, m, left);
    store_part(new_velocity + i, v, left);
    const f32x4 change = wasm_f32x4_div(mul(m, rate), add(wasm_f32x4_sqrt(root), small));
    store_part(new_variable + i, sub(load_part(variable + i, left), change), left);
  }
}

// momentum: or 0 for plain descent.
EXPORT(sgd)(const float *variable, const float *gradient, const float *momentum, float *new_variable, float *new_momentum, i32 n,
            float learning_rate, float factor, i32 nesterov) {
  const f32x4 rate = splat(learning_rate), mu = splat(factor);
  for (i32 i = 0; i < n; i += 4) {
    const i32 left = n - i;
    const f32x4 change = mul(load_part(gradient + i, left), rate);
    const f32x4 value = load_part(variable + i, left);
    if (!momentum) {
      store_part(new_variable + i, sub(value, change), left);
      continue;
    }
    const f32x4 m = sub(mul(load_part(momentum + i, left), mu), change);
    store_part(new_momentum + i, m, left);
    store_part(new_variable + i, add(value, nesterov ? sub(mul(m, mu), change) : m), left);
  }
}
