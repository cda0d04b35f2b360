import { describe, expect, test } from 'vitest';
import { CSV_HEADER, csvLine, referenceSamples } from '../../../testing/reference-samples.ts';
import { readOutputs } from '../read-outputs.ts';

const plain = [CSV_HEADER, ...referenceSamples().map(csvLine), ''].join('\n');

async function* pieces(content: Uint8Array, size: number) {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

const readBytes = async (content: Uint8Array, size = 1 << 16) =>
  (await readOutputs({ file: 'a.csv', chunks: pieces(content, size) }))[0];
const read = async (text: string) => readBytes(Buffer.from(text));

describe('a CSV that another program saved is read as k6 wrote it', () => {
  const fieldsOf = (line: string): string[] =>
    [...line.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map(([, field]) => field ?? '');
  const by = (delimiter: string, change: (field: string, column: number) => string = (field) => field) =>
    plain
      .split('\n')
      .map((line) => (line === '' ? '' : fieldsOf(line).map(change).join(delimiter)))
      .join('\n');
  const unquoted = (delimiter: string) => (field: string) => {
    const text = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
    return text.includes(delimiter) || text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const decimal = (field: string, column: number) => (column === 2 ? field.replace('.', ',') : field);

  test.each<[string, string, readonly string[]]>([
    ['semicolons', by(';'), []],
    ['tabs', by('\t'), []],
    ['bars', by('|'), []],
    ['commas within fields that need no quotes now', by(';', unquoted(';')), []],
    ['decimal commas', by(';', decimal), ['decimal-comma']],
    ['decimal commas between tabs', by('\t', decimal), ['decimal-comma']],
    [
      'quoted decimal commas between commas',
      by(',', (field, column) => (column === 2 ? `"${field.replace('.', ',')}"` : field)),
      ['decimal-comma'],
    ],
    ['Windows line ends', by(';').replaceAll('\n', '\r\n'), []],
    ['a byte order mark', `\ufeff${by(';')}`, []],
    ['a line that says so', `sep=;\n${by(';')}`, []],
    ['line ends of an old Mac', plain.replaceAll('\n', '\r'), []],
    ['a line that says so of commas', `sep=,\r\n${plain}`, []],
    [
      'a header in quotes',
      by(';').replace(/^.*/, (line) =>
        line
          .split(';')
          .map((name) => `"${name}"`)
          .join(';'),
      ),
      [],
    ],
  ])('%s', async (_how, text, mended) => {
    const [whole, other] = [await read(plain), await read(text)];
    expect(other?.measured).toStrictEqual(whole?.measured);
    expect(other?.mended ?? []).toEqual(mended);
    expect(other?.badLines).toBeUndefined();
  });

  test('wherever its blocks are cut', async () => {
    const whole = await read(plain);
    const content = Buffer.from(by(';', decimal));
    for (const size of [997, 4096]) expect((await readBytes(content, size))?.measured).toStrictEqual(whole?.measured);
  });

  test('as spreadsheets write Unicode: tabs in UTF-16', async () => {
    const content = Buffer.from(`\ufeff${by('\t')}`, 'utf16le');
    expect((await readBytes(content))?.measured).toStrictEqual((await read(plain))?.measured);
  });

  test('a point and a comma side by side are no number', async () => {
    const rows = Array.from({ length: 300 }, (_, at) => `http_req_duration;${1_714_557_600 + at};12.5;a`);
    const text = ['metric_name;timestamp;metric_value;scenario', ...rows, 'http_req_duration;1714557900;1,5;a', ''];
    expect((await read(text.join('\n')))?.badLines).toEqual({ count: 1, of: 301, firstLine: 302 });
  });
});

describe('a CSV in a code page of Windows', () => {
  const header = 'metric_name,timestamp,metric_value,name,scenario';
  const row = (metric: string, name: readonly number[]) =>
    Buffer.concat([Buffer.from(`${metric},1714557600,1.000000,`), Uint8Array.from(name), Buffer.from(',default\n')]);
  const order = [0xc1, 0xd6, 0xb9, 0xae, 0x20, 0xc1, 0xb6, 0xc8, 0xb8];

  test.each([
    ['CP949', order, '주문 조회', 'in-cp949'],
    ['Windows-1252', [...Buffer.from('café', 'latin1')], 'café', 'in-windows-1252'],
  ])('%s: names are right, and it is said', async (_page, name, expected, mended) => {
    const rows = ['http_reqs', 'http_req_duration'].map((metric) => row(metric, name));
    const output = await readBytes(Buffer.concat([Buffer.from(`${header}\n`), ...rows]));
    expect(Object.keys(output?.measured.endpoints ?? {})).toEqual([expected]);
    expect(output?.mended).toEqual([mended]);
  });

  test('also where its first name comes late', async () => {
    const early = Array.from({ length: 3000 }, () => row('http_reqs', [...Buffer.from('GET /stock')]));
    const output = await readBytes(Buffer.concat([Buffer.from(`${header}\n`), ...early, row('http_reqs', order)]));
    expect(Object.keys(output?.measured.endpoints ?? {})).toEqual(['GET /stock', '주문 조회']);
  });
});

test('JSON and text in CP949 are read, too', async () => {
  const korean = Uint8Array.from([0xc1, 0xd6, 0xb9, 0xae]);
  const json = (name: Uint8Array) =>
    Buffer.concat([
      Buffer.from('{"root_group":{"groups":{},"checks":{"a":{"name":"'),
      name,
      Buffer.from('","passes":3,"fails":0}}},"metrics":{"http_reqs":{"count":3,"rate":1}}}'),
    ]);
  expect(await readBytes(json(korean))).toMatchObject({
    measured: { checks: [{ name: '주문' }] },
    mended: ['in-cp949'],
  });
  const text = Buffer.concat([
    korean,
    Buffer.from('\nhttp_reqs....: 30 1/s\niterations....: 30 1/s\nvus....: 1 min=1 max=1\n'),
  ]);
  expect(await readBytes(text)).toMatchObject({ format: 'text', mended: ['in-cp949'] });
});
