/**
 * The kernel's picture: a gradient's arrow that steps down a loss curve inside a notebook cell. Drawn for this
 * project; strokes are wide enough to be read at 32 pixels.
 */
export const LOGO_SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">
<title>Cellgrad</title>
<rect x="3" y="3" width="58" height="58" rx="13" fill="#2f7fc1"/>
<path d="M14 14v36h36" fill="none" stroke="#ffffff" stroke-opacity="0.45" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/>
<path d="M20 18c3 16 11 23 28 24" fill="none" stroke="#ffffff" stroke-width="6" stroke-linecap="round"/>
<circle cx="27" cy="34" r="5.5" fill="#ffd166"/>
<path d="M40 34l9 8-9 8" fill="none" stroke="#ffffff" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>
</svg>
`;

/** The picture as PNG, `size` pixels wide. */
export async function logoPng(size: number): Promise<Buffer> {
  const { Resvg } = await import('@resvg/resvg-js');
  return new Resvg(LOGO_SVG, { fitTo: { mode: 'width', value: size } }).render().asPng();
}
