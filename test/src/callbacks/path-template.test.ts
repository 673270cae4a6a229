import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fillPath } from '../../../src/callbacks/path-template.js';

describe('fillPath', () => {
  it('formats as Python does', () => {
    const values = { epoch: 3, loss: -0.123456, val_loss: 12.5, accuracy: 0.98765 };
    const cases = {
      '{epoch:02d}-{val_loss:.2f}.keras': '03-12.50.keras',
      '{epoch}.keras': '3.keras',
      '{loss:08.3f}': '-000.123',
      '{accuracy:.1%}': '98.8%',
      '{loss:.2e}': '-1.23e-01',
      '{val_loss:g}': '12.5',
      '{epoch:02d}-{valLoss:.2f}': '03-12.50',
      'plain.keras': 'plain.keras',
    };
    for (const [template, wanted] of Object.entries(cases))
      assert.equal(fillPath('x', template, values), wanted);
  });

  it('names the values that there are, and formats that there are not', () => {
    assert.throws(
      () => fillPath('ModelCheckpoint', '{val_loss}', { loss: 1 }),
      /expected a value for \{val_loss\} in .*; there are loss/,
    );
    assert.throws(() => fillPath('ModelCheckpoint', '{loss:x}', { loss: 1 }), /expected a format such as/);
  });
});
