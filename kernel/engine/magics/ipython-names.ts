/** What does here what IPython's magics of these names do. */
const WAYS: Readonly<Record<string, string>> = {
  autoreload: 'nothing has to be loaded: local files are read again when they have changed.',
  bash: '%%script bash',
  conda: '%npm install package',
  latex: 'display.latex(text)',
  ls: '!ls',
  lsmagic: '%help',
  matplotlib: 'nothing has to be loaded: charts show themselves.',
  perl: '%%script perl',
  pip: '%npm install package',
  pwd: 'process.cwd()',
  python: '%%script python',
  python3: '%%script python3',
  ruby: '%%script ruby',
  run: "import './file.ts'",
  sh: '%%script sh',
  svg: 'display.svg(text)',
};

/** What to write in place of a magic that IPython has and this kernel has not. */
export function fixForIPython(name: string): string | undefined {
  return Object.hasOwn(WAYS, name) ? WAYS[name] : undefined;
}
