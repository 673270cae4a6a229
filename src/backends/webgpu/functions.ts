/** WGSL that is exact to some 2e-7: the language lets sine and cosine be off by 2^-11, and others by a few units more. */
const HELPERS = `
  // A power of two, by its bits, times a polynomial of Cephes (S. L. Moshier) of the rest; so are the others here.
  fn exponential(a : f32) -> f32 {
    let twos = round(clamp(a, -104.0, 89.0) * 1.4426950408889634);
    let x = (clamp(a, -104.0, 89.0) - twos * 0.693359375) + twos * 2.12194440e-4;
    let low = 8.3334519073e-3 + x * (1.3981999507e-3 + x * 1.9875691500e-4);
    let y = 1.0 + x + x * x * (0.5 + x * (1.6666665459e-1 + x * (4.1665795894e-2 + x * low)));
    let half = i32(twos) / 2;
    return y * bitcast<f32>((half + 127) << 23u) * bitcast<f32>((i32(twos) - half + 127) << 23u);
  }
  // A series near 0, where the difference would drop what matters.
  fn expMinusOne(a : f32) -> f32 {
    if (abs(a) > 0.3) { return exponential(a) - 1.0; }
    return a + a * a * (0.5 + a * (1.0 / 6.0 + a * (1.0 / 24.0 + a * (1.0 / 120.0 + a / 720.0))));
  }
  // The logarithm of (1 + s) / (1 - s), for small ones.
  fn logOfQuotient(s : f32) -> f32 {
    let z = s * s;
    return 2.0 * s * (1.0 + z * (1.0 / 3.0 + z * (0.2 + z * (1.0 / 7.0 + z / 9.0))));
  }
  fn logarithm(a : f32) -> f32 {
    if (a < 0.0) { return uniforms.NAN; }
    if (a < 1.17549435e-38) { return -uniforms.INFINITY; }
    if (isinf(a)) { return a; }
    let bits = bitcast<i32>(a);
    let m = bitcast<f32>((bits & 0x7fffff) | 0x3f800000);
    let isUpper = m > 1.41421356;
    let twos = f32((bits >> 23u) - 127 + select(0, 1, isUpper));
    let x = select(m, 0.5 * m, isUpper);
    return twos * 0.693359375 + (logOfQuotient((x - 1.0) / (x + 1.0)) - twos * 2.12194440e-4);
  }
  fn logOnePlus(a : f32) -> f32 {
    if (a < -0.3 || a > 0.5) { return logarithm(1.0 + a); }
    return logOfQuotient(a / (2.0 + a));
  }
  // The sine, or with a quarter turn ahead the cosine, with pi / 2 in three parts; what the language has beyond some
  // 16,000 turns.
  fn turned(a : f32, ahead : i32) -> f32 {
    if (isinf(a)) { return uniforms.NAN; }
    if (abs(a) > 1e5) { return select(sin(a), cos(a), ahead == 1); }
    let quarters = round(a * 0.6366197723675814);
    let x = ((a - quarters * 1.5703125) - quarters * 4.837512969970703125e-4) - quarters * 7.54978995489188216e-8;
    let z = x * x;
    let sine = x + x * z * (-0.16666654611 + z * (8.3321608736e-3 - z * 1.9515295891e-4));
    let cosine = 1.0 - 0.5 * z + z * z * (4.166664568298827e-2 + z * (2.443315711809948e-5 * z - 1.388731625493765e-3));
    let quarter = (i32(quarters) + ahead) & 3;
    let value = select(sine, cosine, (quarter & 1) == 1);
    return select(value, -value, quarter > 1);
  }
  fn arsinh(a : f32) -> f32 {
    let x = abs(a);
    if (x > 1e9) { return sign(a) * (logarithm(x) + 0.6931471805599453); }
    return sign(a) * logOnePlus(x + x * x / (1.0 + sqrt(x * x + 1.0)));
  }
  fn hyperbolicSine(a : f32) -> f32 {
    let t = expMinusOne(abs(a));
    return sign(a) * 0.5 * select(t + t / (t + 1.0), t, isinf(t));
  }
  fn hyperbolicTangent(a : f32) -> f32 {
    let t = expMinusOne(-2.0 * abs(a));
    return -sign(a) * t / (t + 2.0);
  }`;

