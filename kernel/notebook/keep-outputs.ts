import type { Notebook } from './nbformat.js';

/**
 * A notebook in which the cells that another has word for word are those: with what they had shown, their ids and their
 * pictures. Each is taken once.
 */
export function keepOutputs(notebook: Notebook, before: Notebook): Notebook {
  const left = [...before.cells];
  const cells = notebook.cells.map((cell) => {
    const at = left.findIndex(
      ({ cell_type, source }) => cell_type === cell.cell_type && source === cell.source,
    );
    const [same] = at < 0 ? [] : left.splice(at, 1);
    return same === undefined ? cell : { ...same, metadata: { ...same.metadata, ...cell.metadata } };
  });
  return { ...notebook, cells };
}
