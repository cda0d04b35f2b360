import { describe, expect, test } from 'vitest';
import type { Output } from '../model/output.ts';
import { readOutputs } from './read-outputs.ts';

const CLEAN = `
     execution: local
        script: stock.js
        output: -

  █ THRESHOLDS

    http_req_duration
    ✗ 'p(95)<200' p(95)=412.7ms

    http_req_failed
    ✓ 'rate<0.05' rate=1.20%

  █ TOTAL RESULTS

    checks_total.......: 3480   115.231788/s
    checks_succeeded...: 98.79% 3438 out of 3480
    checks_failed......: 1.20%  42 out of 3480

    ✗ 재고 상태 200
      ↳  98% — ✓ 3438 / ✗ 42

    HTTP
    http_req_duration..............: avg=171.2ms  min=719.4µs med=160.4ms max=1.02s    p(90)=350.1ms  p(95)=412.7ms
    http_req_failed................: 1.20%  42 out of 3480
    http_reqs......................: 3480   115.231788/s

    EXECUTION
    iterations.....................: 3480   115.231788/s
    vus............................: 20     min=20        max=20
    vus_max........................: 20     min=20        max=20
`;

const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';
const CP850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

async function read(text: string): Promise<Output[]> {
  async function* chunks() {
    yield new TextEncoder().encode(text);
  }
  return readOutputs({ file: 'a.txt', chunks: chunks() });
}

/** UTF-8 read as windows-1252, by the table of that encoding. */
const as1252 = (text: string): string =>
  [...new TextEncoder().encode(text)]
    .map(
      (byte) => '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'[byte - 0x80] ?? String.fromCharCode(byte),
    )
    .join('');

/** UTF-8 read by a decoder that Node has, or by a table that was made by iconv. */
const as = (page: string) => (text: string) =>
  [...new TextEncoder().encode(text)]
    .map((byte) => (byte < 128 ? String.fromCharCode(byte) : page[byte - 128]))
    .join('');
const as437 = as(CP437);
const as850 = as(CP850);
const asLatin1 = (text: string) => Buffer.from(text).toString('latin1');
const asMac = (text: string) => new TextDecoder('macintosh').decode(new TextEncoder().encode(text));

/** What PowerShell makes of k6's signs on a Korean Windows; Korean letters are lost beyond repair. */
const asCp949 = (text: string): string =>
  text
    .replaceAll('█', '\ufffd뻽')
    .replaceAll('✗', '\ufffd쐵')
    .replaceAll('✓', '\ufffd쐯')
    .replaceAll('↳', '\ufffd넶')
    .replaceAll('µ', '쨉')
    .replaceAll('—', '\ufffd\ufffd\ufffd')
    .replaceAll('재고 상태', '\ufffd옱怨\ufffd \ufffd긽\ufffd깭');

/** UTF-8 as rsyslog writes what is no ASCII. */
const asOctal = (sign: string) => (text: string) =>
  [...new TextEncoder().encode(text)]
    .map((byte) => (byte < 128 ? String.fromCharCode(byte) : `${sign}${byte.toString(8)}`))
    .join('');

const escapedBytes = (written: (byte: number) => string) => (text: string) =>
  [...new TextEncoder().encode(text)].map((byte) => (byte < 128 ? String.fromCharCode(byte) : written(byte))).join('');
const hex = (byte: number) => byte.toString(16).padStart(2, '0');

/** Characters as JSON may write them. */
const asEscapes = (text: string) =>
  text.replaceAll(/[^\0-\x7f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Bytes as a string of Python shows them. */
const asHex = escapedBytes((byte) => `\\x${hex(byte)}`);

/** A mail: no line is longer than 76 characters, and none is cut within a byte. */
const asQuotedPrintable = (text: string) =>
  escapedBytes((byte) => `=${hex(byte).toUpperCase()}`)(text.replaceAll('=', '=3D'))
    .split('\n')
    .map((line) => (line.match(/(?:=[\dA-F]{2}|[^=]){1,24}/g) ?? []).join('=\n'))
    .join('\n');

/** What `cat -A` shows. */
const asCat = (text: string) =>
  escapedBytes((byte) =>
    byte < 160 ? `M-^${String.fromCharCode((byte - 128) ^ 64)}` : `M-${String.fromCharCode(byte - 128)}`,
  )(text).replaceAll('\n', '$\n');

/** A line of its own in a page for each line of a log. */
const inTags = (text: string): string =>
  asHtml(text)
    .split('\n')
    .map((line) => `<div class="line"><span class="ts">12:00:00</span> <span style="color:red">${line}</span></div>`)
    .join('\n');

const asHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll("'", '&#x27;');

describe('a text that was spoilt on its way', () => {
  test.each([
    ['windows-1252', as1252],
    ['latin-1', asLatin1],
    ['cp437', as437],
    ['cp850', as850],
    ['mac-roman', asMac],
    ['windows-1252', (text: string) => as1252(as1252(text))],
    ['html', asHtml],
    ['html', inTags],
    ['octal', asOctal('#')],
    ['octal', asOctal('\\')],
    ['byte-escapes', asHex],
    ['byte-escapes', asEscapes],
    ['byte-escapes', asQuotedPrintable],
    ['byte-escapes', asCat],
    ['html', (text: string) => asHtml(asHtml(text))],
    ['html', (text: string) => `<p>${asHtml(text).replaceAll(' ', '&nbsp;').replaceAll('\n', '<br/>')}</p>`],
  ] as const)('as %s: says the same as the clean one, and that it was mended', async (mending, spoilt) => {
    const [{ measured, mended } = {}] = await read(spoilt(CLEAN));
    expect(measured).toEqual((await read(CLEAN))[0]?.measured);
    expect(mended).toEqual([mending]);
  });

  test('as CP949: the same but for letters of names', async () => {
    const [clean] = await read(CLEAN);
    const [{ measured, mended } = {}] = await read(asCp949(CLEAN));
    expect(mended).toEqual(['cp949']);
    expect({ ...measured, checks: undefined }).toEqual({ ...clean?.measured, checks: undefined });
    expect(measured?.checks.map(({ passed, failed }) => [passed, failed])).toEqual([[3438, 42]]);
  });

  test.each(['utf16le', 'utf16be'] as const)('as %s without a mark: says the same', async (encoding) => {
    const little = Buffer.from(CLEAN.trimStart(), 'utf16le');
    const bytes = encoding === 'utf16le' ? little : Buffer.from(little).swap16();
    async function* chunks() {
      yield new Uint8Array(bytes);
    }
    const [{ measured, mended } = {}] = await readOutputs({ file: 'a.txt', chunks: chunks() });
    expect(measured).toEqual((await read(CLEAN))[0]?.measured);
    expect(mended).toEqual(['in-utf-16']);
  });

  test('a clean one is left alone, entities in names too', async () => {
    expect((await read(CLEAN))[0]).not.toHaveProperty('mended');
    const [{ measured, ...output } = {}] = await read(CLEAN.replace('재고 상태 200', 'body is &lt;ok&gt; é â'));
    expect(output).not.toHaveProperty('mended');
    expect(measured?.checks[0]?.name).toBe('body is &lt;ok&gt; é â');
  });
});
