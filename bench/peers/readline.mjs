// One metric of NDJSON as one would write it by hand: `node readline.mjs FILE`.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

const [, , path = ''] = process.argv;
const values = [];
for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
  const { type, metric, data } = JSON.parse(line);
  if (type === 'Point' && metric === 'http_req_duration') values.push(data.value);
}
values.sort((a, b) => a - b);
process.stdout.write(JSON.stringify([values.length, values[Math.floor(values.length * 0.95)]]));
