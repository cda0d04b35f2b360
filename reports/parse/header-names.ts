/**
 * Names of the columns of a CSV as Papa Parse asks for them one by one: trimmed, in small letters, and one that stands
 * there twice is told apart by its place. Papa would do that too, and tell the terminal in English.
 */
export function headerNames(): (name: string, column: number) => string {
  const seen = new Map<string, number>();
  return (name, column) => {
    const own = name.trim().toLowerCase();
    const first = seen.get(own) ?? column;
    seen.set(own, first);
    return first === column ? own : `${own} ${column + 1}`;
  };
}
