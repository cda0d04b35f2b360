// The whole job in DuckDB, on all cores: `node duckdb.mjs FILE`. Every metric by total, scenario, and scenario × name ×
// status with count, sum, extremes and quantiles; seconds with quantiles of seven metrics. Prints the groups as JSON.
import { DuckDBInstance } from '@duckdb/node-api';

const [, , path = ''] = process.argv;
const db = await DuckDBInstance.create(':memory:');
const connection = await db.connect();
const file = `'${path.replaceAll("'", "''")}'`;
const columns =
  "{metric:'VARCHAR',type:'VARCHAR',data:'STRUCT(time TIMESTAMPTZ, value DOUBLE, tags STRUCT(scenario VARCHAR, status VARCHAR, name VARCHAR))'}";
const source = path.includes('.csv')
  ? `select metric_name m, scenario s, name n, status st, timestamp::BIGINT sec, metric_value v from read_csv(${file}, header=true)`
  : `select metric m, data.tags.scenario s, data.tags.name n, data.tags.status st, epoch(data.time)::BIGINT sec, data.value v from read_json(${file}, format='newline_delimited', columns=${columns}) where type='Point'`;
await connection.run(`create temp table p as ${source}`);
const groups = await connection.runAndReadAll(
  'select m, s, n, st, count(*)::DOUBLE, sum(v), min(v), max(v), quantile_cont(v, [.5,.9,.95,.99,.999]) from p group by grouping sets ((m), (m,s), (m,s,n,st))',
);
await connection.runAndReadAll(
  "select m, s, sec, count(*), sum(v), quantile_cont(v, [.5,.95,.99]) from p where m in ('http_req_duration','http_reqs','vus','iterations','dropped_iterations','checks','http_req_failed') group by m, s, sec",
);
process.stdout.write(JSON.stringify(groups.getRowsJson()));
