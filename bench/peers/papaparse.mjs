// One metric of CSV with papaparse, row by row: `node papaparse.mjs FILE`.
import { createReadStream } from 'node:fs';
import Papa from 'papaparse';

const [, , path = ''] = process.argv;
const values = [];
await new Promise((resolve, reject) => {
  Papa.parse(createReadStream(path), {
    header: false,
    step: ({ data }) => {
      if (data[0] === 'http_req_duration') values.push(Number(data[2]));
    },
    complete: resolve,
    error: reject,
  });
});
values.sort((a, b) => a - b);
process.stdout.write(JSON.stringify([values.length, values[Math.floor(values.length * 0.95)]]));
