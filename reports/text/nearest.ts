/** Letters to change, add, leave out or swap with a neighbour to make one word of another (Damerau–Levenshtein, restricted). */
export function editDistance(from: string, to: string): number {
  const a = [...from];
  const b = [...to];
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? 0;
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j += 1) {
      const changed = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(Math.min(changed, at(i - 1, j) + 1, at(i, j - 1) + 1, isSwap ? at(i - 2, j - 2) + 1 : changed));
    }
  }
  return at(a.length, b.length);
}

/** What is longer than any name is like none. */
const LONGEST_WORD = 100;

/** Most names that an error lists. */
const MOST_NAMES = 3;

/** The known names that are nearest to a word, the nearest first; upper and lower case count as the same. */
export function nearest(word: string, known: readonly string[], most = MOST_NAMES): string[] {
  // Every letter is held against every other.
  const wanted = word.slice(0, LONGEST_WORD).toLowerCase();
  return known
    .map((name, at) => ({ name, at, distance: editDistance(wanted, name.toLowerCase()) }))
    .toSorted((a, b) => a.distance - b.distance || a.at - b.at)
    .slice(0, most)
    .map(({ name }) => name);
}

/** The known name that a mistyped word most likely means: it shares most letters, or begins with the word. */
export function meant(word: string, known: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  const begun = wanted.length > 1 ? known.filter((name) => name.toLowerCase().startsWith(wanted)) : [];
  if (begun.length === 1) return begun[0];
  const [name] = nearest(word, known, 1);
  return name !== undefined &&
    wanted.length <= LONGEST_WORD &&
    editDistance(wanted, name.toLowerCase()) <= name.length / 3
    ? name
    : undefined;
}
