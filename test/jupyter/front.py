"""A front end with a debugger."""

from references import check


class Front:
    """Asks in debug_request, hears in debug_event."""

    def __init__(self, kernel):
        self.kernel = kernel
        self.seq = 0

    def ask(self, command, **arguments):
        self.seq += 1
        content = {'type': 'request', 'seq': self.seq, 'command': command, 'arguments': arguments}
        reply = self.kernel.ask('control', 'debug_request', content)
        check(reply)
        content = reply['content']
        assert content['request_seq'] == self.seq and content['command'] == command, content
        return content

    def body(self, command, **arguments):
        content = self.ask(command, **arguments)
        assert content['success'], content
        return content.get('body', {})

    def attach(self):
        self.body('initialize', clientID='test', adapterID='', pathFormat='path', linesStartAt1=True)
        self.body('attach')
        self.event('initialized')

    def detach(self):
        self.body('disconnect', restart=False, terminateDebuggee=True)

    def event(self, name):
        message = self.kernel.iopub_until(
            lambda m: m['msg_type'] == 'debug_event' and m['content']['event'] == name
        )
        check(message)
        return message['content'].get('body', {})

    def breakpoints(self, code, *lines, **more):
        path = self.body('dumpCell', code=code)['sourcePath']
        asked = [{'line': line, **more} for line in lines]
        body = self.body('setBreakpoints', source={'path': path}, breakpoints=asked, sourceModified=False)
        return path, body['breakpoints']

    def run(self, code):
        return self.kernel.client.execute(code)

    def stopped(self):
        """Waits for a stop; gives its reason and its frames."""
        body = self.event('stopped')
        assert body['threadId'] == 1 and body['allThreadsStopped'], body
        return body['reason'], self.body('stackTrace', threadId=1)['stackFrames']

    def places(self):
        _, frames = self.stopped()
        return [(frame['name'], frame['line']) for frame in frames]

    def go(self, command):
        self.body(command, threadId=1)
        return self.places()

    def scope(self, frame, name):
        scopes = {one['name']: one for one in self.body('scopes', frameId=frame['id'])['scopes']}
        return self.variables(scopes[name]['variablesReference'])

    def variables(self, reference, **page):
        found = self.body('variables', variablesReference=reference, **page)['variables']
        return {one['name']: one for one in found}

    def ends(self, cell):
        """Lets a cell run to its end; gives its reply."""
        self.body('continue', threadId=1)
        reply = self.kernel.reply(cell)
        self.kernel.idle(cell)
        return reply['content']
