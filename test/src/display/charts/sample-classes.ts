/** Labels and predictions of a made-up classifier, the same every time. */
export function sampleClasses(
  classes: number,
  count: number,
  hitRate = 0.92,
): { labels: number[]; predictions: number[] } {
  let state = 4711;
  const random = () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
  const labels = Array.from({ length: count }, () => Math.floor(random() * classes));
  const predictions = labels.map((label) => (random() < hitRate ? label : Math.floor(random() * classes)));
  return { labels, predictions };
}
