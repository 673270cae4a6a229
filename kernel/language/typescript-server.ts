import { type ChildProcess, spawn } from 'node:child_process';
import { lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type CompletionItem,
  CompletionRequest,
  ConfigurationRequest,
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  type DocumentSymbol,
  DocumentSymbolRequest,
  FileChangeType,
  type FileEvent,
  type Hover,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  type Position,
  type ProtocolConnection,
  RegistrationRequest,
  type SignatureHelp,
  SignatureHelpRequest,
} from 'vscode-languageserver-protocol/node';
import { projectFor } from './project.js';

const CAPABILITIES = {
  general: { positionEncodings: ['utf-16'] },
  workspace: { configuration: true },
  textDocument: {
    diagnostic: {},
    completion: { completionItem: { snippetSupport: false } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    hover: { contentFormat: ['markdown' as const] },
    signatureHelp: { signatureInformation: { documentationFormat: ['markdown' as const] } },
  },
};

/** Nobody asked for packages to be installed, or for names that another import would bring. */
const SETTINGS = {
  automaticTypeAcquisition: { enabled: false },
  disableAutomaticTypeAcquisition: true,
  suggest: { autoImports: false },
};

/**
 * TypeScript as a process of its own (`tsc --lsp --stdio`, version 7), which sees files that exist nowhere but here: it only
 * asks that their folder does. Positions count UTF-16 units.
 *
 * @see https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/
 */
export class TypeScriptServer {
  readonly #root: string;
  readonly #child: ChildProcess;
  readonly #connection: ProtocolConnection;
  readonly #versions = new Map<string, number>();
  /** Resolves when the process is gone. */
  readonly ended: Promise<void>;

  private constructor(root: string, child: ChildProcess, connection: ProtocolConnection) {
    this.#root = root;
    this.#child = child;
    this.#connection = connection;
    this.ended = new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    });
    void this.ended.then(() => connection.dispose());
  }

  /** Starts the process. Throws when the package lacks its program for this system. */
  static async start(): Promise<TypeScriptServer> {
    const file = await program();
    const root = emptyFolder();
    const child = spawn(file, ['--lsp', '--stdio'], {
      cwd: root,
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    });
    child.stdin.on('error', () => {});
    const connection = createProtocolConnection(child.stdout, child.stdin);
    // What goes wrong on the way shows as the end of the process.
    connection.onError(() => {});
    connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => SETTINGS));
    connection.onRequest(RegistrationRequest.type, () => {});
    connection.listen();
    return new TypeScriptServer(root, child, connection);
  }

  /** Makes it ready for cells that run in the first of these folders, and ran in the others. */
  async open(folders: readonly string[]): Promise<void> {
    const uri = pathToFileURL(this.#root).href;
    const begun = this.#connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'cells' }],
      capabilities: CAPABILITIES,
    });
    await Promise.race([begun, this.#failure()]);
    await this.#connection.sendNotification(InitializedNotification.type, {});
    await this.move(folders);
  }

  /** Takes other folders than before. */
  move(folders: readonly string[]): Promise<void> {
    return this.write('tsconfig.json', projectFor(this.#root, folders));
  }

  /** Gives a file this text. */
  async write(file: string, text: string): Promise<void> {
    const { uri } = this.#document(file);
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    if (version === 1) {
      const languageId = file.endsWith('.json') ? 'json' : 'typescript';
      const textDocument = { uri, languageId, version, text };
      await this.#connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
      return;
    }
    const change = { textDocument: { uri, version }, contentChanges: [{ text }] };
    await this.#connection.sendNotification(DidChangeTextDocumentNotification.type, change);
  }

  /** Says that files of the notebook's folder may have changed: nobody watches them. */
  async touched(paths: readonly string[]): Promise<void> {
    const changes: FileEvent[] = paths.map((path) => ({
      uri: pathToFileURL(path).href,
      type: FileChangeType.Changed,
    }));
    await this.#connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
  }

  /** What a file declares, outermost first. */
  async symbols(file: string): Promise<readonly DocumentSymbol[]> {
    const textDocument = this.#document(file);
    const found = await this.#connection.sendRequest(DocumentSymbolRequest.type, { textDocument });
    return (found ?? []) as DocumentSymbol[];
  }

  /** What may stand at a place. */
  async completions(file: string, position: Position): Promise<readonly CompletionItem[]> {
    const at = { textDocument: this.#document(file), position };
    const found = await this.#connection.sendRequest(CompletionRequest.type, at);
    return Array.isArray(found) ? found : (found?.items ?? []);
  }

  /** What the name at a place is. */
  hover(file: string, position: Position): Promise<Hover | null> {
    return this.#connection.sendRequest(HoverRequest.type, { textDocument: this.#document(file), position });
  }

  /** The functions whose arguments stand at a place. */
  signatures(file: string, position: Position): Promise<SignatureHelp | null> {
    const at = { textDocument: this.#document(file), position };
    return this.#connection.sendRequest(SignatureHelpRequest.type, at);
  }

  /** What is wrong with a file. */
  async diagnostics(file: string): Promise<readonly Diagnostic[]> {
    const textDocument = this.#document(file);
    const report = await this.#connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument });
    return report.kind === 'full' ? report.items : [];
  }

  /** Ends it at once. */
  stop(): void {
    this.#child.kill('SIGKILL');
    this.#connection.dispose();
  }

  #document(file: string): { readonly uri: string } {
    return { uri: pathToFileURL(join(this.#root, file)).href };
  }

  async #failure(): Promise<never> {
    await this.ended;
    throw new Error('TypeScript: expected a language server; its process ended.');
  }
}

/** A folder in which nobody ever writes: one for all kernels of a user, since a kernel that is killed tidies nothing up. */
function emptyFolder(): string {
  const user = process.getuid?.();
  const folder = join(tmpdir(), `cellgrad-types-${user ?? ''}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid } = lstatSync(folder);
  // What somebody else put there would be part of the project.
  if (user !== undefined && uid !== user)
    throw new Error(`${folder}: expected a folder of this user's; it is another one's. Fix: remove it.`);
  return realpathSync(folder);
}

/** TypeScript's own program, without the Node that would start it. */
async function program(): Promise<string> {
  const folder = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
  const module = pathToFileURL(join(folder, 'lib', 'getExePath.js')).href;
  const { default: getExePath } = (await import(module)) as { default: () => string };
  return getExePath();
}
