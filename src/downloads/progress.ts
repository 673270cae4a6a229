import { randomUUID } from 'node:crypto';
import type { DisplayData } from '../display/bundle.js';
import { getSink } from '../display/sink.js';

/** Shows how far a download is: one output that updates in a notebook, a line at each end elsewhere. */
export interface Progress {
  /** `total` is undefined while the server has not said how long the file is. */
  update(done: number, total: number | undefined): void;
  /** Replaces the bar by its last line. */
  end(text: string): void;
}

const INTERVAL_MS = 250;

/** Begins to show a download called `label`. */
export function showProgress(label: string, now: () => number = () => performance.now()): Progress {
  const sink = getSink();
  const id = `download-${randomUUID()}`;
  const live = sink.kind === 'notebook';
  const began = now();
  let shown = Number.NEGATIVE_INFINITY;
  let first: number | undefined;
  sink.send({ kind: 'display', id, ...view(`Downloading ${label}`) });
  return {
    update(done, total) {
      first ??= done;
      if (!live || now() - shown < INTERVAL_MS) return;
      shown = now();
      const seconds = (shown - began) / 1000;
      const rate = seconds > 0 ? `, ${size((done - first) / seconds)}/s` : '';
      const of = total === undefined ? '' : ` of ${size(total)}`;
      sink.send({
        kind: 'update',
        id,
        ...view(`Downloading ${label}: ${size(done)}${of}${rate}`, total && done / total),
      });
    },
    end(text) {
      sink.send({ kind: live ? 'update' : 'display', id, ...view(text) });
    },
  };
}

/** Bytes as people read them, with 3 digits. */
export function size(bytes: number): string {
  let value = bytes;
  for (const unit of ['B', 'KiB', 'MiB']) {
    if (value < 1000) return `${Number(value.toPrecision(3))} ${unit}`;
    value /= 1024;
  }
  return `${Number(value.toPrecision(3))} GiB`;
}

function view(text: string, share?: number): DisplayData {
  const percent = share === undefined ? undefined : Math.floor(100 * Math.min(1, share));
  const safe = text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const bar =
    percent === undefined
      ? ''
      : `<progress value="${percent}" max="100" style="display:block;width:100%;height:14px">${percent} %</progress>`;
  return {
    data: {
      'text/plain': percent === undefined ? text : `${text} (${percent} %)`,
      'text/html': `<div style="max-width:760px;font-size:13px;line-height:1.4">${safe}${bar}</div>`,
    },
  };
}
