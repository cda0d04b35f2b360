import type { Mending } from '../model/output.ts';
import { characterOf1252, fromCp949 } from './encoding.ts';

/** Signs outside ASCII by which k6's summary is read. */
const SIGNS = '█✓✗↳—–µ·✔✘×';

/** The encodings of one byte a character as which UTF-8 is read by mistake, by their characters from 0x80 on. */
const PAGES: readonly (readonly [
  Extract<Mending, 'windows-1252' | 'latin-1' | `cp${number}` | 'mac-roman'>,
  string,
])[] = [
  ['windows-1252', Array.from({ length: 128 }, (_, at) => characterOf1252(at + 128)).join('')],
  ['latin-1', Array.from({ length: 128 }, (_, at) => String.fromCharCode(at + 128)).join('')],
  [
    'cp437',
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  ],
  [
    'cp850',
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
  ],
  ['mac-roman', new TextDecoder('macintosh').decode(Uint8Array.from({ length: 128 }, (_, at) => at + 128))],
];

const bytesOf = (sign: string): number[] => [...new TextEncoder().encode(sign)];

/** How the signs look in such an encoding: `✗` is `âœ—` in windows-1252. */
function formsIn(page: string): Map<string, string> {
  const characters = [...page];
  return new Map(
    [...SIGNS].map((sign) => [
      bytesOf(sign)
        .map((byte) => characters[byte - 128])
        .join(''),
      sign,
    ]),
  );
}

/**
 * How a sign looks where its UTF-8 was read as CP949 (PowerShell on a Korean Windows): its last two bytes are a syllable;
 * of three the first is no pair there and was replaced (`✗` is `�쐵`).
 */
function asCp949(sign: string): string[] {
  const bytes = bytesOf(sign);
  const syllable = fromCp949(Uint8Array.from(bytes.slice(-2)));
  if (syllable === undefined || bytes.length < 2) return [];
  return bytes.length === 3 ? [`\ufffd${syllable}`, `?${syllable}`] : [syllable];
}

/** Runs of characters that are bytes of an encoding and read as UTF-8 are what they were: names and signs alike. */
function undone(text: string, page: string): string {
  const bytes = new Map([...page].map((character, at) => [character, at + 128] as const));
  const strict = new TextDecoder('utf-8', { fatal: true });
  return text.replaceAll(/[\u0080-\u{10ffff}]{2,}/gu, (run) => {
    const own = [...run].flatMap((character) => bytes.get(character) ?? []);
    if (own.length < [...run].length) return run;
    try {
      return strict.decode(Uint8Array.from(own));
    } catch {
      return run;
    }
  });
}

const replaced = (text: string, forms: ReadonlyMap<string, string>) =>
  // The longest first: a form may begin as another does.
  [...forms]
    .toSorted(([a], [b]) => b.length - a.length)
    .reduce((all, [form, sign]) => all.replaceAll(form, sign), text);

/** So many signs tell as much as all. */
const ENOUGH = 1000;

function timesIn(text: string, form: string): number {
  let times = 0;
  for (let at = text.indexOf(form); at >= 0 && times < ENOUGH; at = text.indexOf(form, at + form.length)) times += 1;
  return times;
}

/** How many forms of the signs that every summary of k6 has stand in a text. */
const weight = (text: string, forms: ReadonlyMap<string, string>): number =>
  [...forms].reduce((all, [form, sign]) => ('✓✗█↳µ'.includes(sign) ? all + timesIn(text, form) : all), 0);

/** Somebody may have read it wrongly twice. */
const MOST_PASSES = 2;

/**
 * A text whose UTF-8 was read as another encoding, turned back where k6's own signs tell which. Of CP949 those alone come
 * back; letters of names are lost.
 */
export function turnedBack(text: string): { readonly text: string; readonly mended: readonly Mending[] } {
  // Metrics; without them it is no summary.
  if (!text.includes('...: ')) return { text, mended: [] };
  let now = text;
  const mended: Mending[] = [];
  let last: ReadonlyMap<string, string> = new Map();
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const pages = PAGES.map(([name, page]) => ({ name, page, forms: formsIn(page) }));
    const weighed = pages.map((one) => ({ ...one, weight: weight(now, one.forms) }));
    const best = weighed.toSorted((a, b) => b.weight - a.weight)[0];
    if (!best || best.weight === 0) break;
    now = undone(now, best.page);
    last = best.forms;
    if (!mended.includes(best.name)) mended.push(best.name);
  }
  // Beside letters that were no bytes of that encoding.
  now = replaced(now, last);
  const korean = new Map([...SIGNS].flatMap((sign) => asCp949(sign).map((form) => [form, sign] as const)));
  if (weight(now, korean) === 0) return { text: now, mended };
  return { text: replaced(now, korean), mended: [...mended, 'cp949'] };
}
