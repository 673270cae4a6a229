import { encodePng, enlarge } from '../charts/encode-png.js';
import type { DatasetComponent, DatasetData } from '../dataset-data.js';
import { dim, escapeHtml, frame, LINE, tableBody, tableHead, tableRow } from '../format/html.js';
import { formatCount, formatSignificant } from '../format/number.js';
import { formatShape, formatShapeLiteral } from '../format/shape.js';
import { textTable, wrap } from '../format/text.js';
import { formatBytes, formatPlural } from '../format/unit.js';
import { View } from '../view.js';

/** CSS pixels of a sample image. */
const SIDE = 40;

class DatasetInspection extends View {
  constructor(readonly data: DatasetData) {
    super();
  }

  override toHtml(): string {
    const { data } = this;
    const { count, batches, details } = headline(data);
    const head = `<p style="margin:0;padding:0 0 6px"><b>Dataset</b> <b>${count}</b>${batches}${details === '' ? '' : ` ${dim(details)}`}</p>`;
    const table = `<div style="overflow-x:auto"><table style="border-collapse:collapse;margin:0;font-size:12px;table-layout:auto">${tableHead(headCells(data))}${tableBody(data.components.map((component) => htmlRow(component, hasFigures(data))))}</table></div>`;
    const arrow = ` ${dim('→')} `;
    const stages = data.stages
      .map(
        ({ name, details: words }) =>
          `<b>${escapeHtml(name)}</b>${words === '' ? '' : ` ${dim(escapeHtml(words))}`}`,
      )
      .join(arrow);
    const pipeline =
      stages === '' ? '' : `\n<p style="margin:0;padding:8px 0 4px;font-size:12px">${stages}</p>`;
    return frame(`Dataset of ${count}`, `${head}\n${table}${pipeline}${imagesHtml(data)}`);
  }

  override toText(columns: number): string {
    const { data } = this;
    const { count, batches, details } = headline(data);
    const figures = hasFigures(data);
    const { lines } = textTable(
      [
        { head: 'component', align: 'left' },
        { head: 'shape', align: 'left' },
        { head: 'dtype', align: 'left' },
        ...(figures
          ? ([
              { head: `${first(data)}: min`, align: 'right' },
              { head: 'mean', align: 'right' },
              { head: 'max', align: 'right' },
            ] as const)
          : []),
      ],
      data.components.map(({ name, shape, dtype, min, mean, max }) => [
        name,
        formatShapeLiteral(shape),
        dtype,
        ...(figures
          ? [min, mean, max].map((value) => (value === undefined ? '' : formatSignificant(value)))
          : []),
      ]),
    );
    const pipeline = data.stages.map(({ name, details: words }) =>
      words === '' ? name : `${name} (${words})`,
    );
    // A stage stays on one line.
    const sentence = pipeline.map((stage) => stage.replaceAll(' ', '\u00a0')).join(' →\u00a0');
    const wrapped = wrap(sentence, columns, '  ').map((line) => line.replaceAll('\u00a0', ' '));
    const title = `Dataset  ${count}${batches}${details === '' ? '' : `  (${details})`}`;
    return [title, '', ...lines, ...(pipeline.length > 0 ? ['', ...wrapped] : [])].join('\n');
  }
}

function headline({ cardinality, batchSize, elements, bytes }: DatasetData): {
  readonly count: string;
  readonly batches: string;
  readonly details: string;
} {
  const noun = batchSize === undefined ? 'element' : 'batch';
  const plural = batchSize === undefined ? 'elements' : 'batches';
  const count =
    cardinality === null
      ? `unknown number of ${plural}`
      : cardinality === Infinity
        ? `endless ${plural}`
        : `${formatCount(cardinality)} ${cardinality === 1 ? noun : plural}`;
  const details = [
    ...(batchSize === undefined || elements === null ? [] : [formatPlural(elements, 'element')]),
    ...(bytes === null ? [] : [`${formatBytes(bytes)} an epoch`]),
  ].join(', ');
  return { count, batches: batchSize === undefined ? '' : ` of ${formatCount(batchSize)}`, details };
}

function hasFigures({ components }: DatasetData): boolean {
  return components.some(({ min }) => min !== undefined);
}

function first({ batchSize }: DatasetData): string {
  return batchSize === undefined ? 'first element' : 'first batch';
}

function headCells(data: DatasetData): string {
  const cell = (text: string, align: string) =>
    `<th scope="col" style="padding:2px 16px 2px 0;text-align:${align};font-weight:600;white-space:nowrap;border-bottom:${LINE};">${text}</th>`;
  const title = first(data);
  return [
    cell('Component', 'left'),
    cell('Shape', 'left'),
    cell('dtype', 'left'),
    ...(hasFigures(data)
      ? [
          cell(`${title.charAt(0).toUpperCase()}${title.slice(1)}: min`, 'right'),
          cell('mean', 'right'),
          cell('max', 'right'),
        ]
      : []),
  ].join('');
}

function htmlRow({ name, shape, dtype, min, mean, max }: DatasetComponent, figures: boolean): string {
  const cell = (text: string, align: string) =>
    `<td style="padding:2px 16px 2px 0;text-align:${align};vertical-align:top;">${text}</td>`;
  const numbers = figures
    ? [min, mean, max].map((value) => cell(value === undefined ? '' : formatSignificant(value), 'right'))
    : [];
  return tableRow(
    [
      `<th scope="row" style="padding:2px 16px 2px 0;text-align:left;font-weight:normal;vertical-align:top;white-space:nowrap;">${escapeHtml(name)}</th>`,
      cell(formatShape(shape), 'left'),
      cell(escapeHtml(dtype), 'left'),
      ...numbers,
    ].join(''),
  );
}

function imagesHtml({ images }: DatasetData): string {
  if (!images?.length) return '';
  const figures = images.map((image, index) => {
    const largest = Math.max(image.width, image.height);
    const factor = Math.max(1, Math.round((2 * SIDE) / largest));
    const png = encodePng(enlarge(image, factor)).toString('base64');
    const scale = SIDE / largest;
    const words = image.label === undefined ? `Image ${index}` : `Image labelled ${image.label}`;
    const caption = image.label === undefined ? '' : `<figcaption>${escapeHtml(image.label)}</figcaption>`;
    return `<figure style="margin:0;text-align:center;font-size:12px"><img width="${Math.round(image.width * scale)}" height="${Math.round(image.height * scale)}" alt="${escapeHtml(words)}" style="display:block" src="data:image/png;base64,${png}">${caption}</figure>`;
  });
  return `\n<div style="display:flex;flex-wrap:wrap;gap:6px;padding:4px 0 0">${figures.join('')}</div>`;
}

/** A dataset as people look at it: how much it gives, what an element is made of, its stages, its first images. */
export function datasetView(data: DatasetData): View {
  return new DatasetInspection(data);
}
