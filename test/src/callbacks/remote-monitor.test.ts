import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it, mock } from 'node:test';
import { RemoteMonitor } from '../../../src/callbacks/remote-monitor.js';

describe('RemoteMonitor', () => {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      const { method, url, headers } = request;
      seen.push(
        `${method} ${url} ${headers['content-type']} ${headers['x-key']} ${decodeURIComponent(body)}`,
      );
      response.end('ok');
    });
  });
  before(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)));
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const root = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  it('sends the logs of an epoch, in a form or as JSON', async () => {
    await new RemoteMonitor({ root: root(), field: 'logs' }).onEpochEnd(0, { loss: 0.5 });
    const json = new RemoteMonitor({ root: root(), path: '/x', sendAsJson: true, headers: { 'x-key': 'k' } });
    await json.onEpochEnd(1, { loss: 0.25 });
    assert.equal(
      seen[0],
      'POST /publish/epoch/end/ application/x-www-form-urlencoded;charset=UTF-8 undefined logs={"epoch":0,"loss":0.5}',
    );
    assert.equal(seen[1], 'POST /x application/json k {"epoch":1,"loss":0.25}');
  });

  it('warns where nobody listens, and training goes on', async () => {
    const warn = mock.method(console, 'warn', () => undefined);
    await new RemoteMonitor({ root: 'http://127.0.0.1:1' }).onEpochEnd(0, { loss: 1 });
    assert.match(String(warn.mock.calls[0]?.arguments[0]), /could not be reached/);
    warn.mock.restore();
  });
});
