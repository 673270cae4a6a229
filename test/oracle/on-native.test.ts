import { test } from 'node:test';
import { nativeMissing } from '../native.js';
import { share } from '../share.js';
import { oracleUnits, runUnit } from './units.js';

const units = oracleUnits();

/** Any file of the oracle can be run so by hand, with CELLGRAD_BACKEND=native. */
for (const unit of nativeMissing ? units.slice(0, 1) : share(units, 2, ({ name }) => name))
  test(`${unit.name} on native, as written and recorded`, { skip: nativeMissing }, () => {
    runUnit(unit, { CELLGRAD_BACKEND: 'native' });
  });
