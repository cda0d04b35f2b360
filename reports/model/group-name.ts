/** Between the names of groups in k6's own paths. */
const K6_SEPARATOR = '::';
/** And where people read them. */
export const SHOWN_SEPARATOR = ' › ';

/** The names of the groups of a path, from the outermost on. */
export const groupNames = (path: string): string[] => path.split(K6_SEPARATOR).filter((part) => part !== '');

/** A path as people read it: `cart › add`. */
export const shownGroup = (path: string): string => groupNames(path).join(SHOWN_SEPARATOR);

/** A path with either separator, as k6 writes it but for what it begins with: `cart::add`. */
export const inK6Form = (path: string): string => path.split(SHOWN_SEPARATOR).join(K6_SEPARATOR).replace(/^::/, '');

/** The path that a text names, with k6's separator or the one that reports show. */
export const groupPath = (text: string): string => `${K6_SEPARATOR}${inK6Form(text)}`;
