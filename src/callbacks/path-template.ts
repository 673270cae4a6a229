import { show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { snakeCase } from '../support/names.js';

const FIELD = /\{(\w+)(?::([^{}]*))?\}/g;
const SPEC = /^(0?)(\d*)(?:\.(\d+))?([dfeg%]?)$/;

/**
 * A path with values in the places of its fields, as Python formats them: `{epoch:02d}-{val_loss:.2f}.keras`; `{valLoss}`
 * is `{val_loss}`.
 *
 * @throws ValueError for a field that has no value, and for a format that is not known
 */
export function fillPath(where: string, template: string, values: Readonly<Record<string, number>>): string {
  return template.replace(FIELD, (field, name: string, spec = '') => {
    const value = values[name] ?? values[snakeCase(name)];
    if (value === undefined) {
      throw new ValueError(
        `${where}: expected a value for ${field} in ${show(template)}; there are ${Object.keys(values).join(', ')}.`,
      );
    }
    return format(where, field, value, spec);
  });
}

function format(where: string, field: string, value: number, spec: string): string {
  const [, zero, width, digits, kind] = SPEC.exec(spec) ?? [];
  if (kind === undefined) {
    throw new ValueError(
      `${where}: expected a format such as {epoch:02d} or {val_loss:.2f}; received ${field}.`,
    );
  }
  const precision = digits === undefined ? 6 : Number(digits);
  const text = {
    d: () => String(Math.trunc(value)),
    f: () => value.toFixed(precision),
    e: () => value.toExponential(precision).replace(/e([+-])(\d)$/, 'e$10$2'),
    g: () => String(Number(value.toPrecision(Math.max(1, precision)))),
    '%': () => `${(100 * value).toFixed(precision)}%`,
    '': () => (digits === undefined ? String(value) : String(Number(value.toPrecision(precision)))),
  }[kind as 'd' | 'f' | 'e' | 'g' | '%' | '']();
  const size = Number(width);
  return zero === '0' && text.startsWith('-')
    ? `-${text.slice(1).padStart(size - 1, '0')}`
    : text.padStart(size, zero === '0' ? '0' : ' ');
}
