import { shownOnly, withoutHashCommands } from './inert.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  // `]]>` may not stand in text.
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // An attribute would turn them into spaces.
  '\t': '&#9;',
  '\n': '&#10;',
};

/** Text for an element or an attribute in quotes; a blank for what is not to be shown, most of which XML forbids. */
export const xmlText = (text: string): string =>
  withoutHashCommands(shownOnly(text)).replaceAll(/[&<>"'\t\n]/g, (character) => ESCAPES[character] ?? '');
