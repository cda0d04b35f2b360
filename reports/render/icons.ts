/** Icons of the page: drawn by itself, since a font need not have the sign, and the page asks for nothing from elsewhere. */
const PATHS = {
  in: 'M8 3v10M3 8h10',
  out: 'M3 8h10',
  back: 'M13 8H3M7 4 3 8l4 4',
  on: 'M3 8h10M9 4l4 4-4 4',
  all: 'M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4',
  copy: 'M6 6h8v8H6zM4 10H2V2h8v2',
} as const;

export type IconName = keyof typeof PATHS;

/** An icon of one line; what it means is said by what holds it. */
export const icon = (name: IconName): string =>
  `<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="${PATHS[name]}"/></svg>`;
