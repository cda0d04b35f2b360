/** How the output of another load generator is told by its text. */
interface Tool {
  readonly name: string;
  /** The first line, or the beginning, of a file that can be nothing else. */
  readonly begins?: RegExp;
  /** All of these stand somewhere in it. */
  readonly holds?: readonly (readonly RegExp[])[];
}

/** Columns of a header, whatever stands between them. */
const header = (...columns: readonly string[]) =>
  new RegExp(`^"?${columns.map((column) => `${column}"?`).join('[,;\\t](?:.*[,;\\t])?"?')}(?:[,;\\t\\r\\n]|$)`, 'i');

const TOOLS: readonly Tool[] = [
  {
    name: 'JMeter',
    begins:
      /^(?:"?timeStamp"?[,;\t]"?elapsed"?[,;\t]|"?(?:Label|라벨|레이블)"?[,;\t]"?(?:# ?Samples|#? ?(?:표본|샘플) ?수?)"?[,;\t]|\d{13},\d+,[^,\n]*,\d{3},.*,(?:true|false),|<\?xml[^>]*>\s*<(?:testResults|jmeterTestPlan)\b|<(?:testResults|jmeterTestPlan)\b)/,
    holds: [
      [/^(?:.*[,;\t])?"?timeStamp"?[,;\t]/m, /[,;\t]"?elapsed"?[,;\t]/],
      [/^summary [=+] +\d+ in +[\d:.]+ = +[\d.]+\/s Avg:/m],
      [/"transaction"\s*:/, /"sampleCount"\s*:/, /"errorPct"\s*:/],
    ],
  },
  {
    name: 'Locust',
    begins: new RegExp(
      [
        header('Type', 'Name', 'Request Count', 'Failure Count'),
        header('Timestamp', 'User Count', 'Type', 'Name'),
        header('Method', 'Name', 'Error', 'Occurrences'),
        header('Count', 'Message', 'Traceback'),
      ]
        .map(({ source }) => source)
        .join('|'),
      'i',
    ),
    holds: [
      [/"num_requests"\s*:/, /"num_none_requests"|"num_failures"/, /"response_times"|"last_request_timestamp"/],
      [/^Type +Name +# reqs +# fails/m],
    ],
  },
  {
    name: 'Gatling',
    begins: /^(?:RUN\t\S+\t|\0\0\0\0.\d+\.\d+\.\d+)/,
    holds: [
      [/"numberOfRequests"\s*:/, /"percentiles1"\s*:|"meanNumberOfRequestsPerSecond"\s*:/],
      [/^-{4} Global Information -+/m, /^> request count /m],
      [/^ASSERTION\t|^RUN\t/m, /^REQUEST\t/m],
    ],
  },
  { name: 'wrk', holds: [[/^Running .+ test @ /m, /^ *Thread Stats +Avg +Stdev/m]] },
  {
    name: 'ApacheBench (ab)',
    begins: /^(?:This is ApacheBench|Percentage served,Time in ms|starttime\tseconds\tctime\t)/,
    holds: [[/^Concurrency Level: +\d/m, /^Requests per second: +[\d.]+ \[#\/sec\]/m]],
  },
  {
    name: 'oha',
    holds: [
      [/^ *Success rate:/m, /^ *Slowest:/m, /^Response time histogram:/m],
      [/"successRate"\s*:/, /"requestsPerSec"\s*:/],
    ],
  },
  {
    name: 'ghz',
    holds: [
      [/^ *Count:\s+\d/m, /^ *Slowest:/m, /^Response time histogram:/m],
      [/"latencyDistribution"\s*:/, /"rps"\s*:/, /"fastest"\s*:/],
    ],
  },
  {
    name: 'hey',
    begins: /^response-time,DNS\+dialup,DNS,/,
    holds: [[/^ *Slowest:/m, /^ *Requests\/sec:/m, /^(?:Response time histogram|Latency distribution):/m]],
  },
  {
    name: 'Vegeta',
    begins: /^\{"attack":".*?","seq":\d+,/,
    holds: [
      [/^Requests +\[total, rate/m, /^Latencies +\[/m],
      [/^Bucket +# +% +Histogram$/m],
      [/"latencies"\s*:/, /"50th"\s*:/, /"bytes_in"\s*:/],
    ],
  },
  {
    name: 'autocannon',
    holds: [
      [/^Running .+ test @ /m, /│ Stat +│/],
      [/"connections"\s*:/, /"pipelining"\s*:/, /"2xx"\s*:/],
    ],
  },
  {
    name: 'Artillery',
    holds: [
      [/"aggregate"\s*:/, /"counters"\s*:/, /"(?:vusers\.created|http\.requests|scenariosCreated)"/],
      [/^ *vusers\.created(?:_by_name\..*)?:? ?\.*:? +\d/m, /^ *http\.(?:requests|codes\.\d+):? ?\.*:? +\d/m],
      [/^(?:All VUs finished|Summary report @)/m, /^ *(?:http\.requests|Scenarios launched|vusers\.)/m],
    ],
  },
  {
    name: 'nGrinder',
    begins: new RegExp(
      [
        header('Thread', ' ?Run', ' ?Test', ' ?Start time \\(ms since Epoch\\)'),
        header('DateTime', 'vuser', '(?:Tests|TPS)'),
      ]
        .map(({ source }) => source)
        .join('|'),
      'i',
    ),
  },
  {
    name: 'Siege',
    holds: [
      [/^Transactions:\s+\d+ hits/m, /^Availability:\s/m],
      [/"transactions"\s*:/, /"availability"\s*:/, /"elapsed_time"\s*:/],
    ],
  },
  { name: 'bombardier', holds: [[/^Bombarding /m, /^Statistics +Avg +Stdev +Max/m]] },
  { name: 'h2load', holds: [[/^finished in .+ req\/s/m, /^status codes: \d+ 2xx/m]] },
  { name: 'Fortio', holds: [[/"RunType"\s*:/, /"ActualQPS"\s*:/, /"DurationHistogram"\s*:/]] },
  { name: 'Nighthawk', begins: /^Nighthawk - /, holds: [[/^benchmark_http_client\.\w+ \(\d+ samples\)/m]] },
  { name: 'Taurus', holds: [[/ INFO: Samples count: \d+, [\d.]+% failures/m, / INFO: Average times: total /m]] },
  { name: 'Tsung', begins: /^# stats: dump at \d+/ },
  { name: 'Newman (Postman)', holds: [[/"collection"\s*:/, /"run"\s*:/, /"responseAverage"\s*:/]] },
  { name: 'Lighthouse', holds: [[/"lighthouseVersion"\s*:/, /"audits"\s*:/]] },
  { name: 'pgbench', begins: /^pgbench \(/, holds: [[/^scaling factor: \d/m, /^tps = [\d.]+ /m]] },
  { name: 'sysbench', begins: /^sysbench \d/, holds: [[/^(?:SQL|General) statistics:/m, /^Latency \(ms\):/m]] },
  { name: 'redis-benchmark', holds: [[/^====== .+ ======/m, /^ *\d+ requests completed in [\d.]+ seconds/m]] },
];

/** The load generator, not k6, whose output begins like this; undefined for anything else. */
export function otherToolAt(head: string): string | undefined {
  const first = head.replace(/^\ufeff?\s*/, (blank) => (blank.includes('\0') ? blank : ''));
  return TOOLS.find(({ begins }) => begins?.test(first))?.name;
}

/** The load generator, not k6, whose output a text is or holds; undefined for anything else. */
export function otherTool(text: string): string | undefined {
  const beginning = otherToolAt(text);
  return beginning ?? TOOLS.find(({ holds }) => holds?.some((all) => all.every((one) => one.test(text))))?.name;
}
