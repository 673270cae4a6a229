/** Labels and scores of a classifier that is right more often than not, the same every time. */
export function sampleScores(classes: number, count: number): { labels: number[]; scores: number[][] } {
  let state = 7;
  const random = () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
  const labels = Array.from({ length: count }, () => Math.floor(random() * classes));
  const scores = labels.map((label) =>
    Array.from({ length: classes }, (_, one) => (random() + (one === label ? 0.6 : 0)) / 1.6),
  );
  return { labels, scores };
}