/**
 * What takes the place of a function of tfjs's, by its number in the enumeration UnaryOpType, of `a`, which is not NaN;
 * `tfjs(a)` is what was there.
 */
const FUNCTIONS: ReadonlyMap<number, string> = new Map([
  [1, 'select(2.0 * atan2(sqrt(1.0 - a), sqrt(1.0 + a)), uniforms.NAN, abs(a) > 1.0)'],
  [4, 'arsinh(a)'],
  [6, 'select(0.5 * logOnePlus(2.0 * a / (1.0 - a)), tfjs(a), abs(a) >= 1.0)'],
  [8, 'turned(a, 1)'],
  [9, '0.5 * (exponential(a) + exponential(-a))'],
  // elu
  [10, 'select(expMinusOne(a), a, a >= 0.0)'],
  [12, 'exponential(a)'],
  [13, 'expMinusOne(a)'],
  [19, 'logarithm(a)'],
  [20, 'logOnePlus(a)'],
  // relu6
  [24, 'tfjs(a)'],
  // selu
  [29, 'select(1.7580993408473766 * expMinusOne(a), 1.0507009873554805 * a, a >= 0.0)'],
  // sigmoid
  [30, '1.0 / (1.0 + exponential(-a))'],
  // sign
  [31, 'tfjs(a)'],
  [32, 'turned(a, 0)'],
  [33, 'hyperbolicSine(a)'],
  // softplus
  [34, 'max(a, 0.0) + logOnePlus(exponential(-abs(a)))'],
  [38, 'turned(a, 0) / turned(a, 1)'],
  [39, 'hyperbolicTangent(a)'],
]);

/**
 * The code of tfjs's shader of a function of one number, with ours in its place where the language lets tfjs's be far off or
 * leaves open what becomes of NaN and of the logarithm of 0. See https://www.w3.org/TR/WGSL/#concrete-float-accuracy.
 */
export function withExactFunction(code: string, number: number): string {
  const ours = FUNCTIONS.get(number);
  if (ours === undefined) return code;
  return `${HELPERS}
    fn exact(a : f32) -> f32 {
      if (isnan(a)) { return uniforms.NAN; }
      return ${ours};
    }
    ${code.replace('unaryOperation(a)', 'exact(a)').replace('fn unaryOperation(', 'fn tfjs(')}`;
}

/** Powers of numbers that are not negative; whole ones by products, and others by way of the logarithm. */
const POWERS = `
  fn power(a : f32, b : f32) -> f32 {
    if (round(b) != b || abs(b) > 16.0) { return exponential(b * logarithm(a)); }
    var product = 1.0;
    for (var i = 0; i < i32(abs(b)); i++) { product *= a; }
    return select(product, 1.0 / product, b < 0.0);
  }
  fn powers(a : vec4<f32>, b : vec4<f32>) -> vec4<f32> {
    return vec4<f32>(power(a.x, b.x), power(a.y, b.y), power(a.z, b.z), power(a.w, b.w));
  }`;

/**
 * The same for the code of tfjs's shader of powers. Adam takes one from powers close to it: the language's were off by 7e-7,
 * and the rest by a thousandth. A power of 0 that is not positive is infinite.
 */
export function withExactPowers(code: string): string {
  const isVector = code.includes('a : vec4<f32>');
  const [type, power] = isVector ? ['vec4<f32>', 'powers'] : ['f32', 'power'];
  const sign = `select(${type}(1.0), ${type}(-1.0), a < ${type}(0.0))`;
  return `${HELPERS}
    ${POWERS}
    ${code.replaceAll('pow(abs(a), b)', `${power}(abs(a), b)`).replaceAll('sign(a)', sign)}`;
}
