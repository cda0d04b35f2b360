/** How far from a name its figures stand, in characters: behind it, or, among the keys of the same object, before. */
const BEHIND = 2000;
const BEFORE = 200;

const lineAt = (text: string, offset: number) => text.slice(0, offset).split('\n').length;

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/**
 * Line (from 1) at which a JSON text states `value` for a statistic of a metric (or a check) of this name; the first
 * line where it cannot be found. For messages: the text is searched, not parsed again.
 */
export function lineOfFigure(text: string, name: string, statistic: string, value: number): number {
  const stated = new RegExp(`"${escaped(statistic)}"\\s*:\\s*(-?[\\d.eE+-]+)`, 'g');
  const quoted = JSON.stringify(name);
  const offsetWithin = (start: number, end: number): number | undefined => {
    const found = [...text.slice(start, end).matchAll(stated)].find(([, figure]) => Number(figure) === value);
    return found && start + found.index;
  };
  const places: number[] = [];
  for (let at = text.indexOf(quoted); at >= 0; at = text.indexOf(quoted, at + 1)) places.push(at);
  const offsets = [
    ...places.map((at) => offsetWithin(at, at + BEHIND)),
    ...places.map((at) => offsetWithin(Math.max(0, at - BEFORE), at)),
  ];
  return lineAt(text, offsets.find((offset) => offset !== undefined) ?? 0);
}
