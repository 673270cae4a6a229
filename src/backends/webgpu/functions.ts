/** A function of one number. */
interface OneNumber {
  /** Its place in tfjs's enumeration UnaryOpType. */
  readonly number: number;
  /** WGSL that computes it of `a`, which is not NaN; `tfjs(a)` is what tfjs has. */
  readonly body: string;
  readonly uses?: keyof typeof HELPERS;
}

const HELPERS = {
  // A series near 0, where the difference would drop what matters.
  expMinusOne: `
    fn expMinusOne(a : f32) -> f32 {
      if (abs(a) > 0.3) { return exp(a) - 1.0; }
      return a + a * a * (0.5 + a * (1.0 / 6.0 + a * (1.0 / 24.0 + a * (1.0 / 120.0 + a / 720.0))));
    }`,
  // The same, that of 2 atanh(a / (2 + a)).
  logOnePlus: `
    fn logOnePlus(a : f32) -> f32 {
      if (a < -1.0) { return uniforms.NAN; }
      if (a == -1.0) { return -uniforms.INFINITY; }
      if (a < -0.3 || a > 0.5) { return log(1.0 + a); }
      let s = a / (2.0 + a);
      let z = s * s;
      return 2.0 * s * (1.0 + z * (1.0 / 3.0 + z * (0.2 + z * (1.0 / 7.0 + z / 9.0))));
    }`,
  // The sine, or with a quarter turn ahead the cosine: of what is left of an eighth of a turn, with pi / 2 in three parts,
  // and the polynomials of Cephes (S. L. Moshier), right to 1e-6; what the language has beyond some 16,000 turns.
  turned: `
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
    }`,
} as const;

const FUNCTIONS: readonly OneNumber[] = [
  /* acos */ {
    number: 1,
    body: 'if (abs(a) > 1.0) { return uniforms.NAN; } return 2.0 * atan2(sqrt(1.0 - a), sqrt(1.0 + a));',
  },
  /* asinh */ {
    number: 4,
    uses: 'logOnePlus',
    body: `
      let x = abs(a);
      if (x > 1e9) { return sign(a) * (log(x) + 0.6931471805599453); }
      return sign(a) * logOnePlus(x + x * x / (1.0 + sqrt(x * x + 1.0)));`,
  },
  /* atanh */ {
    number: 6,
    uses: 'logOnePlus',
    body: 'if (abs(a) >= 1.0) { return tfjs(a); } return 0.5 * logOnePlus(2.0 * a / (1.0 - a));',
  },
  /* cos */ { number: 8, uses: 'turned', body: 'return turned(a, 1);' },
  /* elu */ { number: 10, uses: 'expMinusOne', body: 'if (a >= 0.0) { return a; } return expMinusOne(a);' },
  /* exp */ { number: 12, body: 'return tfjs(a);' },
  /* expm1 */ { number: 13, uses: 'expMinusOne', body: 'return expMinusOne(a);' },
  /* log */ { number: 19, body: 'if (a == 0.0) { return -uniforms.INFINITY; } return tfjs(a);' },
  /* log1p */ { number: 20, uses: 'logOnePlus', body: 'return logOnePlus(a);' },
  /* relu6 */ { number: 24, body: 'return tfjs(a);' },
  /* selu */ {
    number: 29,
    uses: 'expMinusOne',
    body: 'if (a >= 0.0) { return tfjs(a); } return 1.7580993408473766 * expMinusOne(a);',
  },
  /* sigmoid */ { number: 30, body: 'return tfjs(a);' },
  /* sign */ { number: 31, body: 'return tfjs(a);' },
  /* sin */ { number: 32, uses: 'turned', body: 'return turned(a, 0);' },
  /* sinh */ {
    number: 33,
    uses: 'expMinusOne',
    body: 'if (abs(a) > 1.0) { return tfjs(a); } let t = expMinusOne(a); return 0.5 * (t + t / (t + 1.0));',
  },
  /* softplus */ { number: 34, uses: 'logOnePlus', body: 'return max(a, 0.0) + logOnePlus(exp(-abs(a)));' },
  /* tan */ { number: 38, uses: 'turned', body: 'return turned(a, 0) / turned(a, 1);' },
  /* tanh */ {
    number: 39,
    uses: 'expMinusOne',
    body: 'let t = expMinusOne(-2.0 * abs(a)); return -sign(a) * t / (t + 2.0);',
  },
];

/**
 * The code of tfjs's shader of a function of one number, with ours in its place where the language lets tfjs's be far off
 * (sine and cosine by 2^-11, and by more beyond one turn) or leaves open what becomes of NaN and of the logarithm of 0. See
 * https://www.w3.org/TR/WGSL/#concrete-float-accuracy.
 */
export function withExactFunction(code: string, number: number): string {
  const ours = FUNCTIONS.find((one) => one.number === number);
  if (ours === undefined) return code;
  return `${ours.uses === undefined ? '' : HELPERS[ours.uses]}
    fn exact(a : f32) -> f32 {
      if (isnan(a)) { return uniforms.NAN; }
      ${ours.body}
    }
    ${code.replace('unaryOperation(a)', 'exact(a)').replace('fn unaryOperation(', 'fn tfjs(')}`;
}
