import type { DisplayData } from '../../src/display/bundle.js';
import type { EngineMessage } from '../server/supervisor.js';
import type { CodeCell, Output } from './nbformat.js';

type Shown = Extract<Output, { output_type: 'display_data' | 'execute_result' }>;

/**
 * Collects what cells show into a notebook, by the rules that Jupyter's own clients follow: text of one stream that
 * comes together is one output; an update changes the earlier outputs of the same display id, in whichever cell;
 * a clear that waits happens with the next output.
 */
export class Outputs {
  readonly #cells: ReadonlyMap<number, CodeCell>;
  readonly #displays = new Map<string, Set<Shown>>();
  readonly #clearing = new Set<number>();

  /** `cells`: the number by which the engine's messages call a cell, and the cell. */
  constructor(cells: ReadonlyMap<number, CodeCell>) {
    this.#cells = cells;
  }

  /** Takes a message of the engine. Messages that are no output change nothing. */
  receive(message: EngineMessage): void {
    const cell = 'cell' in message ? this.#cells.get(message.cell) : undefined;
    if (cell === undefined || message.type === 'debugEvent') return;
    switch (message.type) {
      case 'stream':
        this.#stream(cell, message.cell, message.name, message.text);
        return;
      case 'result': {
        const { data, metadata } = message;
        this.#add(cell, message.cell, {
          output_type: 'execute_result',
          data: { ...data },
          metadata: { ...metadata },
          execution_count: cell.execution_count,
        });
        return;
      }
      case 'error': {
        const { ename, evalue, traceback } = message.error;
        this.#add(cell, message.cell, { output_type: 'error', ename, evalue, traceback: [...traceback] });
        return;
      }
      case 'display': {
        const shown = message.message;
        if (shown.kind === 'clear') this.#clear(cell, message.cell, shown.wait);
        else if (shown.kind === 'update') this.#update(shown.id, shown);
        else this.#display(cell, message.cell, shown);
      }
    }
  }

  #stream(cell: CodeCell, number: number, name: string, text: string): void {
    this.#clearIfDue(cell, number);
    const last = cell.outputs.at(-1);
    if (last?.output_type === 'stream' && last.name === name) last.text += text;
    else cell.outputs.push({ output_type: 'stream', name, text });
  }

  #display(
    cell: CodeCell,
    number: number,
    { id, data, metadata = {} }: DisplayData & { readonly id?: string },
  ): void {
    const output: Shown = { output_type: 'display_data', data: { ...data }, metadata: { ...metadata } };
    if (id !== undefined) this.#update(id, { data, metadata });
    this.#add(cell, number, output);
    if (id === undefined) return;
    const known = this.#displays.get(id) ?? new Set();
    this.#displays.set(id, known.add(output));
  }

  #update(id: string, { data, metadata = {} }: DisplayData): void {
    for (const output of this.#displays.get(id) ?? []) {
      output.data = { ...data };
      output.metadata = { ...metadata };
    }
  }

  #add(cell: CodeCell, number: number, output: Output): void {
    this.#clearIfDue(cell, number);
    cell.outputs.push(output);
  }

  #clear(cell: CodeCell, number: number, wait: boolean): void {
    this.#clearing.add(number);
    if (!wait) this.#clearIfDue(cell, number);
  }

  #clearIfDue(cell: CodeCell, number: number): void {
    if (!this.#clearing.delete(number)) return;
    for (const output of cell.outputs)
      for (const known of this.#displays.values()) known.delete(output as Shown);
    cell.outputs.length = 0;
  }
}
