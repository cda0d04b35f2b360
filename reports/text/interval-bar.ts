/** Columns on each side of the middle, which is "no change". */
const HALF = 10;

/**
 * An interval with its estimate on a scale from `-most` to `most`, as 21 characters of one width: `······├─●─┤·│····`. What lies
 * beyond the scale ends in an arrow.
 */
export function intervalBar(
  { low, estimate, high }: { readonly low: number; readonly estimate: number; readonly high: number },
  most: number,
): string {
  const place = (value: number) => Math.min(HALF, Math.max(-HALF, most > 0 ? Math.round((value / most) * HALF) : 0));
  const [from, at, to] = [place(low), place(estimate), place(high)];
  return Array.from({ length: 2 * HALF + 1 }, (_, column) => {
    const here = column - HALF;
    if (here === at) return '●';
    if (here < from || here > to) return here === 0 ? '│' : '·';
    if (here === from) return low < -most ? '◀' : '├';
    if (here === to) return high > most ? '▶' : '┤';
    return here === 0 ? '┼' : '─';
  }).join('');
}
