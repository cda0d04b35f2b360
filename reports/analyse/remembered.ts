/** What is worked out of a run, or of a series of them, once, for several ask. */
export function remembered<Key extends object, Value extends object>(workOut: (of: Key) => Value): (of: Key) => Value {
  const known = new WeakMap<Key, Value>();
  return (of) => {
    const found = known.get(of) ?? workOut(of);
    known.set(of, found);
    return found;
  };
}
