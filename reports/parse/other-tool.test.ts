import { describe, expect, test } from 'vitest';
import { fenced, summaryText } from '../../testing/k6-documents.ts';
import { chunksOf } from '../../testing/reference-samples.ts';
import { BuhaError } from '../model/error.ts';
import { readOutputs } from './read-outputs.ts';

const lines = (...all: readonly string[]) => `${all.join('\n')}\n`;

async function codeOf(text: string): Promise<unknown> {
  try {
    return (await readOutputs({ file: 'x', chunks: chunksOf([text]) })).map(({ format }) => format);
  } catch (fault) {
    if (fault instanceof BuhaError) return fault.code === 'other-tool' ? fault.facts : fault.code;
    throw fault;
  }
}

const JMETER = 'timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes';
const JMETER_ROW = '1714557600000,120,GET stock,200,OK,Thread 1-1,text,true,,512';

describe('what another tool wrote is called by its name', () => {
  test.each<[string, string, string]>([
    ['JMeter', 'its CSV', lines(JMETER, JMETER_ROW)],
    ['JMeter', 'its CSV with semicolons', lines(JMETER.replaceAll(',', ';'), JMETER_ROW.replaceAll(',', ';'))],
    ['JMeter', 'its CSV without a header', lines(JMETER_ROW, JMETER_ROW)],
    ['JMeter', 'columns in another order', lines('label,timeStamp,elapsed,success', 'a,1714557600000,120,true')],
    ['JMeter', 'its table', lines('Label,# Samples,Average,Median,90% Line', 'GET stock,100,120,110,180')],
    [
      'JMeter',
      'its XML',
      lines('<?xml version="1.0" encoding="UTF-8"?>', '<testResults version="1.2">', '<httpSample t="120"/>'),
    ],
    ['JMeter', 'what it prints', 'summary =   1000 in 00:00:30 =   33.3/s Avg:   120 Min:     3 Max:   900 Err:     0'],
    [
      'JMeter',
      'the figures of its page',
      '{\n"Total": {"transaction": "Total", "sampleCount": 100, "errorCount": 0, "errorPct": 0.0}}',
    ],
    [
      'Locust',
      'statistics',
      lines('Type,Name,Request Count,Failure Count,Median Response Time', 'GET,/stock,100,0,12'),
    ],
    [
      'Locust',
      'history',
      lines('Timestamp,User Count,Type,Name,Requests/s,Failures/s,50%', '1714557600,10,,Aggregated,3.3,0,12'),
    ],
    ['Locust', 'failures', lines('Method,Name,Error,Occurrences', 'GET,/stock,503,3')],
    [
      'Locust',
      'JSON',
      '[{"name":"/stock","method":"GET","last_request_timestamp":1714557600.1,"num_requests":100,"num_none_requests":0}]',
    ],
    [
      'Locust',
      'what it prints',
      lines('Type     Name       # reqs      # fails |    Avg     Min     Max    Med |   req/s', 'GET /stock 100 0'),
    ],
    ['Gatling', 'its log', lines('RUN\tshop.StockSimulation\tstock\t1714557600000\t \t3.9.5', 'USER\tstock\tSTART\t1')],
    ['Gatling', 'its log since 3.11', '\0\0\0\0\u00063.11.5\0\0\0\0\u0012shop.StockSimulation'],
    [
      'Gatling',
      'figures',
      '{"type":"GROUP","name":"All Requests","stats":{"numberOfRequests":{"total":100},"percentiles1":{"total":12}}}',
    ],
    [
      'Gatling',
      'what it prints',
      lines('---- Global Information --------', '> request count                  100 (OK=100    KO=0     )'),
    ],
    ['JMeter', 'its aggregate in Korean', lines('라벨,표본 수,평균,중앙값,90% 선', '총계,100,12,11,20')],
    ['nGrinder', 'its CSV', lines('DateTime,vuser,TPS,MTT,Errors', '2026-11-29 11:03:07,10,100.5,12.3,0')],
    [
      'wrk',
      'what it prints',
      lines(
        'Running 30s test @ http://127.0.0.1/stock',
        '  12 threads and 400 connections',
        '  Thread Stats   Avg      Stdev     Max   +/- Stdev',
        '    Latency   635.91us    0.89ms  12.92ms   93.69%',
      ),
    ],
    [
      'ApacheBench (ab)',
      'what it prints',
      lines('Server Software: x', 'Concurrency Level:      10', 'Requests per second:    998.38 [#/sec] (mean)'),
    ],
    ['ApacheBench (ab)', 'its CSV', lines('Percentage served,Time in ms', '0,1.2')],
    ['ApacheBench (ab)', 'its values', lines('starttime\tseconds\tctime\tdtime\tttime\twait', 'Fri\t1\t0\t1\t1\t1')],
    [
      'hey',
      'what it prints',
      lines(
        'Summary:',
        '  Total:\t1.2 secs',
        '  Slowest:\t0.1 secs',
        '  Requests/sec:\t99',
        '',
        'Latency distribution:',
      ),
    ],
    [
      'hey',
      'its CSV',
      lines('response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read', '0.1,0,0,0,0,0'),
    ],
    [
      'oha',
      'what it prints',
      lines('Summary:', '  Success rate:\t100.00%', '  Slowest:\t0.1 secs', 'Response time histogram:'),
    ],
    [
      'Vegeta',
      'what it prints',
      lines('Requests      [total, rate, throughput]  100, 10.1, 10.0', 'Latencies     [min, mean, 50]  1ms, 2ms, 2ms'),
    ],
    ['Vegeta', 'JSON', '{"latencies":{"total":1,"mean":2,"50th":2},"bytes_in":{"total":1}}'],
    ['Vegeta', 'results', lines('{"attack":"","seq":0,"code":200,"latency":1}', '{"attack":"","seq":1,"code":200}')],
    [
      'autocannon',
      'what it prints',
      lines('Running 10s test @ http://localhost:3000', '10 connections', '│ Stat    │ 2.5% │ 50%  │'),
    ],
    ['autocannon', 'JSON', '{"url":"http://x","connections":10,"pipelining":1,"requests":{"average":9},"2xx":100}'],
    ['Artillery', 'JSON', '{"aggregate":{"counters":{"vusers.created":10,"http.requests":20}},"intermediate":[]}'],
    [
      'Artillery',
      'what it prints',
      lines('All VUs finished. Total time: 4 seconds', 'http.codes.200: .......... 20', 'vusers.created: ..... 10'),
    ],
    [
      'nGrinder',
      'its data',
      lines('Thread, Run, Test, Start time (ms since Epoch), Test time, Errors', '0, 0, 1, 1, 2, 0'),
    ],
    ['nGrinder', 'its CSV', lines('DateTime,vuser,Tests,Errors,Mean_Test_Time_(ms),TPS', '2026-05-01,10,100,0,12,33')],
    ['Siege', 'what it prints', lines('Transactions:\t\t 100 hits', 'Availability:\t\t 100.00 %')],
    [
      'bombardier',
      'what it prints',
      lines('Bombarding http://x for 10s', 'Statistics        Avg      Stdev        Max'),
    ],
    ['h2load', 'what it prints', lines('finished in 1.20s, 83.33 req/s, 1.2MB/s', 'status codes: 100 2xx, 0 3xx')],
  ])('%s: %s', async (tool, _what, text) => expect(await codeOf(text)).toEqual({ file: 'x', tool }));
});

test('a document about several tools is read for what k6 says in it', async () => {
  const wrk = 'Running 30s test @ http://x\n  Thread Stats   Avg      Stdev     Max';
  expect(await codeOf(lines('# 비교', fenced(wrk), fenced(summaryText({ requests: 100, p95: 22.16 }))))).toEqual([
    'text',
  ]);
  expect(await codeOf(lines('# wrk', fenced(wrk)))).toEqual({ file: 'x', tool: 'wrk' });
});

test('a large file is not read to its end to be told', async () => {
  let chunks = 0;
  async function* large() {
    for (; chunks < 1000; chunks += 1) {
      const text = chunks === 0 ? lines(JMETER) : JMETER_ROW.concat('\n').repeat(2000);
      yield new TextEncoder().encode(text);
    }
  }
  await expect(readOutputs({ file: 'x', chunks: large() })).rejects.toThrow('other-tool');
  expect(chunks).toBeLessThan(3);
});

test('what nobody knows stays unknown', async () => {
  expect(await codeOf('그냥 글입니다.')).toBe('no-k6-text');
  expect(await codeOf('{"name":"x","results":3}')).toBe('not-k6-summary');
  expect(await codeOf('<?xml version="1.0"?><project/>')).toBe('not-k6-output');
});
