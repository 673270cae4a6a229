/** Rings and bars on 12 x 12 pixels, drawn here: class 0 is a ring, class 1 a bar. */
export function sampleImages(count: number): { images: number[][][]; labels: number[] } {
  const labels = Array.from({ length: count }, (_, index) => index % 2);
  const images = labels.map((label, index) => {
    const centre = 5.5 + ((index % 3) - 1) * 0.8;
    return Array.from({ length: 12 }, (_, y) =>
      Array.from({ length: 12 }, (_, x) => {
        const distance =
          label === 0
            ? Math.abs(Math.hypot(x - centre, y - 5.5) - 3.6)
            : Math.abs(x - centre + (y - 5.5) * 0.25);
        const inside = label === 0 || (y > 0 && y < 11);
        return inside ? Math.max(0, Math.min(1, 1.6 - distance)) : 0;
      }),
    );
  });
  return { images, labels };
}
