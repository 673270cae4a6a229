/**
 * A reporter for node:test: one line a file with the time of its tests, failures in full, skipped tests with their reason.
 * The counts go to the file that CELLGRAD_TEST_COUNTS names.
 */
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';

export default async function* report(source) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  let file = '';
  let own = { ...counts };
  let took = 0;
  /** What each file has printed on standard error: why it ended, when it ended before its tests. */
  const errors = new Map();
  const line = () =>
    file === ''
      ? ''
      : `${own.failed ? 'FAIL' : 'ok  '}  ${file}  ${describe(own)}${took < 1000 ? '' : `, ${Math.round(took / 1000)} s`}\n`;
  for await (const { type, data } of source) {
    if (type === 'test:stderr') errors.set(data.file, (errors.get(data.file) ?? '') + data.message);
    if (type === 'test:stdout' && data.message.startsWith('share ')) yield data.message;
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    // A suite's tests are counted by themselves.
    const error = data.details?.error;
    if (data.details?.type === 'suite' && (type === 'test:pass' || error?.failureType === 'subtestsFailed'))
      continue;
    const of = data.file ? relative(process.cwd(), data.file) : data.name;
    if (of !== file) {
      yield line();
      file = of;
      own = { passed: 0, failed: 0, skipped: 0 };
      took = 0;
    }
    took += data.details?.duration_ms ?? 0;
    const kind =
      data.skip !== undefined || data.todo !== undefined
        ? 'skipped'
        : type === 'test:pass'
          ? 'passed'
          : 'failed';
    own[kind]++;
    counts[kind]++;
    if (kind === 'skipped')
      yield `skip  ${of}: ${data.name}: ${data.skip || data.todo || 'no reason given'}\n`;
    if (kind !== 'failed') continue;
    const ended = data.file && data.name.endsWith(of) ? (errors.get(data.file) ?? '').slice(-4000) : '';
    yield `\nFAIL  ${of}: ${data.name}\n${indent(`${explain(error)}\n${ended}`.trim())}\n\n`;
  }
  yield line();
  if (process.env.CELLGRAD_TEST_COUNTS)
    writeFileSync(process.env.CELLGRAD_TEST_COUNTS, JSON.stringify(counts));
}

function describe({ passed, failed, skipped }) {
  return [`${passed} passed`, failed && `${failed} failed`, skipped && `${skipped} skipped`]
    .filter(Boolean)
    .join(', ');
}

function explain(error) {
  const cause = error?.cause ?? error;
  if (!(cause instanceof Error) && typeof cause?.stack !== 'string') return String(cause);
  return cause.stack.includes(cause.message) ? cause.stack : `${cause.message}\n${cause.stack}`;
}

function indent(text) {
  return text.replace(/^/gm, '      ');
}
